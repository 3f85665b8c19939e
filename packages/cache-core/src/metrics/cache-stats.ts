import type { Barrier } from '../ports/invalidation-log.ts'
import type { BreakerState } from '../ports/observer.ts'
import type { CacheErrorCode } from '../errors.ts'
import type { MemoryTierStats } from '../tiers/memory-tier.ts'
import type { StoreBytes } from '../ports/cache-store.ts'
import { Histogram } from './histogram.ts'
import type { HistogramSnapshot } from './histogram-snapshot.ts'
import { HotKeys } from './hot-keys.ts'
import { Sampler } from './sampler.ts'

/**
 * What is counted and timed apart. `get` is every read of one key (get, getOrSet, lookup), timed until its caller
 * has the answer, load included; `load` is the loader alone; `l2.…`, `log.append` and `lease` are calls to the shared tier;
 * `lease.wait` is how long a load waited for that of another process.
 */
export const OPERATIONS = [
  'get',
  'getMany',
  'set',
  'delete',
  'load',
  'l2.get',
  'l2.getMany',
  'l2.set',
  'l2.delete',
  'log.append',
  'lease',
  'lease.wait',
] as const
export type OperationName = (typeof OPERATIONS)[number]

/** What an invalidation named: a key, a tag, all keys below a prefix, or those that match a pattern. */
export type InvalidationKind = Barrier['kind']

export interface OperationStats {
  readonly count: number
  /** Answered from a tier while fresh, by tier. */
  readonly hits: { readonly l1: number; readonly l2: number }
  /** Answered from a tier past the ttl. */
  readonly staleHits: number
  readonly misses: number
  /** (hits + stale hits) / (hits + stale hits + misses); 0 before the first read. */
  readonly hitRate: number
  readonly errors: number
  readonly errorsByCode: Readonly<Partial<Record<CacheErrorCode | 'LOADER', number>>>
  /** In ms. Percentiles are within 3 % of the true ones; of many hits in memory one in 64 is timed and counts for all. */
  readonly latencyMs: LatencyStats
  /** All latencies so far: subtract an earlier one to see what was in between. */
  readonly histogram: HistogramSnapshot
}

export interface LatencyStats {
  readonly mean: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

export interface CacheStats {
  readonly operations: Readonly<Record<OperationName, OperationStats>>
  readonly l1: MemoryTierStats
  /** Latencies of plain hits in memory so far, in ms: a look into memory alone, timed as those of `get` are. */
  readonly l1Latency: HistogramSnapshot
  /** Reads that joined a load already running. */
  readonly loadsJoined: number
  /** Upstream calls that did not happen: hits, stale hits and joined loads. */
  readonly loadsSaved: number
  readonly loadsInFlight: number
  /** Deletions and expirations that were asked for here, by what they named. */
  readonly invalidations: Readonly<Record<InvalidationKind, number>>
  readonly breakers: { readonly read: BreakerStats; readonly write: BreakerStats } | undefined
  /** Deletions that wait for the shared tier to take them. */
  readonly journalSize: number
  /** What compression saves; `undefined` without a shared tier. */
  readonly bytes: StoreBytes | undefined
}

export interface BreakerStats {
  readonly state: BreakerState
  /** Consecutive failures. */
  readonly failures: number
}

/** Of very many hits in memory one in so many is timed: reading the clock twice costs more than a hit. */
const TIMED_OF = 64
/** And of very many reads, or timed hits, the key of one in so many is noted. */
const NOTED_OF = 16

/** The part of the recorder that tiers see. */
export interface OperationRecorder {
  done(operation: OperationName, latencyMs: number): void
  error(operation: OperationName, code: CacheErrorCode | 'LOADER'): void
}

/** Counts and times operations; fixed memory, no allocation per record but for the first error of a kind. */
export class StatsRecorder implements OperationRecorder {
  readonly #counters: Record<OperationName, OperationCounter>
  readonly #invalidations: Record<InvalidationKind, number> = { key: 0, tag: 0, prefix: 0, pattern: 0 }
  readonly hotKeys: HotKeys = new HotKeys()
  loadsJoined = 0
  readonly #memoryLatency = new Histogram()
  readonly #memoryHits = new Sampler(TIMED_OF)
  /** Of those that are timed: to note a key costs more still. */
  readonly #timedHits = new Sampler(NOTED_OF)
  #unnotedHits = 0
  readonly #otherReads = new Sampler(NOTED_OF)

