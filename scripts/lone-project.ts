import { cpSync, existsSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PackedPackage } from './pack-packages.ts'

/**
 * Puts beside each unpacked package what its published manifest lists, and nothing else, as pnpm lays packages out: those of
 * ours unpacked too, and what npm would get from a registry from this repository's node_modules.
 */
export function linkDependencies(all: readonly PackedPackage[]): void {
  const ours = new Map(all.map(({ manifest, unpacked }) => [manifest.name, unpacked]))
  for (const { manifest, unpacked, home } of all) {
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }))
      link(join(unpacked, 'node_modules'), name, ours.get(name) ?? installedAt(home, name))
  }
}

/** An empty project with these installed, their peers, and nothing else. */
export function loneProject(folder: string, ...wanted: readonly PackedPackage[]): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "name": "somebody", "private": true, "type": "module" }\n')
  const modules = join(folder, 'node_modules')
  for (const { manifest, unpacked, home } of wanted) {
    link(modules, manifest.name, unpacked)
    for (const peer of Object.keys(manifest.peerDependencies ?? {}))
      link(modules, peer, installedAt(home, peer))
  }
  return folder
}

/** The same package, had its manifest forgotten to list a dependency. */
export function forgetting(dependency: string, one: PackedPackage, unpacked: string): PackedPackage {
  cpSync(one.unpacked, unpacked, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => path !== join(one.unpacked, 'node_modules', dependency),
  })
  return { ...one, unpacked }
}

/** The names under which a package can be imported. */
export function entriesOf({ manifest }: PackedPackage): readonly string[] {
  return Object.keys(manifest.exports ?? {}).map((entry) => manifest.name + entry.slice(1))
}

function installedAt(home: string, name: string): string {
  return realpathSync(join(home, 'node_modules', name))
}

function link(modules: string, name: string, target: string): void {
  const place = join(modules, name)
  if (existsSync(place)) return
  mkdirSync(dirname(place), { recursive: true })
  symlinkSync(target, place)
}
