import { parseArgs } from 'node:util'
import { GISTS } from './report/gists.ts'
import { updateReadme, writeReports } from './report/write-reports.ts'
import { httpReport } from './report/http-report.ts'
import { runHttp } from './http/run-http.ts'

export const HTTP_USAGE = `pnpm bench http [options]      Larder's cached answers beside the same bytes from raw Hono, and beside the simulator itself; about 9 minutes

  --seconds N         of one round of one contender (default 2)
  --rounds N          interleaved rounds (default 9)
  --connections N     each asks again as soon as it has its answer (default 16)
  --rate-seconds N    of 500 requests/s, for each question and contender, all rounds together (default 27)
  --reservations N    records of the table that is mirrored (default 1000)
  --out FOLDER        for http.json and http.md (default docs/benchmarks)
  --readme            also write the tables into README.md`

/** How fast Larder answers over HTTP. */
export async function benchHttp(args: readonly string[], root: string): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '2' },
      rounds: { type: 'string', default: '9' },
      connections: { type: 'string', default: '16' },
      'rate-seconds': { type: 'string', default: '27' },
      reservations: { type: 'string', default: '1000' },
      out: { type: 'string', default: `${root}docs/benchmarks` },
      readme: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HTTP_USAGE)
  const figures = await runHttp({
    seconds: secondsFrom(values.seconds),
    rounds: wholeNumber('--rounds', values.rounds, 100),
    connections: wholeNumber('--connections', values.connections, 1_000),
    rateSeconds: wholeNumber('--rate-seconds', values['rate-seconds'], 3_600),
    reservations: wholeNumber('--reservations', values.reservations, 100_000),
    onProgress: (line) => console.error(`… ${line}`),
  })
  const report = httpReport(figures)
  console.log(report)
  const reports = {
    'http.json': `${JSON.stringify(figures, null, 2)}\n`,
    'http.md': `# Over HTTP\n\n${GISTS.http}\n\n${report}\n`,
  }
  for (const path of writeReports(reports, values.out)) console.error(`wrote ${path}`)
  if (values.readme) updateReadme('http', report, `${root}README.md`)
}

function wholeNumber(name: string, text: string, max: number): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isInteger(value) && value >= 1 && value <= max) return value
  throw new Error(`${name} is ${text}; it must be a whole number from 1 to ${max}.`)
}

function secondsFrom(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0.2 && value <= 600) return value
  throw new Error(`--seconds is ${text}; it must be a number from 0.2 to 600.`)
}
