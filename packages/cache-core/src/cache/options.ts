import type { CacheObserver } from '../ports/observer.ts'
import type { Clock } from '../ports/clock.ts'
import type { Codec } from '../ports/codec.ts'
import type { LoadContext } from '../ports/source.ts'
import type { Policy } from '../policies/policy.ts'
import type { Random } from '../ports/random.ts'
import type { SharedBackend } from '../ports/shared-backend.ts'
import type { StandardSchema } from '../standard-schema.ts'

/** How long a value lives and how it is loaded. Given to `createCache` as defaults, to a call as overrides. */
export interface EntryOptions {
  /** How long a value is fresh, in ms. Default 60,000. 0 keeps nothing as fresh. */
  readonly ttlMs?: number | undefined
  /** How long after `ttlMs` a value is still served at once while one background load replaces it. Default 0. */
  readonly staleWhileRevalidateMs?: number | undefined
  /** How long after `ttlMs` a value may be served because the loader failed. Default 0. */
  readonly staleIfErrorMs?: number | undefined
  /** How long "not found" (a loader's `undefined`) is kept, in ms. Default: not at all. */
  readonly negativeTtlMs?: number | undefined
  /** When a stale value is at hand, how long to wait for the loader before serving it. Default: no limit. */
  readonly softTimeoutMs?: number | undefined
  /**
   * How long a load may take before it fails with DEADLINE_EXCEEDED, in ms; and before that, how long to wait for another
   * process that loads the key. Default 30,000.
   */
  readonly hardTimeoutMs?: number | undefined
  /** Shortens each ttl by a random share of up to this, 0 to 1, so that what was loaded together does not end together. Default 0. */
  readonly ttlJitter?: number | undefined
}

export interface ReadOptions {
  /**
   * `strict`: never stale, and never older than the last invalidation that was acknowledged anywhere before the call, for
   * one round trip more; when the shared tier cannot be asked, the value is loaded. Default `bounded`: at most
   * `propagationLimitMs` older.
   */
  readonly consistency?: 'bounded' | 'strict' | undefined
}

export interface SetOptions extends EntryOptions {
  /** What `invalidateTag` and `expireTag` find the value by. */
  readonly tags?: readonly string[] | undefined
}

export interface GetOrSetOptions extends SetOptions, ReadOptions {
  /** Stops this caller's wait; the load goes on while others wait for it. */
  readonly signal?: AbortSignal | undefined
  /** How long this call may take in all, in ms; then it rejects with DEADLINE_EXCEEDED and the load goes on behind. */
  readonly deadlineMs?: number | undefined
  /** What comes from the shared tier must fit it, else it counts as a miss: for values whose shape has changed. */
  readonly schema?: StandardSchema | undefined
}

/** How many loads a process may ask of its upstream at once. Loads above it wait in order, within their `hardTimeoutMs`. */
export interface OriginLimitOptions {
  /** Loads that may run at once; a load of many keys is one. */
  readonly maxConcurrent: number
  /** The same while the shared tier is away, and every process loads for itself. Default `maxConcurrent`. */
  readonly maxConcurrentAlone?: number | undefined
  /** Loads that may wait; beyond it they fail with BULKHEAD_FULL, or are answered by a stale value where that is allowed. Default 1,000. */
  readonly maxQueue?: number | undefined
}

