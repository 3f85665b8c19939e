import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DrillProfile, PROFILES } from './drill-profile.ts'
import type { FaultRow } from './fault-row.ts'
import type { RowResult } from './row-result.ts'

export interface RunRowOptions {
  readonly profile: DrillProfile['name']
  readonly seed: number
  /** Name of another cache, to drill instead of Larder. */
  readonly rival?: string | undefined
}

/** Processes of rows that run now. */
const running = new Set<ChildProcess>()

/**
 * Runs a row in a process of its own and resolves to how it went. A row that crashes, hangs, or cannot be made on this
 * machine has failed, and says so; whatever it started is ended.
 */
export async function runRow(row: FaultRow, options: RunRowOptions): Promise<RowResult> {
  const { profile, seed, rival = '' } = options
  // Servers keep their files in it.
  const folder = await mkdtemp(join(tmpdir(), 'larder-faults-'))
  const child = fork(
    new URL('./row-process.ts', import.meta.url),
    [String(row.number), profile, String(seed), rival],
    {
      execArgv: ['--conditions=@larder/source', '--expose-gc'],
      env: { ...process.env, TMPDIR: folder },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  running.add(child)
  try {
    return await resultOf(child, row, options)
  } finally {
    endGroup(child)
    running.delete(child)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Ends what runs: for a Ctrl-C. */
export function endAllRows(): void {
  for (const child of running) endGroup(child)
}

function resultOf(child: ChildProcess, row: FaultRow, options: RunRowOptions): Promise<RowResult> {
  const { limitMs } = PROFILES[options.profile]
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)))
  return new Promise((resolve) => {
    const failed = (error: string) => resolve(failure(row, options, error))
    const limit = setTimeout(() => failed(`It was not done after ${limitMs / 1_000} s.`), limitMs)
    child.once('message', (result) => resolve(result as RowResult))
    child.once('error', (error) => failed(`Its process could not be started: ${error.message}`))
    // 'close' and not 'exit': by then all of its output is here.
    child.once('close', (code, signal) => {
      clearTimeout(limit)
      failed(`Its process ended with ${signal ?? `code ${code}`}: ${crashOf(output)}`)
    })
  })
}

/** The line that names the error, or else the end of what it said. */
function crashOf(output: string): string {
  return /^(?:Uncaught )?\w*Error\b.*$/m.exec(output)?.[0] ?? output.trim().slice(-300)
}

function failure(row: FaultRow, { profile, seed, rival }: RunRowOptions, error: string): RowResult {
  const { number, title, how } = row
  const cache = rival ?? 'Larder'
  return { number, title, how, cache, seed, profile, verdict: 'failed', findings: [], events: [], error }
}

/** The process and its servers: they are one group. Stopped ones go on first. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  for (const signal of ['SIGCONT', 'SIGKILL'] as const) {
    try {
      process.kill(-pid, signal)
    } catch {
      // Nobody is left in it.
    }
  }
}
