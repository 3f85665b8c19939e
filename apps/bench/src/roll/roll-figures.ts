import type { Environment } from '../environment.ts'
import { type Waits, waitsOf } from '../budget/budget-verdict.ts'
import type { RollCall } from './roll-load.ts'

/** What callers saw in one part of a drill. */
export interface RollPhase {
  readonly name: string
  readonly seconds: number
  readonly reads: number
  readonly writes: number
  /** Without an answer, with half of one, or with another status than 200. */
  readonly failed: number
  /** How many of the failed had which status; 0: none. */
  readonly failures: Readonly<Record<string, number>>
  /** Of reads. */
  readonly hitRate: number
  readonly latency: Waits
}

/** One server that ended and came back. */
export interface Restart {
  /** Of the process that ended. */
  readonly exitCode: number | null
  /** From SIGTERM to its end, in ms. */
  readonly endedMs: number
  /** From its end until the next one was sent requests, in ms. */
  readonly backMs: number
}

export interface RollFigures {
  readonly environment: Environment
  readonly perSecond: number
  readonly checkMs: number
  readonly drainMs: number
  readonly records: number
  readonly phases: readonly RollPhase[]
  readonly restarts: readonly Restart[]
  /** 429s that Airtable answered. */
  readonly upstream429s: number
}

/** Of the hit rate before, at least. */
export const LEAST_HIT_SHARE = 0.9

/** What the calls between two instants came to. */
export function phaseOf(name: string, calls: readonly RollCall[], from: number, to: number): RollPhase {
  const own = calls.filter(({ at }) => at >= from && at < to)
  const reads = own.filter(({ kind }) => kind === 'read')
  const failed = own.filter(({ status, isWhole }) => status !== 200 || !isWhole)
  const failures: Record<string, number> = {}
  for (const { status } of failed) failures[status] = (failures[status] ?? 0) + 1
  return {
    name,
    seconds: (to - from) / 1_000,
    reads: reads.length,
    writes: own.length - reads.length,
    failed: failed.length,
    failures,
    hitRate: reads.length === 0 ? 0 : reads.filter(({ isHit }) => isHit).length / reads.length,
    latency: waitsOf(own.filter(({ status }) => status === 200).map(({ ms }) => ms)),
  }
}

/** What was wrong, for people; none when nobody noticed that servers were restarted. */
export function rollFindings({ phases, restarts, upstream429s }: RollFigures): readonly string[] {
  const [before] = phases
  return [
    ...phases
      .filter(({ failed }) => failed > 0)
      .map(({ name, failed, failures }) => `${failed} requests failed ${name}: ${JSON.stringify(failures)}.`),
    ...phases
      .filter(({ hitRate }) => before && hitRate < before.hitRate * LEAST_HIT_SHARE)
      .map(
        ({ name, hitRate }) =>
          `The hit rate ${name} was ${percent(hitRate)}; before it was ${percent(before?.hitRate ?? 0)}.`,
      ),
    ...phases
      .filter(({ reads, writes }) => reads === 0 || writes === 0)
      .map(({ name }) => `Nothing was read or nothing was written ${name}: that shows nothing.`),
    ...restarts
      .filter(({ exitCode }) => exitCode !== 0)
      .map(({ exitCode }) => `A server ended with exit code ${exitCode}.`),
    ...(upstream429s > 0 ? [`Airtable answered 429 ${upstream429s} times.`] : []),
  ]
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
