import type { FollowState, MirrorStatus } from '@larder/airtable-adapter'
import { type BudgetStatus, type RateBudget, SharedRateBudget } from '@larder/cache-core'
import type { Upstream } from '../routes/upstream-body.ts'
import type { KnownBase } from './known-base.ts'
import { counter, gauge, type MetricFamily, type MetricSource, states } from './metric-family.ts'
import type { UpstreamMeter } from './upstream-meter.ts'

const FOLLOW_STATES: readonly FollowState[] = [
  'starting',
  'following',
  'alone',
  'retrying',
  'out-of-quota',
  'refused',
  'closed',
]
const MIRROR_STATES: readonly MirrorStatus['state'][] = ['loading', 'current', 'changing', 'unfit']
const PRIORITIES = ['interactive-write', 'interactive-read', 'background'] as const

/** Requests to Airtable, their budget and quota, webhooks and mirrors. */
export function upstreamMetrics(
  upstream: Upstream,
  meter: UpstreamMeter,
  knownBase: KnownBase,
): MetricSource {
  return () => [
    ...meter.families(),
    ...budgetFamilies(upstream.budget, knownBase),
    gauge(
      'larder_quota_exhausted_bases',
      'Bases whose calls of the month are used up: they are served from the cache alone.',
      upstream.quota.exhausted.length,
    ),
    ...webhookFamilies(upstream),
    ...mirrorFamilies(upstream.mirror()),
  ]
}

/** What several scopes under one label have together. */
interface Standing {
  used: number
  limit: number
  waitMs: number
  lockedForMs: number
  readonly queued: Record<(typeof PRIORITIES)[number], number>
}

function budgetFamilies(budget: RateBudget, knownBase: KnownBase): readonly MetricFamily[] {
  const byBase = [...standingsOf(budget, knownBase)]
  const of = (value: (standing: Standing) => number) =>
    byBase.map(([base, one]) => [{ base }, value(one)] as const)
  const shared = budget instanceof SharedRateBudget ? budget : undefined
  return [
    gauge(
      'larder_budget_used_requests',
      'Requests of all processes that count against the limit of a base now; of other bases that of the busiest.',
      of(({ used }) => used),
    ),
    gauge(
      'larder_budget_limit_requests',
      'How many may, per second. Base token: of one token.',
      of(({ limit }) => limit),
    ),
    gauge(
      'larder_budget_queued_requests',
      'Requests of this process that wait for their turn.',
      byBase.flatMap(([base, { queued }]) =>
        PRIORITIES.map((priority) => [{ base, priority }, queued[priority]] as const),
      ),
    ),
    gauge(
      'larder_budget_wait_seconds',
      'How long the next read would wait, about.',
      of(({ waitMs }) => waitMs / 1_000),
    ),
    gauge(
      'larder_budget_locked_seconds',
      'How long nothing may be sent, after Airtable has answered 429.',
      of(({ lockedForMs }) => lockedForMs / 1_000),
    ),
    gauge(
      'larder_budget_processes',
      'Processes that share the budget, as far as is known.',
      shared?.processes ?? 1,
    ),
    gauge(
      'larder_budget_alone',
      'Whether Redis is away, and this process keeps to its share of the budget.',
      shared?.mode === 'alone' ? 1 : 0,
    ),
  ]
}

function standingsOf(budget: RateBudget, knownBase: KnownBase): ReadonlyMap<string, Standing> {
  const standings = new Map<string, Standing>()
  for (const scope of budget.scopes()) {
    // Scopes of tokens are named by digests of them: all are one series, that of the busiest.
    const name = scope.startsWith('base:') ? knownBase(scope.slice('base:'.length)) : 'token'
    standings.set(name, together(standings.get(name), budget.status(scope)))
  }
  return standings
}

function together(
  one: Standing | undefined,
  { used, limit, waitMs, lockedForMs, queuedBy }: BudgetStatus,
): Standing {
  if (!one) return { used, limit, waitMs, lockedForMs, queued: { ...queuedBy } }
  for (const priority of PRIORITIES) one.queued[priority] += queuedBy[priority]
  return {
    used: Math.max(one.used, used),
    limit: Math.max(one.limit, limit),
    waitMs: Math.max(one.waitMs, waitMs),
    lockedForMs: Math.max(one.lockedForMs, lockedForMs),
    queued: one.queued,
  }
}

function webhookFamilies({ webhooks }: Upstream): readonly MetricFamily[] {
  const all = webhooks?.status() ?? []
  const of = (value: (status: (typeof all)[number]) => number | undefined) =>
    all.flatMap((status) => {
      const found = value(status)
      return found === undefined ? [] : [[{ base: status.base }, found] as const]
    })
  return [
    gauge(
      'larder_webhook_state',
      'How a base is followed: 1 for the state that holds.',
      all.flatMap(({ base, state }) => states(FOLLOW_STATES, { base }, state)),
    ),
    gauge(
      'larder_webhook_lag_seconds',
      'From the last change in a base to when it was applied.',
      of(({ lagMs }) => (lagMs === undefined ? undefined : lagMs / 1_000)),
    ),
    counter(
      'larder_webhook_pings_total',
      'Pings that Airtable sent.',
      of(({ pings }) => pings),
    ),
    counter(
      'larder_webhook_refused_pings_total',
      'Pings whose signature was not right.',
      of(({ refusedPings }) => refusedPings),
    ),
    counter(
      'larder_webhook_payloads_total',
      'Payloads that were read.',
      of(({ payloads }) => payloads),
    ),
    counter(
      'larder_webhook_gaps_total',
      'Times at which changes may have been missed, and the base was forgotten.',
      of(({ gaps }) => gaps),
    ),
    counter(
      'larder_webhook_recreations_total',
      'Webhooks that had to be made anew.',
      of(({ recreations }) => recreations),
    ),
  ]
}

function mirrorFamilies(tables: readonly MirrorStatus[]): readonly MetricFamily[] {
  const of = (value: (status: MirrorStatus) => number | undefined) =>
    tables.flatMap((status) => {
      const found = value(status)
      return found === undefined ? [] : [[{ base: status.base, table: status.tableId }, found] as const]
    })
  return [
    gauge(
      'larder_mirror_state',
      'How a copied table stands: 1 for the state that holds.',
      tables.flatMap(({ base, tableId, state }) => states(MIRROR_STATES, { base, table: tableId }, state)),
    ),
    gauge(
      'larder_mirror_records',
      'Records in the copy.',
      of(({ records }) => records),
    ),
    gauge(
      'larder_mirror_age_seconds',
      'How long ago the copy was last known to hold: 0 while it does.',
      of(({ ageMs }) => (ageMs === undefined ? undefined : ageMs / 1_000)),
    ),
    counter(
      'larder_mirror_loads_total',
      'Reads of the whole table.',
      of(({ loads }) => loads),
    ),
    counter(
      'larder_mirror_records_read_total',
      'Records that were read anew.',
      of(({ recordsReadAnew }) => recordsReadAnew),
    ),
  ]
}
