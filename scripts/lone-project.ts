import { cpSync, existsSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PackedPackage } from './pack-packages.ts'

/**
 * An empty project with one of the packages installed, and nothing else that it does not ask for: its tarball, those of the
 * packages of ours that it depends on, and what their published manifests list, each where only they find it. What npm
 * would get from a registry is taken from this repository's node_modules.
 */
export function loneProject(folder: string, wanted: PackedPackage, all: readonly PackedPackage[]): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "name": "somebody", "private": true, "type": "module" }\n')
  const ours = new Map(all.map((one) => [one.manifest.name, one]))
  const installed = new Set<string>()
  const install = (name: string) => {
    const one = ours.get(name)
    if (!one || installed.has(name)) return
    installed.add(name)
    const place = join(folder, 'node_modules', name)
    cpSync(one.unpacked, place, { recursive: true })
    for (const dependency of Object.keys(one.manifest.dependencies ?? {}))
      if (ours.has(dependency)) install(dependency)
      else link(dependency, one.home, join(place, 'node_modules'))
    // Whoever installs it brings these.
    for (const peer of Object.keys(one.manifest.peerDependencies ?? {}))
      link(peer, one.home, join(folder, 'node_modules'))
  }
  install(wanted.manifest.name)
  return folder
}

function link(name: string, home: string, modules: string): void {
  const place = join(modules, name)
  if (existsSync(place)) return
  mkdirSync(dirname(place), { recursive: true })
  symlinkSync(realpathSync(join(home, 'node_modules', name)), place)
}

/** The names under which a package can be imported. */
export function entriesOf({ manifest }: PackedPackage): readonly string[] {
  return Object.keys(manifest.exports ?? {}).map((entry) => manifest.name + entry.slice(1))
}
