import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const root: string = fileURLToPath(new URL('..', import.meta.url))

const run = promisify(execFile)

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly exports?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly bin?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

export interface PackedPackage {
  /** The manifest as it is published: without `workspace:` and `catalog:`. */
  readonly manifest: Manifest
  readonly tarball: string
  /** The package in this repository, whose node_modules have what it depends on. */
  readonly home: string
  /** What the tarball holds, unpacked. */
  readonly unpacked: string
}

/** Folders of the packages that are published. */
export function publishedFolders(): readonly string[] {
  return readdirSync(join(root, 'packages')).filter(
    (folder) => !manifestOf(join(root, 'packages', folder)).private,
  )
}

export function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}

/**
 * Builds and packs packages as a release does, below `workshop`: all that are published, or these. In a copy: what is being tested here and
 * now, or lies in a `dist` from yesterday, gets into no tarball.
 */
export async function packPackages(
  workshop: string,
  folders: readonly string[] = publishedFolders(),
): Promise<readonly PackedPackage[]> {
  for (const file of ['package.json', 'pnpm-workspace.yaml', 'tsconfig.base.json', 'LICENSE'])
    cpSync(join(root, file), join(workshop, file))
  symlinkSync(join(root, 'node_modules'), join(workshop, 'node_modules'))
  const waiting = [...folders]
  const builder = async () => {
    for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift())
      await buildOne(workshop, folder)
  }
  await Promise.all([builder(), builder()])
  const tarballs = join(workshop, 'tarballs')
  await must('pnpm', ['--filter', './packages/*', '-r', 'pack', '--pack-destination', tarballs], workshop)
  const packed = await Promise.all(folders.map((folder) => unpackOne(workshop, folder)))
  return packed.sort((a, b) => (a.manifest.name < b.manifest.name ? -1 : 1))
}

async function buildOne(workshop: string, folder: string): Promise<void> {
  const home = join(root, 'packages', folder)
  const copy = join(workshop, 'packages', folder)
  const isWanted = (path: string) =>
    !['node_modules', 'dist', '.turbo', 'planted.ts'].includes(basename(path))
  cpSync(home, copy, { recursive: true, filter: isWanted })
  symlinkSync(join(home, 'node_modules'), join(copy, 'node_modules'))
  // The types of the sources are another check's business: here they would be checked once more for each package.
  await must(join(root, 'node_modules', '.bin', 'tsc'), ['-p', 'tsconfig.build.json', '--noCheck'], copy)
}

async function unpackOne(workshop: string, folder: string): Promise<PackedPackage> {
  const home = join(root, 'packages', folder)
  const { name, version } = manifestOf(home)
  const tarball = join(workshop, 'tarballs', `${folder}.tgz`)
  renameSync(join(workshop, 'tarballs', `${name.slice(1).replace('/', '-')}-${version}.tgz`), tarball)
  const unpacked = join(workshop, 'unpacked', folder)
  mkdirSync(unpacked, { recursive: true })
  await must('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1'], workshop)
  return { manifest: manifestOf(unpacked), tarball, home, unpacked }
}

/** Rejects with what the program has printed. */
export async function must(command: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    return (await run(command, [...args], { cwd, maxBuffer: 2 ** 26 })).stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${basename(command)} ${args.join(' ')} failed in ${cwd}:\n${stdout}${stderr}`, {
      cause: error,
    })
  }
}
