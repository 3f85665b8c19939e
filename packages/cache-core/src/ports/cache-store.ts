/** A value as a shared tier keeps it, with what is needed to judge its freshness. */
export interface StoredEntry {
  /** Anything JSON can carry; `undefined` stands for "not found" (negative caching). */
  readonly value: unknown
  /** Wall time (ms since the epoch) at which the value was loaded. */
  readonly createdAt: number
  /** How long after `createdAt` the entry is fresh. */
  readonly ttlMs: number
  /** How long after that it may still be served as stale. The store drops it afterwards. */
  readonly staleMs: number
}

/** What a store tells of itself without asking anybody: for health pages, never for decisions. */
export interface StoreStatus {
  readonly connected: boolean
  readonly connections: { readonly max: number; readonly open: number; readonly inFlight: number }
}

/**
 * A tier shared by several processes. Keys are full keys (namespace included).
 * Every method rejects with a StoreError when the store cannot answer; none waits for ever, but deadlines
 * belong to the caller (GuardedStore). An entry that cannot be read (foreign, corrupt, wrong type) is absent.
 */
export interface CacheStore {
  /** Names the store in statistics and messages, for example `redis`. */
  readonly name: string
  /** The entry, or `undefined` when there is none. */
  get(key: string): Promise<StoredEntry | undefined>
  /** One result per key, in the order of `keys`. */
  getMany(keys: readonly string[]): Promise<readonly (StoredEntry | undefined)[]>
  /** Keeps the entry for `ttlMs + staleMs`. */
  set(key: string, entry: StoredEntry): Promise<void>
  /** Removes the keys and resolves to how many there were. */
  delete(keys: readonly string[]): Promise<number>
  /** Removes every key that starts with the literal `prefix`; resolves to how many there were. */
  deleteByPrefix(prefix: string, options?: BulkDeleteOptions): Promise<number>
  /** Removes every key that matches the glob (see `parseGlob`) below the literal `prefix`; resolves to how many. */
  deleteByPattern(prefix: string, pattern: string, options?: BulkDeleteOptions): Promise<number>
  /** Reads and writes a canary. Resolves when the store does both, rejects with the reason otherwise. */
  check(): Promise<void>
  status(): StoreStatus
  /** Releases connections at once; calls in flight reject. Idempotent. */
  close(): Promise<void>
}

export interface BulkDeleteOptions {
  readonly signal?: AbortSignal | undefined
}
