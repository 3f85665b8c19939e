// Takes out of a deployment what no process reads: types, source maps, readmes, tests. Licenses stay.
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Usage: slim-deployment.mjs FOLDER')

const UNREAD = /\.(?:d\.[cm]?ts|map|md|markdown|tsbuildinfo|flow)$|\.[cm]?ts$/i
const UNREAD_FOLDERS = new Set([
  'test',
  'tests',
  '__tests__',
  'example',
  'examples',
  'docs',
  'benchmarks',
  'coverage',
  '.github',
])
const LICENSE = /^(?:licen[cs]e|notice|copying)/i

let freed = 0
/** `isPackage`: whether its folders are those of a package, and not parts of its code. */
function slim(path, isPackage) {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name)
    if (entry.isSymbolicLink()) continue
    if (entry.isDirectory()) {
      if (isPackage && UNREAD_FOLDERS.has(entry.name)) rmSync(inner, { recursive: true })
      else slim(inner, path.endsWith('node_modules') || /node_modules\/@[^/]+$/.test(path))
    } else if (UNREAD.test(entry.name) && !LICENSE.test(entry.name)) {
      freed += statSync(inner).size
      rmSync(inner)
    }
  }
}

slim(folder, false)
console.log(`${(freed / 2 ** 20).toFixed(1)} MiB were of no use.`)
