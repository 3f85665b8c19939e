import {
  judgeReads,
  type ProcessHistory,
  type SeenInvalidation,
  type SeenRead,
} from '@larder/cache-core/testing'
import type { Call, CallOutcome } from './call-record.ts'
import type { Change } from './load-driver.ts'
import { keyName } from './workload.ts'

export interface LedgerInput {
  readonly calls: readonly Call[]
  readonly changes: readonly Change[]
  readonly cacheNames: readonly string[]
  /** How old a read that began then may be, in ms. */
  readonly boundMsAt: (instant: number) => number
}

const READ: ReadonlySet<CallOutcome> = new Set(['l1', 'l2', 'load', 'stale', 'cached'])

/** Reads that were older than their bound, each as a sentence: what the origin had, held against what was served. */
export function staleReads({ calls, changes, cacheNames, boundMsAt }: LedgerInput): readonly string[] {
  const histories = cacheNames.map((name, cache) => historyOf(name, calls, changes, cache))
  return judgeReads(histories, ({ beganAt }) => boundMsAt(beganAt))
}

function historyOf(
  name: string,
  calls: readonly Call[],
  changes: readonly Change[],
  cache: number,
): ProcessHistory {
  const own = calls.filter((call) => call.cache === cache)
  return {
    name,
    invalidations: changes.flatMap((change) => invalidationOf(change, calls[change.call], cache)),
    reads: own.filter(({ outcome }) => READ.has(outcome)).map(readOf),
    sets: Object.fromEntries(
      own.filter(({ kind, outcome }) => kind === 'set' && outcome === 'done').map(returnOf),
    ),
  }
}

/** A call that failed promised nothing. */
function invalidationOf(
  { key, version }: Change,
  call: Call | undefined,
  cache: number,
): readonly SeenInvalidation[] {
  if (call?.outcome !== 'done' || call.cache !== cache) return []
  const { beganAt, latencyMs, acknowledged } = call
  return [{ key: keyName(key), version, beganAt, returnedAt: beganAt + latencyMs, acknowledged }]
}

function readOf({ key, version, setBy, beganAt, kind }: Call): SeenRead {
  return {
    key: keyName(key),
    version,
    setBy: setBy < 0 ? undefined : String(setBy),
    beganAt,
    strict: kind === 'strict',
  }
}

function returnOf({ index, beganAt, latencyMs }: Call): readonly [string, number] {
  return [String(index), beganAt + latencyMs]
}
