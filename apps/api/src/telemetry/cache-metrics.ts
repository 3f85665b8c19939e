import type { BreakerState, Cache, CacheStats, OperationName, OperationStats } from '@larder/cache-core'
import type { EventObserver } from '../event-observer.ts'
import { latencyPoint } from './latency-buckets.ts'
import {
  counter,
  gauge,
  histogram,
  type Labels,
  type MetricFamily,
  type MetricSource,
  states,
} from './metric-family.ts'

const STATES: readonly BreakerState[] = ['closed', 'open', 'half-open']
const STATUSES = ['healthy', 'degraded', 'disabled'] as const
const READS = ['get', 'getMany'] as const

/** Operations, results, latencies and the tiers of the cache: promise 13, read when asked for. */
export function cacheMetrics(cache: Cache, events: EventObserver): MetricSource {
  return () => {
    const stats = cache.stats()
    const operations = Object.entries(stats.operations) as [OperationName, OperationStats][]
    return [
      ...operationFamilies(operations),
      ...resultFamilies(stats),
      ...memoryFamilies(stats),
      ...sharedFamilies(cache, stats),
      ...eventFamilies(events),
    ]
  }
}

function operationFamilies(
  operations: readonly (readonly [OperationName, OperationStats])[],
): readonly MetricFamily[] {
  return [
    counter(
      'larder_cache_operations_total',
      'Operations of the cache, of its loaders (load) and of the shared tier (l2.*, log.append, lease).',
      operations.map(([operation, { count }]) => [{ operation }, count]),
    ),
    counter(
      'larder_cache_errors_total',
      'Failures by operation and cause; LOADER is an error of the upstream.',
      operations.flatMap(([operation, { errorsByCode }]) =>
        Object.entries(errorsByCode).map(([code, count]) => [{ operation, code }, count] as const),
      ),
    ),
    histogram(
      'larder_cache_operation_duration_seconds',
      'How long operations took; reads until their caller had the answer. One in 64 hits in memory is timed, and counts for all.',
      operations.map(([operation, { histogram: snapshot }]) => latencyPoint({ operation }, snapshot)),
    ),
  ]
}

function resultFamilies({ operations, ...stats }: CacheStats): readonly MetricFamily[] {
  return [
    counter(
      'larder_cache_reads_total',
      'Reads by where their answer came from: result hit, stale or miss; tier memory, redis or none.',
      READS.flatMap((operation) => {
        const { hits, staleHits, misses } = operations[operation]
        const of = (result: string, tier: string): Labels => ({ operation, result, tier })
        return [
          [of('hit', 'memory'), hits.l1],
          [of('hit', 'redis'), hits.l2],
          [of('stale', 'any'), staleHits],
          [of('miss', 'none'), misses],
        ] as const
      }),
    ),
    counter(
      'larder_cache_loads_saved_total',
      'Calls to upstreams that did not happen: hits, stale hits and joined loads.',
      stats.loadsSaved,
    ),
    counter(
      'larder_cache_loads_joined_total',
      'Reads that joined a load already running.',
      stats.loadsJoined,
    ),
    gauge('larder_cache_loads_in_flight', 'Loads that are running.', stats.loadsInFlight),
    counter(
      'larder_cache_invalidations_total',
      'Deletions and expirations asked for in this process, by what they named.',
      Object.entries(stats.invalidations).map(([kind, count]) => [{ kind }, count]),
    ),
  ]
}

function memoryFamilies({ l1 }: CacheStats): readonly MetricFamily[] {
  return [
    gauge('larder_memory_entries', 'Entries in the memory of this process.', l1.entries),
    gauge('larder_memory_bytes', 'Size of these entries.', l1.bytes),
    gauge('larder_memory_max_bytes', 'What they may take (CACHE_MEMORY_BYTES).', l1.maxBytes),
    counter('larder_memory_evictions_total', 'Entries that made room for others.', l1.evictions),
  ]
}

function sharedFamilies(cache: Cache, { bytes, journalSize }: CacheStats): readonly MetricFamily[] {
  const health = cache.health()
  const { nodes, connections, logLagMs } = health
  const both = Object.entries(bytes ?? {}) as [string, { readonly raw: number; readonly stored: number }][]
  return [
    gauge(
      'larder_redis_status',
      'Whether Redis serves: 1 for the state that holds.',
      states(STATUSES, {}, health.status),
    ),
    gauge(
      'larder_redis_node_up',
      'Whether a server behind the shared tier passes its probes.',
      nodes.map(({ node, status }) => [{ node }, status === 'healthy' ? 1 : 0]),
    ),
    gauge(
      'larder_redis_probe_seconds',
      'Round trip of the last probe that passed.',
      nodes.map(({ node, latencyMs }) => [{ node }, latencyMs / 1_000]),
    ),
    gauge(
      'larder_redis_breaker_state',
      'State of the circuit breakers by server and kind of operation: 1 for the one that holds.',
      nodes.flatMap(({ node, breakers }) =>
        (['read', 'write'] as const).flatMap((breaker) =>
          states(STATES, { node, breaker }, breakers[breaker]),
        ),
      ),
    ),
    gauge('larder_redis_connections_open', 'Connections to Redis that are open.', connections.open),
    gauge(
      'larder_redis_commands_in_flight',
      'Commands that Redis has not answered yet.',
      connections.inFlight,
    ),
    gauge(
      'larder_pending_deletions',
      'Deletions that Redis has not taken yet; they hold in this process.',
      journalSize,
    ),
    gauge(
      'larder_log_lag_seconds',
      'How long ago it was proven that no invalidation of another process was missed. Absent without Redis, and before the first proof.',
      logLagMs === undefined ? [] : logLagMs / 1_000,
    ),
    counter(
      'larder_redis_value_bytes_total',
      'Values written to Redis and read from it, before compression (raw) and after (stored).',
      both.flatMap(([direction, { raw, stored }]) => [
        [{ direction, form: 'raw' }, raw] as const,
        [{ direction, form: 'stored' }, stored] as const,
      ]),
    ),
  ]
}

function eventFamilies(events: EventObserver): readonly MetricFamily[] {
  return [
    counter(
      'larder_redis_breaker_transitions_total',
      'How often a circuit breaker went into a state.',
      events.breakerTransitions.map(({ node, breaker, to, count }) => [{ node, breaker, to }, count]),
    ),
    counter(
      'larder_unreadable_entries_total',
      'Entries in Redis that could not be read, by cause; each was answered as a miss.',
      Object.entries(events.unreadableEntries).map(([cause, count]) => [{ cause }, count]),
    ),
    counter('larder_refresh_failures_total', 'Loads behind an answer that failed.', events.failedRefreshes),
  ]
}