  constructor() {
    this.#counters = Object.fromEntries(OPERATIONS.map((name) => [name, new OperationCounter()])) as Record<
      OperationName,
      OperationCounter
    >
  }

  done(operation: OperationName, latencyMs: number): void {
    this.#counters[operation].latency.record(latencyMs)
  }

  error(operation: OperationName, code: CacheErrorCode | 'LOADER'): void {
    this.#counters[operation].error(code)
  }

  /** A plain hit in memory. True when it is one of those that are timed: see `sampled`. */
  memoryHit(): boolean {
    return this.#memoryHits.note()
  }

  /** The key of that hit and the time it took, which stand for those of all that were not looked at. */
  sampled(key: string, latencyMs: number, now: number): void {
    const hits = this.#memoryHits.pick(now)
    this.#counters.get.latency.record(latencyMs, hits)
    this.#memoryLatency.record(latencyMs, hits)
    this.#unnotedHits += hits
    if (!this.#timedHits.note()) return
    this.#timedHits.pick(now)
    this.hotKeys.note(key, this.#unnotedHits, now)
    this.#unnotedHits = 0
  }

  /** A read of the key that is no plain hit in memory. */
  asked(key: string, now: number): void {
    if (this.#otherReads.note()) this.hotKeys.note(key, this.#otherReads.pick(now), now)
  }

  hit(operation: 'get' | 'getMany', tier: 'l1' | 'l2'): void {
    if (tier === 'l1') this.#counters[operation].l1Hits++
    else this.#counters[operation].l2Hits++
  }

  staleHit(operation: 'get' | 'getMany'): void {
    this.#counters[operation].staleHits++
  }

  miss(operation: 'get' | 'getMany'): void {
    this.#counters[operation].misses++
  }

  invalidated(kind: InvalidationKind, count: number): void {
    this.#invalidations[kind] += count
  }

  invalidations(): Readonly<Record<InvalidationKind, number>> {
    return { ...this.#invalidations }
  }

  memoryLatency(): HistogramSnapshot {
    return this.#memoryLatency.snapshot()
  }

  operations(): Record<OperationName, OperationStats> {
    const { count, unpicked } = this.#memoryHits
    return Object.fromEntries(
      OPERATIONS.map((name) => [
        name,
        name === 'get' ? this.#counters.get.stats(count, unpicked) : this.#counters[name].stats(0, 0),
      ]),
    ) as Record<OperationName, OperationStats>
  }
}

class OperationCounter {
  readonly latency = new Histogram()
  readonly #errors = new Map<CacheErrorCode | 'LOADER', number>()
  l1Hits = 0
  l2Hits = 0
  staleHits = 0
  misses = 0

  error(code: CacheErrorCode | 'LOADER'): void {
    this.#errors.set(code, (this.#errors.get(code) ?? 0) + 1)
  }

  /** `plainHits`: hits in memory that are counted apart; `untimed`: those of them that are not in the histogram. */
  stats(plainHits: number, untimed: number): OperationStats {
    const l1 = this.l1Hits + plainHits
    const answered = l1 + this.l2Hits + this.staleHits
    const histogram = this.latency.snapshot()
    const at = (percent: number) => Math.min(histogram.percentile(percent), this.latency.max)
    const errors = [...this.#errors.values()].reduce((sum, count) => sum + count, 0)
    return {
      count: this.latency.count + untimed,
      hits: { l1, l2: this.l2Hits },
      staleHits: this.staleHits,
      misses: this.misses,
      hitRate: answered === 0 ? 0 : answered / (answered + this.misses),
      errors,
      errorsByCode: Object.fromEntries(this.#errors),
      latencyMs: {
        mean: this.latency.mean,
        p50: at(50),
        p95: at(95),
        p99: at(99),
        max: this.latency.max,
      },
      histogram,
    }
  }
}
