import { parseArgs } from 'node:util'
import { GISTS } from './report/gists.ts'
import { updateReadme, writeReports } from './report/write-reports.ts'
import { freshnessReport } from './report/freshness-report.ts'
import { runFreshness } from './freshness/run-freshness.ts'

export const FRESHNESS_USAGE = `pnpm bench freshness [options] how soon a change made in the base is seen through Larder: told by pings, and by polling alone; about 5 minutes

  --changes N         of each kind, for each way (default 40)
  --poll-interval MS  where there are no pings (default 10000)
  --seed N            of the instants (default 1)
  --out FOLDER        for freshness.json and freshness.md (default docs/benchmarks)
  --readme            also write the table into README.md`

/** How fresh Larder is. */
export async function benchFreshness(args: readonly string[], root: string): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      changes: { type: 'string', default: '40' },
      'poll-interval': { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string', default: `${root}docs/benchmarks` },
      readme: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(FRESHNESS_USAGE)
  const figures = await runFreshness({
    changes: wholeNumber('--changes', values.changes, 1, 1_000),
    pollIntervalMs: wholeNumber('--poll-interval', values['poll-interval'], 1_000, 3_600_000),
    seed: wholeNumber('--seed', values.seed, 0, 2 ** 31),
    onProgress: (line) => console.error(`… ${line}`),
  })
  const report = freshnessReport(figures)
  console.log(report)
  const reports = {
    'freshness.json': `${JSON.stringify(figures, null, 2)}\n`,
    'freshness.md': `# How soon changes are seen\n\n${GISTS.freshness}\n\n${report}\n`,
  }
  for (const path of writeReports(reports, values.out)) console.error(`wrote ${path}`)
  if (values.readme) updateReadme('freshness', report, `${root}README.md`)
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max) return value
  throw new Error(`${name} is ${text}; it must be a whole number from ${min} to ${max}.`)
}
