import { parseArgs } from 'node:util'
import { findingsOf } from './soak/soak-findings.ts'
import { runSoak } from './soak/run-soak.ts'
import { soakReport } from './report/soak-report.ts'
import { writeReports } from './report/write-reports.ts'

export const SOAK_USAGE = `pnpm bench soak [options]    two servers under mixed load, with one fault of Redis, the network or Airtable after the other; exit code 1 when anything was wrong

  --minutes N         how long (default 2; a release takes 30)
  --every SECONDS     from one fault to the next (default 20)
  --seed N            of the load and of the order of faults (default 1)
  --out FOLDER        for soak.json and soak.md (default: not written)`

/** How long it goes well. */
export async function benchSoak(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '2' },
      every: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(SOAK_USAGE)
  const report = await runSoak({
    minutes: numberFrom('--minutes', values.minutes, 0.1, 24 * 60),
    everyMs: 1_000 * numberFrom('--every', values.every, 2, 600),
    seed: numberFrom('--seed', values.seed, 0, 2 ** 32 - 1),
    onProgress: (line) => console.error(`… ${line}`),
  })
  const findings = findingsOf(report)
  const text = soakReport(report, findings)
  console.log(text)
  if (values.out !== undefined) {
    const { outcomes: _, ...rest } = report
    const reports = { 'soak.json': `${JSON.stringify(rest, null, 2)}\n`, 'soak.md': `# A soak\n\n${text}\n` }
    for (const path of writeReports(reports, values.out)) console.error(`wrote ${path}`)
  }
  if (findings.length > 0) process.exitCode = 1
}

function numberFrom(name: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= min && value <= max) return value
  throw new Error(`${name} is ${text}; it must be a number from ${min} to ${max}.`)
}