export interface CacheOptions extends EntryOptions {
  /** Prefix of every key in the shared tier. Default `larder`. */
  readonly namespace?: string | undefined
  /** Largest memory of the L1 tier, in bytes of estimated value size. Default 64 MiB; 0 turns L1 off. */
  readonly l1MaxBytes?: number | undefined
  /** The shared tier (L2), with its log and leases. Default: none, memory only. */
  readonly shared?: SharedBackend | undefined
  /** How long one L2 call may hold up a caller, in ms. Default 150. */
  readonly storeDeadlineMs?: number | undefined
  /** Consecutive L2 failures that open a breaker. Default 5. */
  readonly breakerThreshold?: number | undefined
  /**
   * Share of L2 calls in the last 10 s that opens a breaker when they failed, or when they were slower than
   * `breakerSlowMs`; above 0 to 1. Default 0.5.
   */
  readonly breakerRatio?: number | undefined
  /** With fewer L2 calls than this in the last 10 s `breakerRatio` opens no breaker. Default 20. */
  readonly breakerMinimumCalls?: number | undefined
  /** An L2 call of at least this long is slow, in ms. Default 0.9 of `storeDeadlineMs`; more than that turns it off. */
  readonly breakerSlowMs?: number | undefined
  /** Longest time an L2 breaker stays open before a caller tries, should the background probes be unable to, in ms. Default 60,000. */
  readonly breakerMaxOpenMs?: number | undefined
  /** How long memory is believed without a sign of life from the invalidation log, in ms: the bound of staleness between processes. Default 2,000. */
  readonly propagationLimitMs?: number | undefined
  /** How long a value counts as fresh while the log cannot be reached to check it, in ms; then it is loaded anew, or served stale where that is allowed. Default 30,000. */
  readonly isolatedTtlMs?: number | undefined
  /**
   * How long a process that died while loading, or lost Redis meanwhile, holds up the others, in ms; renewed three times in
   * that time. Default three times `storeDeadlineMs`; 0: every process loads for itself.
   */
  readonly leaseMs?: number | undefined
  /**
   * How early an entry is refreshed behind a hit before its ttl ends: on average this many times the time it took to
   * load. Default 1; 0 turns it off.
   */
  readonly earlyRefreshBeta?: number | undefined
  /**
   * `freeze`: what goes in and comes out is deep-frozen. `clone`: every caller gets a copy of its own. `shared`: nobody
   * changes what the cache holds because everybody promises not to. Default `freeze`.
   */
  readonly isolation?: 'freeze' | 'clone' | 'shared' | undefined
  /**
   * Carries values that JSON cannot, for example dates. Of these every caller gets one of its own, whatever `isolation`
   * says, unless that is `shared`. Entries that were written with another codec, or none, are misses. Default: JSON.
   */
  readonly codec?: Codec | undefined
  /** Runs every load, outermost policy first. Default: none but the hard timeout. */
  readonly loadPolicy?: Policy | undefined
  /** Bounds how many loads run at once in this process, whatever L2 does. Default: no limit. */
  readonly originLimit?: OriginLimitOptions | undefined
  readonly observer?: CacheObserver | undefined
  /** Default: the system's clock. */
  readonly clock?: Clock | undefined
  /** Default: Math.random. */
  readonly random?: Random | undefined
}

/** A loader's answer when its upstream says that the stale value is still right: it is kept with a new life. */
export const notModified: unique symbol = Symbol('larder.notModified')
export type NotModified = typeof notModified

/** What a loader can tell of what it loaded: it outweighs the options of the call. */
export interface Adaptation {
  readonly ttlMs?: number | undefined
  readonly staleWhileRevalidateMs?: number | undefined
  readonly staleIfErrorMs?: number | undefined
  readonly negativeTtlMs?: number | undefined
  /** Added to those of the call. */
  readonly tags?: readonly string[] | undefined
  /** Given back as `stale.etag` to the load that replaces the value. */
  readonly etag?: string | undefined
}

/** What a loader is given. */
export interface LoaderContext extends LoadContext {
  /** The value to be replaced, for a conditional request; answer `notModified` to keep it. */
  readonly stale: StaleValue | undefined
  /** Sets the life, the tags and the etag of what is being loaded. */
  readonly adapt: (adaptation: Adaptation) => void
  /**
   * Keeps another value that came with this load, under its own key: a list's records, say. By this load's rules and tags
   * but for what `options` say. Only when the load succeeds, and unless it was set or invalidated since the load began.
   */
  readonly keepAlso: (key: string, value: unknown, options?: SetOptions) => void
}

export interface StaleValue {
  readonly value: unknown
  readonly ageMs: number
  readonly etag: string | undefined
}

/** Loads the value of a key; `undefined` means "not found". */
export type Loader<T> = (context: LoaderContext) => Promise<T | NotModified> | T | NotModified

/** Loads many keys at once: one value per key, in order, or a map that lacks what was not found. */
export type ManyLoader<T> = (
  keys: readonly string[],
  context: ManyLoaderContext,
) => Promise<ManyLoaded<T>> | ManyLoaded<T>
export type ManyLoaded<T> = readonly (T | undefined)[] | ReadonlyMap<string, T>

export interface ManyLoaderContext extends LoadContext {
  /** Sets the life, the tags and the etag of one of the values. */
  readonly adapt: (key: string, adaptation: Adaptation) => void
}
