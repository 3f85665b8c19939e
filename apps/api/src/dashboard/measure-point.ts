import type {
  Cache,
  CacheHealth,
  CacheStats,
  HistogramSnapshot,
  OperationName,
  OperationStats,
} from '@larder/cache-core'
import type { Latency, LivePoint, LiveUpstream, Timed } from './live-point.ts'

const TIMED: Readonly<Record<Timed, (stats: CacheStats) => HistogramSnapshot>> = {
  reads: ({ operations }) => operations.get.histogram,
  memory: ({ l1Latency }) => l1Latency,
  redis: ({ operations }) => operations['l2.get'].histogram,
  upstream: ({ operations }) => operations.load.histogram,
}

/** What a point is measured against. */
export interface Reading {
  readonly at: number
  readonly stats: CacheStats
}

export function readingOf(cache: Cache, at: number): Reading {
  return { at, stats: cache.stats() }
}

export function pointOf(
  before: Reading,
  now: Reading,
  health: CacheHealth,
  upstream: LiveUpstream,
): LivePoint {
  const { operations, l1, loadsSaved, loadsInFlight, bytes } = now.stats
  const earlier = before.stats.operations
  return {
    at: now.at,
    spanMs: now.at - before.at,
    status: health.status,
    reason: health.reason,
    isIsolated: health.isIsolated,
    reads: {
      memory: operations.get.hits.l1 - earlier.get.hits.l1,
      redis: operations.get.hits.l2 - earlier.get.hits.l2,
      stale: operations.get.staleHits - earlier.get.staleHits,
      missed: operations.get.misses - earlier.get.misses,
    },
    errors: errorsBetween(before.stats, now.stats),
    latencyMs: {
      reads: between(before, now, TIMED.reads),
      memory: between(before, now, TIMED.memory),
      redis: between(before, now, TIMED.redis),
      upstream: between(before, now, TIMED.upstream),
    },
    memory: { entries: l1.entries, bytes: l1.bytes, maxBytes: l1.maxBytes },
    loads: { saved: loadsSaved, inFlight: loadsInFlight },
    nodes: health.nodes,
    connections: health.connections,
    pendingDeletions: health.journalSize,
    logLagMs: health.logLagMs === undefined ? undefined : Math.round(health.logLagMs),
    bytes,
    upstream,
  }
}

/** Reads are not among them: they fail by a load, which is counted already. */
function errorsBetween(before: CacheStats, now: CacheStats): LivePoint['errors'] {
  const found: Record<string, number> = {}
  for (const [name, { errorsByCode }] of Object.entries(now.operations) as [OperationName, OperationStats][])
    for (const [code, count] of Object.entries(errorsByCode) as [keyof typeof errorsByCode, number][]) {
      const more = count - (before.operations[name].errorsByCode[code] ?? 0)
      const cause = `${placeOf(name)} ${code}`
      if (more > 0 && name !== 'get' && name !== 'getMany') found[cause] = (found[cause] ?? 0) + more
    }
  return found
}

/** Where it takes place. */
function placeOf(name: OperationName): string {
  if (name === 'load') return 'Airtable'
  return name === 'set' || name === 'delete' ? 'Larder' : 'Redis'
}

function between(before: Reading, now: Reading, of: (stats: CacheStats) => HistogramSnapshot): Latency {
  const window = of(now.stats).since(of(before.stats))
  const at = (percent: number) => Number(window.percentile(percent).toPrecision(3))
  return { count: window.count, p50: at(50), p95: at(95), p99: at(99) }
}
