import type { CacheHealth } from './health.ts'
import type { EntryCount, Selection } from './count.ts'
import type { CacheStats } from '../metrics/cache-stats.ts'
import type { HotKey } from '../metrics/hot-keys.ts'
import type { Explanation } from './explain.ts'
import type { FamilyOptions, KeyFamily } from './key-family.ts'
import type { EntryOptions, GetOrSetOptions, Loader, ManyLoader, ReadOptions, SetOptions } from './options.ts'
import type { WaitOptions } from './waits.ts'
import type { Watch } from './watch.ts'

/** A tiered cache: memory in front of a shared tier. No method fails because the shared tier does. */
export interface Cache {
  /** The fresh value (or a stale one within staleWhileRevalidateMs), else `undefined`. */
  get<T = unknown>(key: string, options?: ReadOptions): Promise<T | undefined>
  /** The cached value, else what `loader` gives; callers of a key share one load, in all processes. Rejects with the loader's error. */
  getOrSet<T>(key: string, loader: Loader<T>, options?: GetOrSetOptions): Promise<T>
  /** Like `getOrSet`, and tells where the value came from and how old it is. */
  lookup<T>(key: string, loader: Loader<T>, options?: GetOrSetOptions): Promise<Lookup<T>>
  /**
   * What memory may answer with no more ado, without a promise, counted as a hit; `undefined` where anything else has to be
   * looked at, which `lookup` does. Throws INVALID_ARGUMENT for a key that is none, and CLOSED.
   */
  lookupInMemory<T>(key: string): Lookup<T> | undefined
  /** One result per key, in order, from one pass over memory and one round trip. */
  getMany<T = unknown>(keys: readonly string[], options?: ReadOptions): Promise<readonly (T | undefined)[]>
  /** `getOrSet` for many keys: what nobody has and nobody loads is loaded by one call of `loader`. In order. */
  getOrSetMany<T>(
    keys: readonly string[],
    loader: ManyLoader<T>,
    options?: GetOrSetOptions,
  ): Promise<readonly (T | undefined)[]>
  /** Replaces the value in every process. Rejects with INVALID_ARGUMENT for `undefined` without negativeTtlMs. */
  set(key: string, value: unknown, options?: SetOptions): Promise<void>
  /** Sets many at once, as `set` does for each. */
  setMany(entries: readonly (readonly [key: string, value: unknown])[], options?: SetOptions): Promise<void>
  /** Holds for good, in every process: no load that began before it brings an older value back. Resolves to whether memory or the shared tier had a value. */
  delete(key: string): Promise<boolean>
  /** `delete` for several keys; resolves to how many values there were, in the tier that had more of them. */
  deleteMany(keys: readonly string[]): Promise<number>
  /** Deletes every key that starts with the literal prefix, in constant time. */
  deleteByPrefix(prefix: string): Promise<Invalidation>
  /** Deletes every key that matches the glob (`*`, `?`, `\` escapes; at most 2 stars and 256 bytes). */
  deleteByPattern(pattern: string): Promise<Invalidation>
  /** Deletes every value with the tag, in constant time. */
  invalidateTag(tag: string): Promise<Invalidation>
  /** Deletes everything, in constant time. */
  clear(): Promise<Invalidation>
  /** Ends the ttl of a key now: its value is served as stale where that is allowed, until it is loaded anew. */
  expire(key: string): Promise<void>
  /** `expire` for every value with the tag. */
  expireTag(tag: string): Promise<void>
  /** A family of keys with one type, one way to load and one set of rules. */
  define<Id, T>(options: FamilyOptions<Id, T>): KeyFamily<Id, T>
  /** The same cache with every key below `name`, and a `clear` that ends there. Tags are shared. */
  namespace(name: string): Cache
  /** What the tiers hold under a key, and what a read would make of it now. Counts as no read. */
  explain(key: string, options?: EntryOptions): Promise<Explanation>
  /**
   * How many entries a deletion would cover, for people who are about to ask for one: as much work as freeing them. Rejects
   * with INVALID_ARGUMENT as the deletion does, and with ABORTED.
   */
  count(selection: Selection, options?: { readonly signal?: AbortSignal | undefined }): Promise<EntryCount>
  /**
   * Every key below the literal prefix that memory or the shared tier holds, once each, in no order: as much work as freeing
   * them. What the shared tier cannot say is missing; what has just run out may be there. Rejects with INVALID_ARGUMENT,
   * and when the signal aborts.
   */
  keys(
    prefix: string,
    options?: { readonly signal?: AbortSignal | undefined },
  ): AsyncGenerator<string, void, void>
  /**
   * Resolves to `true` as soon as the shared tier is in full service, or when there is none; to `false` if that takes longer
   * than `withinMs`. No call needs to wait for it.
   */
  ready(options?: WaitOptions): Promise<boolean>
  /**
   * Resolves to `true` when the shared tier has been told of everything that was written and deleted here before, to `false`
   * if that takes longer than `withinMs`: then deletions go on waiting, and what it did not take is loaded again.
   */
  settled(options?: WaitOptions): Promise<boolean>
  /**
   * Notes from now on what is invalidated below a prefix, here or in any process: for whoever derives something from values
   * and keeps it outside of the cache. Close it in the end.
   */
  watch(prefix: string): Watch
  stats(): CacheStats
  /**
   * The keys that are read most in this process, most first, at most `limit` of them (1 to 128, default 20). Apart from the
   * statistics, since keys may tell of people: for the eyes of whoever may see what is cached.
   */
  hotKeys(options?: { readonly limit?: number | undefined }): readonly HotKey[]
  health(): CacheHealth
  /**
   * Takes the shared tier out of service until `rejoin`, for work on it: memory and loaders serve alone. Deletions still
   * reach the other processes through its log, as long as that can be reached.
   */
  isolate(): void
  /** Ends `isolate`: the shared tier is back as soon as its probes pass. Does nothing otherwise. */
  rejoin(): void
  /** Stops background work and closes the shared tier. Idempotent; calls made later reject with CLOSED. */
  close(): Promise<void>
}

export interface Lookup<T> {
  readonly value: T
  /** `hit`: fresh from a tier; `stale`: past its ttl; `load`: from the loader, by this call or one it joined. */
  readonly outcome: 'hit' | 'stale' | 'load'
  readonly tier: 'l1' | 'l2' | 'source'
  /** Time since the value was loaded, in ms. */
  readonly ageMs: number
}

/** A deletion that is in effect here. What it covers is never served again; its memory is freed in the background. */
export interface Invalidation {
  /** Whether every process is bound by it. If not, the shared tier could not take it yet: it waits and is delivered later. */
  readonly acknowledged: boolean
  /**
   * Frees what it covered now and not later, and resolves to how many entries there were, in the tier that had more of
   * them; 0 for the shared tier when that cannot say. Rejects with ABORTED when the signal aborts.
   */
  readonly reclaim: (options?: ReclaimOptions) => Promise<number>
}

export interface ReclaimOptions {
  /** Ends it between two steps. What is left is freed later, in the background. */
  readonly signal?: AbortSignal | undefined
  /** Told after each step, and in the end, what has been freed so far. Must not throw. */
  readonly onProgress?: ((freed: Reclaimed) => void) | undefined
}

/** Entries freed so far. */
export interface Reclaimed {
  /** In the memory of this process. */
  readonly l1: number
  /** In the shared tier. */
  readonly l2: number
}
