/** A value as the benchmark stores it: a JSON object with an id to check answers by. */
export interface Item {
  readonly id: string
  readonly [field: string]: unknown
}

/**
 * A cache under test, or the raw client that caches are built on. Opened in a process of its own, and loaded when it is
 * opened: no process brings the libraries of the others along.
 */
export interface Peer {
  readonly name: string
  /** The npm package whose version is reported. */
  readonly packageName: string
  /** What it is when it serves from memory alone; `undefined` when it has no memory. */
  readonly openMemory?: () => Promise<MemoryPeer>
  /** What it is when it serves from Redis alone, its memory off. */
  readonly openShared?: (redisUrl: string) => Promise<SharedPeer>
  /** What it is with everything it offers for being right in several processes at once. */
  readonly tiered?: TieredSetup
}

export interface MemoryPeer {
  readonly set: (key: string, value: Item) => unknown
  readonly get: (key: string) => Item | undefined | Promise<Item | undefined>
  readonly getOrSet: (key: string, load: () => Promise<Item>) => Promise<Item | undefined>
  readonly close: () => Promise<void>
}

export interface SharedPeer {
  readonly set: (key: string, value: Item) => Promise<unknown>
  readonly get: (key: string) => Promise<Item | undefined>
  readonly close: () => Promise<void>
}

/** A cache set up as its own documentation advises for several processes on one Redis, with its default timeouts. */
export interface TieredSetup {
  /** What is turned on, for the report. */
  readonly description: string
  /** Whether it keeps values in memory in front of Redis. */
  readonly hasMemory: boolean
  /** Whether it tells other processes of a delete, on a subscription of its own. */
  readonly hasMessages: boolean
  readonly hasTags: boolean
  readonly open: (redisUrl: string) => Promise<TieredPeer>
}

export interface TieredPeer {
  readonly getOrSet: (key: string, load: () => Promise<unknown>) => Promise<unknown>
  readonly delete: (key: string) => Promise<unknown>
  /** `getOrSet` of a value that `invalidateTag` finds. */
  readonly getOrSetTagged?: (key: string, tag: string, load: () => Promise<unknown>) => Promise<unknown>
  readonly invalidateTag?: (tag: string) => Promise<unknown>
}

/** How long entries live in every peer, in ms: longer than any run. */
export const TTL_MS = 3_600_000
