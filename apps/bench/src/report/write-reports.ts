import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes each text into the folder under its name; returns the paths. */
export function writeReports(reports: Readonly<Record<string, string>>, folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true })
  return Object.entries(reports).map(([name, text]) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  })
}

/** Replaces the table of a benchmark in a README, between its markers. Throws when it has none. */
export function updateReadme(
  benchmark: 'cache' | 'rivals' | 'http' | 'freshness',
  table: string,
  readme: string,
): void {
  updateMarked(benchmark, '--readme', table, readme)
}

/** Replaces what a benchmark wrote into a page with an option, between its markers. Throws when the page has none. */
export function updateMarked(benchmark: string, option: string, table: string, readme: string): void {
  const beginsWith = `<!-- bench:${benchmark}, written by pnpm bench ${benchmark} ${option} -->`
  const endsWith = `<!-- /bench:${benchmark} -->`
  const text = readFileSync(readme, 'utf8')
  const begin = text.indexOf(beginsWith)
  const end = text.indexOf(endsWith, begin)
  if (begin < 0 || end < begin)
    throw new Error(`${readme} has no lines "${beginsWith}" and "${endsWith}" to write between.`)
  writeFileSync(readme, `${text.slice(0, begin + beginsWith.length)}\n\n${table}\n\n${text.slice(end)}`)
}
