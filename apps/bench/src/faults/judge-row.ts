import { BUDGETS, type Budgets } from './budgets.ts'
import type { DrillProfile } from './drill-profile.ts'
import type { FaultRow } from './fault-row.ts'
import type { Finding } from './finding.ts'
import type { Measurements } from './measurements.ts'

/** Listeners that come and go with the work of a socket. */
const LISTENERS_PASSING = 2

export interface Trial {
  readonly row: Pick<FaultRow, 'budgets' | 'breakers'>
  readonly profile: DrillProfile
  readonly measured: Measurements
  /** Whether the cache tells of its breakers. */
  readonly tells: boolean
  /** What the process complained of that no caller saw. */
  readonly complaints: readonly string[]
}

/** What was measured beside what it may be, one finding each. */
export function judgeRow({ row, profile, measured, tells, complaints }: Trial): readonly Finding[] {
  const budgets: Budgets = { ...BUDGETS, ...row.budgets }
  return [
    ...answers(measured, budgets),
    ...waits(measured, budgets, profile.slack),
    ...(tells ? breakersAsExpected(row, measured) : []),
    atMost('upstream at once', measured.upstream.peak, measured.upstream.limit),
    none('unhandled rejections and warnings', complaints),
    ...leaks(measured, budgets),
  ]
}

function answers(measured: Measurements, { failedCalls }: Budgets): readonly Finding[] {
  const phases = [measured.before, measured.during, measured.after]
  const total = (name: 'calls' | 'failed' | 'unanswered') =>
    phases.reduce((sum, phase) => sum + (phase?.[name] ?? 0), 0)
  return [
    { name: 'calls made', measured: String(total('calls')), budget: '≥ 50', ok: total('calls') >= 50 },
    atMost('calls that failed', total('failed'), failedCalls),
    atMost('calls without an answer', total('unanswered'), 0),
    atMost('wrong values', measured.wrongValues, 0),
    none('reads staler than allowed', measured.staleReads),
  ]
}

function waits(measured: Measurements, budgets: Budgets, slack: number): readonly Finding[] {
  const { memoryHits, fullServiceMs } = measured
  return [
    ...msAtMost('time to fail fast', measured.failFastMs, budgets.failFastMs, slack),
    ...msAtMost('longest call', measured.longestCallMs, budgets.longestCallMs, slack),
    ...(memoryHits
      ? msAtMost(
          'p99 of memory hits, added while open',
          memoryHits.openMs - memoryHits.beforeMs,
          budgets.addedP99Ms,
          slack,
        )
      : []),
    ...msAtMost(
      'time to full service',
      fullServiceMs ?? Number.POSITIVE_INFINITY,
      budgets.fullServiceMs,
      slack,
    ),
    ...msAtMost('time to close', measured.closeMs, budgets.closeMs, slack),
  ]
}

/** A fault that nothing noticed was not made. */
function breakersAsExpected(
  { breakers: expected = {} }: Pick<FaultRow, 'breakers'>,
  { breakers }: Measurements,
): readonly Finding[] {
  return Object.entries(expected).flatMap(([side, wanted]) =>
    Object.entries(breakers)
      .filter(([name]) => name.endsWith(side))
      .map(([name, { openings, firstMs }]) => ({
        name: `breaker ${name}`,
        measured: openings === 0 ? 'closed' : `opened ${openings} ×, first after ${inMs(firstMs ?? 0)}`,
        budget: wanted,
        ok: wanted === 'opens' ? firstMs !== undefined : openings === 0,
      })),
  )
}

function leaks(
  { leaks: { socketsLeft, listeners, heapGrowthBytes } }: Measurements,
  budgets: Budgets,
): readonly Finding[] {
  const [before, after] = listeners
  return [
    atMost('sockets left open', socketsLeft, 0),
    {
      name: 'listeners of one socket',
      measured: `${before} → ${after}`,
      // A command under way adds its own while it waits.
      budget: `≤ ${before + LISTENERS_PASSING}`,
      ok: before === 0 || after <= before + LISTENERS_PASSING,
    },
    {
      name: 'heap growth',
      measured: inMiB(heapGrowthBytes),
      budget: `≤ ${inMiB(budgets.heapGrowthBytes)}`,
      ok: heapGrowthBytes <= budgets.heapGrowthBytes,
    },
  ]
}

function atMost(name: string, measured: number, budget: number): Finding {
  return { name, measured: String(measured), budget: `≤ ${budget}`, ok: measured <= budget }
}

function msAtMost(
  name: string,
  measured: number,
  budget: number | undefined,
  slack: number,
): readonly Finding[] {
  if (budget === undefined) return []
  const limit = budget * slack
  return [{ name, measured: inMs(measured), budget: `≤ ${inMs(limit)}`, ok: measured <= limit }]
}

function none(name: string, examples: readonly string[]): Finding {
  const [first] = examples
  const measured = first === undefined ? '0' : `${examples.length}, e.g. ${first}`
  return { name, measured, budget: '0', ok: examples.length === 0 }
}

function inMs(ms: number): string {
  if (ms === Number.POSITIVE_INFINITY) return 'never'
  return Math.abs(ms) < 10 ? `${ms.toFixed(2)} ms` : `${Math.round(ms)} ms`
}

function inMiB(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`
}
