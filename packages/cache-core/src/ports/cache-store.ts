/** A value as a shared tier keeps it, with what is needed to judge it. */
export interface StoredEntry {
  /** Anything JSON can carry; `undefined` stands for "not found" (negative caching). With `codec` a string. */
  readonly value: unknown
  /** Name of the codec whose text the value is: kept with it, and told again. Absent: the value is the value. */
  readonly codec?: string | undefined
  /** Wall time (ms since the epoch) at which the value was loaded. */
  readonly createdAt: number
  /** How long after `createdAt` the entry is fresh. */
  readonly ttlMs: number
  /** How long after that it may still be served as stale. The store drops it afterwards. */
  readonly staleMs: number
  readonly stamp: EntryStamp
  /** How long the value took to load, in ms; 0 when it was set. */
  readonly loadMs: number
  /** The upstream's version of the value, for conditional requests. */
  readonly etag?: string | undefined
  /** Size of the value in memory, estimated, in bytes: tells a store what is worth a look before it is encoded. Not kept. */
  readonly bytes?: number | undefined
}

/** What an entry can be checked against the invalidation log by. */
export interface EntryStamp {
  /**
   * The log's era, and the newest record that the entry is known to be newer than. An era below 0: written by a program that
   * knows of no log, and so older than every record there is.
   */
  readonly era: number
  readonly seq: number
  readonly tags: readonly string[]
}

/** An entry with its sizes. */
export interface InspectedEntry {
  readonly entry: StoredEntry
  /** Size of the value as JSON, in bytes. */
  readonly rawBytes: number
  /** Size of what is stored, header included, in bytes. */
  readonly storedBytes: number
}

/** What a store tells of itself without asking anybody: for health pages, never for decisions. */
export interface StoreStatus {
  readonly connected: boolean
  readonly connections: { readonly max: number; readonly open: number; readonly inFlight: number }
  /** Commands under way on each open connection that everybody shares, by node; absent where there are none such. */
  readonly lanes?: Readonly<Record<string, readonly number[]>> | undefined
  readonly bytes: StoreBytes
}

/** Sizes of all values that this process has written to the store and read from it, in bytes. */
export interface StoreBytes {
  readonly written: BytesBeforeAndAfter
  readonly read: BytesBeforeAndAfter
}

export interface BytesBeforeAndAfter {
  /** As JSON, or as the text of a codec. */
  readonly raw: number
  /** As stored: compressed where that pays, with its header. */
  readonly stored: number
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
  inspect(key: string): Promise<InspectedEntry | undefined>
  /**
   * Keeps the entry for `ttlMs + staleMs`, unless there is one of the same era with a higher number: a late write never
   * takes the place of what is newer. Resolves either way.
   */
  set(key: string, entry: StoredEntry): Promise<void>
  /** Removes the keys and resolves to how many there were. */
  delete(keys: readonly string[]): Promise<number>
  /**
   * Removes every entry below the literal `prefix` that `isDead` names, in small steps with pauses between them;
   * resolves to how many. `stamp` is `undefined` for what cannot be read. Entries written meanwhile may be missed.
   */
  sweep(prefix: string, isDead: SweepPredicate, options?: SweepOptions): Promise<number>
  /** Names of the servers behind it, which may fail one by one, and come and go; one at least. */
  nodes(): readonly string[]
  /** Which of them answers for the key now. */
  nodeOf(key: string): string
  /** Reads and writes a canary there. Resolves when that node does both for its callers, rejects with the reason otherwise. */
  check(node: string): Promise<void>
  status(): StoreStatus
  /** Releases connections at once; calls in flight reject. Idempotent. */
  close(): Promise<void>
}

export type SweepPredicate = (key: string, stamp: EntryStamp | undefined) => boolean

export interface SweepOptions {
  /** Ends the sweep between two steps, with ABORTED. */
  readonly signal?: AbortSignal | undefined
  /** Told after each step how many entries have been removed so far. Must not throw. */
  readonly onProgress?: ((removed: number) => void) | undefined
}
