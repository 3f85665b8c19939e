import { type BudgetStatus, type RateBudget, SharedRateBudget } from '@larder/cache-core'
import type {
  AirtableWebhooks,
  BaseBreaker,
  MirrorStatus,
  QuotaBreaker,
  WebhookStatus,
} from '@larder/airtable-adapter'
import type { UpstreamBody } from '@larder/api-contract'

/** What all requests to Airtable have in common. */
export interface Upstream {
  readonly budget: RateBudget
  readonly quota: QuotaBreaker
  readonly webhooks: AirtableWebhooks | undefined
  readonly mirror: () => readonly MirrorStatus[]
  /** Of all tokens; a base may be there several times. */
  readonly breakers: () => readonly BaseBreaker[]
}

/** How the budget of Airtable stands, and its monthly quota, as far as this process knows. */
export function upstreamBody({ budget, quota, webhooks, mirror, breakers }: Upstream): UpstreamBody {
  return {
    budget: budgetBody(budget),
    quota: quotaBody(quota),
    circuit_breakers: breakersBody(breakers()),
    webhooks: (webhooks?.status() ?? []).map(webhookBody),
    mirror: mirror().map(({ tableId, ageMs, recordsReadAnew, ...status }) => ({
      ...status,
      table_id: tableId,
      age_ms: ageMs === undefined ? undefined : Math.round(ageMs),
      records_read_anew: recordsReadAnew,
    })),
  }
}

/** Of a base that several tokens ask for, the worst. */
function breakersBody(breakers: readonly BaseBreaker[]): UpstreamBody['circuit_breakers'] {
  const found = new Map<string, BaseBreaker['state']>()
  for (const { base, state } of breakers)
    if (state !== 'closed' && found.get(base) !== 'open') found.set(base, state)
  return [...found].map(([base, state]) => ({ base, state }))
}

function webhookBody(status: WebhookStatus): UpstreamBody['webhooks'][number] {
  const { base, state, cursor, lagMs, pings, refusedPings, payloads, recreations, gaps, error } = status
  return {
    base,
    state,
    cursor,
    last_ping: instant(status.lastPingAt),
    last_poll: instant(status.lastPollAt),
    last_payload: instant(status.lastPayloadAt),
    expires: instant(status.expiresAt),
    lag_ms: lagMs === undefined ? undefined : Math.round(lagMs),
    pings,
    refused_pings: refusedPings,
    payloads,
    recreations,
    gaps,
    error,
  }
}

function instant(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString()
}

export function quotaBody({ exhausted }: QuotaBreaker): UpstreamBody['quota'] {
  return {
    status: exhausted.length > 0 ? 'exhausted' : 'available',
    bases: exhausted.map(({ base, untilAt }) => ({ base, until: new Date(untilAt).toISOString() })),
  }
}

function budgetBody(budget: RateBudget): UpstreamBody['budget'] {
  const shared = budget instanceof SharedRateBudget ? budget : undefined
  return {
    // Alone: Redis is away, and this process keeps to its share.
    mode: shared?.mode ?? 'local',
    processes: shared?.processes ?? 1,
    scopes: Object.fromEntries(budget.scopes().map((scope) => [scope, scopeBody(budget.status(scope))])),
  }
}

function scopeBody({
  used,
  limit,
  queuedBy,
  waitMs,
  lockedForMs,
}: BudgetStatus): UpstreamBody['budget']['scopes'][string] {
  return {
    used,
    limit,
    queued: {
      interactive_write: queuedBy['interactive-write'],
      interactive_read: queuedBy['interactive-read'],
      background: queuedBy.background,
    },
    wait_ms: Math.round(waitMs),
    locked_for_ms: Math.round(lockedForMs),
  }
}
