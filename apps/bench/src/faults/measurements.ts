import type { Call } from './call-record.ts'
import { breakerSpans, openings } from './breaker-spans.ts'
import { DEADLINE_MS, ISOLATED_MS, PROPAGATION_MS } from './larder-cache.ts'
import type { Drill } from './drill.ts'
import { openSockets } from './leak-census.ts'
import { ORIGIN_LIMIT } from './origin.ts'
import { type PhaseStats, phaseStats, quantile } from './phase-stats.ts'
import { staleReads } from './ledger.ts'

/** What was measured in one row. Times in ms. */
export interface Measurements {
  readonly before: PhaseStats | undefined
  readonly during: PhaseStats | undefined
  readonly after: PhaseStats | undefined
  readonly failures: Readonly<Record<string, number>>
  readonly wrongValues: number
  readonly staleReads: readonly string[]
  /** From the beginning of the fault, or its last stroke, until the last call that waited because of it had its answer. */
  readonly failFastMs: number
  /** The longest call since the fault began, without what the process itself stood still. */
  readonly longestCallMs: number
  /** p99 of hits in memory before the fault, and while the read breaker was open. */
  readonly memoryHits:
    | { readonly beforeMs: number; readonly openMs: number; readonly count: number }
    | undefined
  readonly fullServiceMs: number | undefined
  readonly closeMs: number
  readonly upstream: { readonly loads: number; readonly peak: number; readonly limit: number }
  /** Of each cache and side: how often it opened, and the first time after the fault began. */
  readonly breakers: Readonly<Record<string, { readonly openings: number; readonly firstMs?: number }>>
  readonly storeErrors: Readonly<Record<string, number>>
  readonly leaks: {
    readonly socketsLeft: number
    readonly listeners: readonly [before: number, after: number]
    readonly heapGrowthBytes: number
  }
  readonly longestStallMs: number
}

/** A call that takes longer has waited for something other than the origin. */
const WAITED_MS = DEADLINE_MS / 2
/** The p99 of fewer calls is a matter of one or two of them. */
const ENOUGH_TO_RANK = 500

export function measure(drill: Drill, stalenessMs: number): Measurements {
  const { marks, instruments, censuses } = drill
  const calls = instruments.record.all()
  const { driver, origin, stalls } = instruments
  const span = (from: number, to: number) => phaseStats(calls, from, Math.min(to, marks.endedAt))
  const { before, after, atStart, atEnd } = censuses
  return {
    before: span(marks.beforeAt, marks.faultAt),
    during: span(marks.faultAt, marks.healedAt),
    after: span(marks.healedAt, marks.endedAt),
    failures: Object.fromEntries(driver.failures),
    wrongValues: driver.wrongValues,
    staleReads: staleReads({
      calls,
      changes: driver.changes,
      cacheNames: drill.caches.map(({ name }) => name),
      boundMsAt: (instant) => (isCalm(drill, instant) ? PROPAGATION_MS : stalenessMs),
    }),
    failFastMs: failFastMs(drill, calls),
    longestCallMs: Math.max(0, ...since(calls, marks.faultAt).map((call) => ownLatency(drill, call))),
    memoryHits: memoryHits(drill, calls),
    fullServiceMs: drill.fullServiceMs,
    closeMs: drill.closeMs ?? 0,
    upstream: { loads: origin.loads, peak: origin.peak, limit: ORIGIN_LIMIT },
    breakers: breakers(drill),
    storeErrors: Object.fromEntries(instruments.storeErrors),
    leaks: {
      socketsLeft: atStart && atEnd ? Math.max(0, openSockets(atEnd) - openSockets(atStart)) : 0,
      listeners: [before?.listenersOfOneSocket ?? 0, after?.listenersOfOneSocket ?? 0],
      heapGrowthBytes: before && after ? after.heapBytes - before.heapBytes : 0,
    },
    longestStallMs: stalls.longest(marks.startedAt, marks.endedAt),
  }
}

/** Around the fault a process may not have reached the log: then what it holds is good for the isolated time. */
function isCalm({ marks }: Drill, instant: number): boolean {
  return instant < marks.faultAt || instant > marks.servedAt + ISOLATED_MS
}

function since(calls: readonly Call[], instant: number): readonly Call[] {
  return calls.filter(({ beganAt, latencyMs }) => beganAt + latencyMs > instant)
}

function ownLatency({ instruments }: Drill, { beganAt, latencyMs }: Call): number {
  return latencyMs - instruments.stalls.within(beganAt, beganAt + latencyMs)
}

function failFastMs(drill: Drill, calls: readonly Call[]): number {
  const { marks, edges, instruments } = drill
  const waited = since(calls, marks.faultAt).filter(
    (call) => call.beganAt < marks.healedAt && ownLatency(drill, call) > WAITED_MS,
  )
  const times = waited.map(({ beganAt, latencyMs }) => {
    const endedAt = beganAt + latencyMs
    const edge = edges.findLast((at) => at <= Math.max(beganAt, marks.faultAt)) ?? marks.faultAt
    return endedAt - edge - instruments.stalls.within(edge, endedAt)
  })
  return Math.max(0, ...times)
}

/** The two are compared as callers see them; what the machine took from the process is in neither. */
function memoryHits(drill: Drill, calls: readonly Call[]): Measurements['memoryHits'] {
  const { marks, caches, instruments } = drill
  const hits = calls.filter(({ outcome, kind }) => outcome === 'l1' && kind === 'read')
  const calm = hits.filter(({ beganAt }) =>
    marks.beforeAt < marks.faultAt
      ? beganAt >= marks.beforeAt && beganAt < marks.faultAt
      : beganAt >= marks.servedAt,
  )
  const open = hits.filter(({ beganAt, cache }) =>
    breakerSpans(instruments.events, caches[cache]?.name ?? '', 'read', marks.endedAt).some(
      ({ state, from, to }) => state !== 'closed' && beganAt >= from && beganAt < to,
    ),
  )
  if (calm.length < ENOUGH_TO_RANK || open.length < ENOUGH_TO_RANK) return undefined
  const p99 = (some: readonly Call[]) =>
    quantile(
      some.map((call) => ownLatency(drill, call)),
      0.99,
    )
  return { beforeMs: p99(calm), openMs: p99(open), count: open.length }
}

function breakers({ caches, marks, instruments }: Drill): Measurements['breakers'] {
  const sides = caches.flatMap(({ name }) => (['read', 'write'] as const).map((side) => ({ name, side })))
  return Object.fromEntries(
    sides.map(({ name, side }) => {
      const times = openings(instruments.events, name, side).filter((at) => at >= marks.startedAt)
      const first = times.find((at) => at >= marks.faultAt)
      return [
        `${name} ${side}`,
        { openings: times.length, ...(first === undefined ? {} : { firstMs: first - marks.faultAt }) },
      ]
    }),
  )
}
