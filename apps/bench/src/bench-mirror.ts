import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import type { MirrorFigures } from './mirror/mirror-process.ts'
import { mirrorReport } from './report/mirror-report.ts'
import { writeReports } from './report/write-reports.ts'

export const MIRROR_USAGE = `pnpm bench mirror [options]    a base whose tables are all mirrored: time to read it, memory, and how long queries take

  --reservations N    of the demo base, with its guests and tables (default 40000, about 50,000 records)
  --limiter MODE      documented: 5 requests/s, as Airtable has it; off: as fast as it goes (default documented)
  --out FOLDER        for mirror.json and mirror.md (default: not written)`

/** What a mirror costs, and what it gives. */
export async function benchMirror(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      reservations: { type: 'string', default: '40000' },
      limiter: { type: 'string', default: 'documented' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(MIRROR_USAGE)
  const { reservations, limiter, out } = values
  if (!/^\d{1,7}$/.test(reservations) || Number(reservations) < 1)
    throw new Error(`--reservations is ${reservations}; it must be a whole number from 1 to 9999999.`)
  if (limiter !== 'documented' && limiter !== 'off')
    throw new Error(`--limiter is ${limiter}; it must be documented or off.`)
  const figures = await runMirror(limiter, reservations)
  const report = mirrorReport(figures)
  console.log(report)
  if (out === undefined) return
  const reports = {
    'mirror.json': `${JSON.stringify(figures, null, 2)}\n`,
    'mirror.md': `# A mirrored base\n\n${report}\n`,
  }
  for (const path of writeReports(reports, out)) console.error(`wrote ${path}`)
}

async function runMirror(limiter: string, reservations: string): Promise<MirrorFigures> {
  await using stack = new AsyncDisposableStack()
  const start = (file: string, ...args: readonly string[]) =>
    stack.adopt(startChild(file, args), (child) => void child.kill('SIGKILL'))
  const [url] = (await once(start('./simulator-process.ts', limiter, reservations), 'message')) as [string]
  const mirror = start('./mirror/mirror-process.ts', url, limiter)
  const [figures] = (await Promise.race([once(mirror, 'message'), failed(mirror)])) as [MirrorFigures]
  return figures
}

/** Rejects when the process ends before it has told anything. */
async function failed(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null]
  throw new Error(`The mirroring process ended with code ${String(code)}.`)
}

function startChild(file: string, args: readonly string[]): ChildProcess {
  return fork(new URL(file, import.meta.url), args, {
    execArgv: ['--conditions=@larder/source', '--expose-gc'],
  })
}
