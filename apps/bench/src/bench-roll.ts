import { parseArgs } from 'node:util'
import { rollFindings } from './roll/roll-figures.ts'
import { rollReport } from './report/roll-report.ts'
import { runRoll } from './roll/run-roll.ts'
import { updateMarked, writeReports } from './report/write-reports.ts'

export const ROLL_USAGE = `pnpm bench roll [options]    two servers behind a proxy, restarted one after the other under load; exit code 1 when a caller noticed; about 40 s

  --seconds N         of calm before and after (default 10)
  --rate N            reads per second (default 200)
  --check-ms N        from one look of the proxy at /readyz to the next (default 1000)
  --drain-ms N        for how long a server goes on after SIGTERM (default 3000)
  --out FOLDER        for roll.json and roll.md (default: not written)
  --docs              also write the table into docs/deployment.md`

/** What callers see of a release. */
export async function benchRoll(args: readonly string[], root: string): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '10' },
      rate: { type: 'string', default: '200' },
      'check-ms': { type: 'string', default: '1000' },
      'drain-ms': { type: 'string', default: '3000' },
      out: { type: 'string' },
      docs: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(ROLL_USAGE)
  const figures = await runRoll({
    seconds: numberFrom('--seconds', values.seconds, 0.5, 3_600),
    perSecond: numberFrom('--rate', values.rate, 1, 5_000),
    checkMs: numberFrom('--check-ms', values['check-ms'], 20, 60_000),
    drainMs: numberFrom('--drain-ms', values['drain-ms'], 0, 60_000),
    onProgress: (line) => console.error(`… ${line}`),
  })
  const findings = rollFindings(figures)
  const text = rollReport(figures, findings)
  console.log(text)
  if (values.out !== undefined) {
    const reports = {
      'roll.json': `${JSON.stringify(figures, null, 2)}\n`,
      'roll.md': `# A roll\n\n${text}\n`,
    }
    for (const path of writeReports(reports, values.out)) console.error(`wrote ${path}`)
  }
  if (values.docs) updateMarked('roll', '--docs', text, `${root}docs/deployment.md`)
  if (findings.length > 0) process.exitCode = 1
}

function numberFrom(name: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= min && value <= max) return value
  throw new Error(`${name} is ${text}; it must be a number from ${min} to ${max}.`)
}
