import type { CacheObserver } from '../ports/observer.ts'
import type { CacheStore } from '../ports/cache-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { LoadContext } from '../ports/source.ts'
import type { Policy } from '../policies/policy.ts'
import type { Random } from '../ports/random.ts'

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
  /** How long a load may take before it fails with DEADLINE_EXCEEDED. Default 30,000. */
  readonly hardTimeoutMs?: number | undefined
}

export interface GetOrSetOptions extends EntryOptions {
  /** Stops this caller's wait; the load goes on while others wait for it. */
  readonly signal?: AbortSignal | undefined
}

export interface CacheOptions extends EntryOptions {
  /** Prefix of every key in the shared tier. Default `larder`. */
  readonly namespace?: string | undefined
  /** Largest memory of the L1 tier, in bytes of estimated value size. Default 64 MiB; 0 turns L1 off. */
  readonly l1MaxBytes?: number | undefined
  /** The shared tier (L2). Default: none, memory only. */
  readonly store?: CacheStore | undefined
  /** How long one L2 call may hold up a caller, in ms. Default 150. */
  readonly storeDeadlineMs?: number | undefined
  /** Consecutive L2 failures that open a breaker. Default 5. */
  readonly breakerThreshold?: number | undefined
  /** Longest time an L2 breaker stays open without a successful probe, in ms. Default 60,000. */
  readonly breakerMaxOpenMs?: number | undefined
  /** Runs every load, outermost policy first. Default: none but the hard timeout. */
  readonly loadPolicy?: Policy | undefined
  readonly observer?: CacheObserver | undefined
  /** Default: the system's clock. */
  readonly clock?: Clock | undefined
  /** Default: Math.random. */
  readonly random?: Random | undefined
}

/** What a loader is given. */
export interface LoaderContext extends LoadContext {
  /**
   * Keeps another value that came with this load, under its own key and this load's rules: a list's records, say.
   * Only when the load succeeds, and unless anything was set or invalidated since it began.
   */
  readonly keepAlso: (key: string, value: unknown) => void
}

/** Loads the value of a key; `undefined` means "not found". */
export type Loader<T> = (context: LoaderContext) => Promise<T> | T
