import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CacheBenchmarkResult } from '../cache-benchmark.ts'
import { htmlReport } from './html-report.ts'
import { markdownTable } from './markdown-table.ts'

const BEGIN = '<!-- bench:cache, written by pnpm bench cache --readme -->'
const END = '<!-- /bench:cache -->'

/** Writes cache.json, cache.md and cache.html into the folder; returns their paths. */
export function writeReports(result: CacheBenchmarkResult, folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true })
  const reports = {
    'cache.json': `${JSON.stringify(result, null, 2)}\n`,
    'cache.md': `# Cache benchmark\n\n${markdownTable(result)}\n`,
    'cache.html': htmlReport(result),
  }
  return Object.entries(reports).map(([name, text]) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  })
}

/** Replaces the table in a README, between its markers. Throws when it has none. */
export function updateReadme(result: CacheBenchmarkResult, readme: string): void {
  const text = readFileSync(readme, 'utf8')
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (begin < 0 || end < begin)
    throw new Error(`${readme} has no lines "${BEGIN}" and "${END}" to write between.`)
  writeFileSync(
    readme,
    `${text.slice(0, begin + BEGIN.length)}\n\n${markdownTable(result)}\n\n${text.slice(end)}`,
  )
}
