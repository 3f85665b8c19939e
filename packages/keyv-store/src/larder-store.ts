import { EventEmitter } from 'node:events'
import { type Cache, CacheError } from '@larder/cache-core'
import type { KeyvStoreAdapter, StoredData } from 'keyv'

export interface LarderStoreOptions {
  /** Where values are kept. It stays its owner's: see `closeOnDisconnect`. */
  readonly cache: Cache
  /** Keys stand below this name in the cache, so that `clear` ends there. 1 to 64 letters, digits, `_`, `-` or `.`. Default `keyv`. */
  readonly name?: string | undefined
  /** Whether `disconnect` closes the cache. Default false: then it waits until the shared tier has everything. */
  readonly closeOnDisconnect?: boolean | undefined
}

/** One value with its key, and how long it lives, in ms. */
export interface KeyvStoreEntry {
  readonly key: string
  readonly value: unknown
  readonly ttl?: number | undefined
}

/** Lives are kept as unsigned 32-bit milliseconds: 49 days. Keyv itself knows of a longer one, and of none. */
const LONGEST_MS = 2 ** 32 - 1

/** Values that an iteration asks for at a time. */
const PAGE_KEYS = 100

/**
 * A store for Keyv 5, and so for cacheable and cache-manager, in a cache of Larder: in memory, in Redis, or in both. No
 * method fails because Redis does; what Keyv says of its values is theirs. Throws INVALID_ARGUMENT for bad options.
 *
 * @example
 * const keyv = new Keyv(new LarderStore({ cache }), { namespace: 'menu' })
 */
export class LarderStore extends EventEmitter implements KeyvStoreAdapter {
  /** Keyv iterates over stores that name a dialect it knows. */
  readonly opts: { readonly dialect: 'redis'; readonly url: string } = { dialect: 'redis', url: 'larder' }
  /** Set by Keyv; its keys begin with it. */
  namespace?: string | undefined
  readonly #cache: Cache
  readonly #closesCache: boolean

  constructor(options: LarderStoreOptions) {
    super()
    const { cache, name = 'keyv', closeOnDisconnect = false } = options ?? {}
    if (typeof cache?.namespace !== 'function')
      throw new CacheError('INVALID_ARGUMENT', 'The option cache must be a Cache, as createCache makes it.')
    if (typeof name !== 'string' || !/^[\w.-]{1,64}$/.test(name))
      throw new CacheError(
        'INVALID_ARGUMENT',
        `name is ${JSON.stringify(name)}; it must be 1 to 64 letters, digits, "_", "-" or "."`,
      )
    if (typeof closeOnDisconnect !== 'boolean')
      throw new CacheError('INVALID_ARGUMENT', 'closeOnDisconnect must be true or false.')
    this.#cache = cache.namespace(name)
    this.#closesCache = closeOnDisconnect
  }

  async get<Value>(key: string): Promise<StoredData<Value> | undefined> {
    return this.#cache.get<StoredData<Value>>(key)
  }

  /** One result per key, in order, from one round trip. */
  async getMany<Value>(keys: string[]): Promise<StoredData<Value | undefined>[]> {
    return [...(await this.#cache.getMany<StoredData<Value | undefined>>(keys))]
  }

  /** `ttl` in ms; without one the value lives for 49 days, the longest that a cache keeps anything. */
  async set(key: string, value: unknown, ttl?: number): Promise<boolean> {
    await this.#cache.set(key, carriable(value), lifeOf(ttl))
    return true
  }

  /** Those of one life travel together. */
  async setMany(entries: readonly KeyvStoreEntry[]): Promise<void> {
    const byLife = Map.groupBy(entries, ({ ttl }) => ttl)
    await Promise.all(
      [...byLife].map(([ttl, some]) =>
        this.#cache.setMany(
          some.map(({ key, value }) => [key, carriable(value)] as const),
          lifeOf(ttl),
        ),
      ),
    )
  }

  /** Whether there was one. */
  delete(key: string): Promise<boolean> {
    return this.#cache.delete(key)
  }

  /** Whether there was any of them. */
  async deleteMany(keys: string[]): Promise<boolean> {
    return (await this.#cache.deleteMany(keys)) > 0
  }

  /** Forgets what is below the namespace that Keyv has set, or all of this store, in constant time. */
  async clear(): Promise<void> {
    await this.#cache.deleteByPrefix(prefixOf(this.namespace))
  }

  async has(key: string): Promise<boolean> {
    return (await this.#cache.get(key)) !== undefined
  }

  async hasMany(keys: string[]): Promise<boolean[]> {
    return (await this.#cache.getMany(keys)).map((value) => value !== undefined)
  }

  /** Keys, with their namespace, and values, in no order: as much work as the store has keys. */
  async *iterator<Value>(namespace?: string): AsyncGenerator<(string | Awaited<Value> | undefined)[], void> {
    let page: string[] = []
    for await (const key of this.#cache.keys(prefixOf(namespace))) {
      page.push(key)
      if (page.length < PAGE_KEYS) continue
      yield* await this.#pairs<Value>(page)
      page = []
    }
    yield* await this.#pairs<Value>(page)
  }

  async disconnect(): Promise<void> {
    if (this.#closesCache) await this.#cache.close()
    else await this.#cache.settled()
  }

  async #pairs<Value>(keys: readonly string[]): Promise<(string | Awaited<Value> | undefined)[][]> {
    const values = await this.#cache.getMany<Awaited<Value>>(keys)
    return keys.flatMap((key, index) => (values[index] === undefined ? [] : [[key, values[index]]]))
  }
}

function prefixOf(namespace: string | undefined): string {
  return namespace ? `${namespace}:` : ''
}

/** Nothing stale: what Keyv was told to forget at a time is not served after it. */
function lifeOf(ttl: number | undefined) {
  const ttlMs = ttl === undefined || Number.isNaN(ttl) ? LONGEST_MS : Math.min(Math.max(0, ttl), LONGEST_MS)
  return { ttlMs, staleWhileRevalidateMs: 0, staleIfErrorMs: 0, ttlJitter: 0 }
}

/** Without a serializer Keyv hands over `{ value, expires }`, with an undefined `expires` where there is none. */
function carriable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  const members = Object.entries(value)
  return members.some(([, member]) => member === undefined)
    ? Object.fromEntries(members.filter(([, member]) => member !== undefined))
    : value
}
