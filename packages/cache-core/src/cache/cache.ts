import type { CacheStats } from '../metrics/cache-stats.ts'
import type { CacheHealth } from './health.ts'
import type { EntryOptions, GetOrSetOptions, Loader } from './options.ts'
import type { BulkDeleteOptions } from '../ports/cache-store.ts'

/** A tiered cache: memory in front of a shared store. No method fails because the shared store does. */
export interface Cache {
  /** The fresh value (or a stale one within staleWhileRevalidateMs), else `undefined`. */
  get<T = unknown>(key: string): Promise<T | undefined>
  /** The cached value, else what `loader` gives; concurrent callers of a key share one load. Rejects with the loader's error. */
  getOrSet<T>(key: string, loader: Loader<T>, options?: GetOrSetOptions): Promise<T>
  /** Like `getOrSet`, and tells where the value came from and how old it is. */
  lookup<T>(key: string, loader: Loader<T>, options?: GetOrSetOptions): Promise<Lookup<T>>
  /** One result per key, in order, from one L1 pass and one L2 round trip. */
  getMany<T = unknown>(keys: readonly string[]): Promise<readonly (T | undefined)[]>
  set(key: string, value: unknown, options?: EntryOptions): Promise<void>
  /** Sets many at once, as `set` does for each. */
  setMany(entries: readonly (readonly [key: string, value: unknown])[], options?: EntryOptions): Promise<void>
  /** Holds for good: no load that began before it brings an older value back. Resolves to whether a value was known. */
  delete(key: string): Promise<boolean>
  /** `delete` for several keys; resolves to how many values were known. */
  deleteMany(keys: readonly string[]): Promise<number>
  /** Deletes every key that starts with the literal prefix; resolves to how many values were known. */
  deleteByPrefix(prefix: string, options?: BulkDeleteOptions): Promise<number>
  /** Deletes every key that matches the glob (`*`, `?`, `\` escapes; at most 2 stars and 256 bytes). */
  deleteByPattern(pattern: string, options?: BulkDeleteOptions): Promise<number>
  stats(): CacheStats
  health(): CacheHealth
  /** Stops background work and closes the store. Idempotent; calls made later reject with CLOSED. */
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
