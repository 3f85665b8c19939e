/**
 * Packs published packages into `tarballs`, with those of ours that they need, for a project beside this repository:
 * `npm run pack -- cache-core redis-adapter`, or all of them without a name.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { manifestOf, packPackages, publishedFolders, root } from './pack-packages.ts'

const published = publishedFolders()
const named = process.argv.slice(2)
const unknown = named.filter((folder) => !published.includes(folder))
if (unknown.length > 0) {
  console.error(`There is no package ${unknown.join(', ')}. There are: ${published.join(', ')}.`)
  process.exit(1)
}
const wanted = named.length === 0 ? published : [...withTheirs(named)]
const tarballs = join(root, 'tarballs')
const workshop = mkdtempSync(join(tmpdir(), 'larder-pack-'))
console.error('Packing …')
try {
  const packed = await packPackages(workshop, wanted)
  mkdirSync(tarballs, { recursive: true })
  const paths = packed.map(({ tarball }) => join(tarballs, basename(tarball)))
  for (const { tarball } of packed) copyFileSync(tarball, join(tarballs, basename(tarball)))
  console.log(`In a project of yours, with Node 24 or newer:\nnpm install ${paths.map(quoted).join(' ')}`)
} finally {
  rmSync(workshop, { recursive: true, force: true })
}

function withTheirs(folders: readonly string[], all = new Set<string>()): ReadonlySet<string> {
  for (const folder of folders) {
    if (all.has(folder)) continue
    all.add(folder)
    const { dependencies = {} } = manifestOf(join(root, 'packages', folder))
    const ours = Object.keys(dependencies).map((name) => name.replace('@larder/', ''))
    withTheirs(
      ours.filter((name) => published.includes(name)),
      all,
    )
  }
  return all
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
}
