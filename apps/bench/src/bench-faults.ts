import { parseArgs } from 'node:util'
import { dirname } from 'node:path'
import { mkdirSync, writeFileSync } from 'node:fs'
import { ALL_ROWS } from './faults/all-rows.ts'
import { type DrillProfile, PROFILES } from './faults/drill-profile.ts'
import { endWithUs } from './end-with-us.ts'
import { refusePartial } from './refuse-partial.ts'
import { endAllRows, runRow } from './faults/run-row.ts'
import { type FaultsReport, faultsTable } from './report/faults-table.ts'
import { writeFaults } from './report/write-faults.ts'
import { writeReports } from './report/write-reports.ts'
import { faultPage } from './report/fault-page.ts'
import type { FaultRow } from './faults/fault-row.ts'
import { ownEnvironment } from './environment.ts'
import { RIVALS } from './scoreboard/run-scoreboard.ts'
import type { RowResult } from './faults/row-result.ts'
import { rowsNamed } from './faults/rows-named.ts'

export const FAULTS_USAGE: string = `pnpm bench faults [options]    the fault matrix on real redis-servers, one drill a row; exit code 1 when a row was out of its budgets; about 8 minutes

  --row LIST          only these: a number, a range or a list (3, 7-12, 1,4,30); may be repeated
  --seed N            of the load (default 1)
  --profile NAME      ${Object.keys(PROFILES).join(' or ')} (default long)
  --rivals            rows 1 to 3 for the other caches too; they do not decide the exit code
  --json FILE         everything that was measured
  --markdown FILE     the table
  --html FOLDER       a page with a timeline for each row
  --docs              also write the matrix into docs/faults.md, and with --rivals the table beside other caches`

/** The rows that rivals are drilled in: none of them is about anything that only Larder has. */
const RIVAL_ROWS = new Set([1, 2, 3])

/** How it stands faults. */
export async function benchFaults(args: readonly string[], root: string): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      row: { type: 'string', multiple: true },
      seed: { type: 'string', default: '1' },
      profile: { type: 'string', default: 'long' },
      rivals: { type: 'boolean', default: false },
      json: { type: 'string' },
      markdown: { type: 'string' },
      html: { type: 'string' },
      docs: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(FAULTS_USAGE)
  refusePartial('--docs', values.docs, { '--row': values.row })
  const rows = rowsNamed(values.row ?? [], ALL_ROWS)
  const seed = seedFrom(values.seed)
  const profile = profileFrom(values.profile)
  endWithUs(endAllRows)
  const drills: readonly Drilled[] = [
    ...rows.map((row): Drilled => [row]),
    ...(values.rivals ? rivalDrills(rows) : []),
  ]
  const results: RowResult[] = []
  for (const [row, rival] of drills) {
    const result = await runRow(row, { profile, seed, rival })
    results.push(result)
    console.error(`… ${row.number} ${row.title}, ${result.cache}: ${result.verdict}`)
  }
  const report = { environment: await ownEnvironment(), seed, results }
  const table = faultsTable(report)
  console.log(table)
  write(report, table, values)
  if (values.docs) writeFaults(report, `${root}docs/faults.md`)
  if (results.some(({ cache, verdict }) => cache === 'Larder' && verdict === 'failed')) process.exitCode = 1
}

type Drilled = readonly [row: FaultRow, rival?: string]

function rivalDrills(rows: readonly FaultRow[]): readonly Drilled[] {
  return rows
    .filter(({ number }) => RIVAL_ROWS.has(number))
    .flatMap((row) => RIVALS.filter(({ name }) => name !== 'Larder').map(({ name }): Drilled => [row, name]))
}

function write(
  report: FaultsReport,
  table: string,
  { json, markdown, html }: { readonly json?: string; readonly markdown?: string; readonly html?: string },
): void {
  const writeFile = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    console.error(`wrote ${path}`)
  }
  if (json !== undefined) writeFile(json, `${JSON.stringify(report, null, 2)}\n`)
  if (markdown !== undefined) writeFile(markdown, `# Faults\n\n${table}\n`)
  if (html === undefined) return
  const pages = report.results.map((result) => [pageName(result), faultPage(result, report.environment)])
  for (const path of writeReports(Object.fromEntries(pages) as Record<string, string>, html))
    console.error(`wrote ${path}`)
}

function pageName({ number, title, cache }: RowResult): string {
  const words = `${title} ${cache === 'Larder' ? '' : cache}`.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return `${String(number).padStart(2, '0')}-${words.join('-')}.html`
}

function seedFrom(text: string): number {
  const seed = Number(text)
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31) return seed
  throw new Error(`--seed is ${text}; it must be a whole number from 0 to ${2 ** 31 - 1}.`)
}

function profileFrom(text: string): DrillProfile['name'] {
  if (text === 'short' || text === 'long') return text
  throw new Error(`--profile is ${text}; it must be short or long.`)
}
