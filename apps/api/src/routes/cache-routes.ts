import type {
  BreakerState,
  BytesBeforeAndAfter,
  Cache,
  CacheHealth,
  CacheStats,
  NodeHealth,
  OperationStats,
} from '@larder/cache-core'
import {
  type CacheHealthBody,
  cacheHealthRoute,
  type CacheStatsBody,
  cacheStatsRoute,
} from '@larder/api-contract'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { UsageTotals } from '@larder/openai-adapter'
import type { EventObserver } from '../event-observer.ts'
import { modelsBody } from './models-body.ts'
import { quotaBody, type Upstream, upstreamBody } from './upstream-body.ts'

export interface CacheRoutesOptions {
  readonly cache: Cache
  readonly upstream: Upstream
  readonly observer: EventObserver
  readonly models: () => UsageTotals
  readonly now: () => Date
}

/** `/cache/stats` and `/cache/health`. */
export function cacheRoutes({ cache, upstream, observer, models, now }: CacheRoutesOptions): OpenAPIHono {
  return new OpenAPIHono()
    .openapi(cacheStatsRoute, (c) => {
      const stats = statsBody(cache.stats(), cache.health(), observer, now())
      return c.json({ ...stats, upstream: upstreamBody(upstream), models: modelsBody(models()) }, 200)
    })
    .openapi(cacheHealthRoute, (c) => {
      const { cache_health } = healthBody(cache.health())
      return c.json({ cache_health, airtable_quota: quotaBody(upstream.quota) }, 200)
    })
}

function statsBody(
  stats: CacheStats,
  health: CacheHealth,
  observer: EventObserver,
  now: Date,
): Omit<CacheStatsBody, 'upstream' | 'models'> {
  const { operations, breakers, ...rest } = stats
  return {
    cache: {
      enabled: true,
      shared_tier: health.status,
      circuit_breaker: {
        state: worst(health.breakers),
        failures: Math.max(breakers?.read.failures ?? 0, breakers?.write.failures ?? 0),
        read: breakers?.read ?? { state: 'closed', failures: 0 },
        write: breakers?.write ?? { state: 'closed', failures: 0 },
      },
      operations: Object.fromEntries(
        Object.entries(operations).map(([name, operation]) => [name, operationBody(operation)]),
      ),
      memory: {
        entries: rest.l1.entries,
        bytes: rest.l1.bytes,
        max_bytes: rest.l1.maxBytes,
        evictions: rest.l1.evictions,
      },
      loads: { in_flight: rest.loadsInFlight, joined: rest.loadsJoined, saved: rest.loadsSaved },
      unreadable_entries: observer.unreadableEntries,
      pending_deletions: rest.journalSize,
      compression: rest.bytes && { written: bytesBody(rest.bytes.written), read: bytesBody(rest.bytes.read) },
    },
    timestamp: now.toISOString(),
  }
}

type BytesBody = NonNullable<CacheStatsBody['cache']['compression']>['read']

/** Of values, before and after compression; `ratio` is what is left, 1 before the first. */
function bytesBody({ raw, stored }: BytesBeforeAndAfter): BytesBody {
  return { raw_bytes: raw, stored_bytes: stored, ratio: raw === 0 ? 1 : rounded(stored / raw) }
}

function operationBody(operation: OperationStats): CacheStatsBody['cache']['operations'][string] {
  const { hits, latencyMs } = operation
  return {
    count: operation.count,
    hits: hits.l1 + hits.l2,
    hits_memory: hits.l1,
    hits_shared: hits.l2,
    stale_hits: operation.staleHits,
    misses: operation.misses,
    hit_rate: rounded(operation.hitRate, 4),
    avg_latency_ms: rounded(latencyMs.mean),
    p50_latency_ms: rounded(latencyMs.p50),
    p95_latency_ms: rounded(latencyMs.p95),
    p99_latency_ms: rounded(latencyMs.p99),
    max_latency_ms: rounded(latencyMs.max),
    errors: operation.errors,
    errors_by_code: operation.errorsByCode,
  }
}

function healthBody(health: CacheHealth): Pick<CacheHealthBody, 'cache_health'> {
  const { max, open, inFlight } = health.connections
  return {
    cache_health: {
      status: health.status,
      ...(health.reason === undefined ? {} : { reason: health.reason }),
      is_isolated: health.isIsolated,
      latency_ms: rounded(health.latencyMs),
      circuit_breaker_state: worst(health.breakers),
      circuit_breakers: health.breakers,
      nodes: health.nodes.map(nodeBody),
      connection_pool: { max_connections: max, open_connections: open, commands_in_flight: inFlight },
      pending_deletions: health.journalSize,
      log_lag_ms: health.logLagMs === undefined ? undefined : Math.round(health.logLagMs),
    },
  }
}

type NodeBody = CacheHealthBody['cache_health']['nodes'][number]

function nodeBody({ node, status, reason, latencyMs, breakers, lanes }: NodeHealth): NodeBody {
  return {
    node,
    status,
    ...(reason === undefined ? {} : { reason }),
    latency_ms: rounded(latencyMs),
    circuit_breakers: breakers,
    commands_by_lane: lanes,
  }
}

/** One word for two breakers: the one that serves less. */
function worst({ read, write }: { readonly read: BreakerState; readonly write: BreakerState }): BreakerState {
  return (
    (['open', 'half-open', 'closed'] as const).find((state) => read === state || write === state) ?? 'closed'
  )
}

function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits))
}
