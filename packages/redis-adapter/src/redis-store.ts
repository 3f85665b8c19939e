import {
  type BulkDeleteOptions,
  CacheError,
  type CacheObserver,
  type CacheStore,
  type Clock,
  escapeGlob,
  mathRandom,
  parseGlob,
  type Random,
  type StoredEntry,
  type StoreStatus,
  StoreError,
  systemClock,
} from '@larder/cache-core'
import { checkRedis } from './redis-health.ts'
import { Compression, type CompressionOptions } from './compression.ts'
import { type Decoded, Envelope } from './envelope.ts'
import { LanePool } from './lane-pool.ts'
import { parseRedisUrl } from './redis-url.ts'
import { patternDelete } from './pattern-delete.ts'
import { ReadBatch } from './read-batch.ts'
import { RedisConnection } from './redis-connection.ts'

export interface RedisStoreOptions {
  /** `redis://` or `rediss://`, see parseRedisUrl. */
  readonly url: string
  /** Most connections for reads and writes; two more serve health checks and pattern deletes. Default 10. */
  readonly maxConnections?: number | undefined
  readonly compression?: CompressionOptions | undefined
  /** Largest JSON of one value, in bytes. Default 8 MiB. */
  readonly maxValueBytes?: number | undefined
  /** How long callers wait for one command, in ms; sockets are given up after four times that. Default 150. */
  readonly deadlineMs?: number | undefined
  /** Shown by CLIENT LIST. Default `larder`. */
  readonly connectionName?: string | undefined
  /** Key that health checks read and write. Default `larder-canary`. */
  readonly canaryKey?: string | undefined
  readonly observer?: CacheObserver | undefined
  readonly clock?: Clock | undefined
  readonly random?: Random | undefined
}

/**
 * A CacheStore on Redis 6.2 or newer. Starts connecting at once and never fails because Redis is away: calls reject
 * with a StoreError until it is there. Throws INVALID_ARGUMENT for a URL that cannot be used.
 *
 * @example
 * const cache = createCache({ store: createRedisStore({ url: 'redis://127.0.0.1:6379' }) })
 */
export function createRedisStore(options: RedisStoreOptions): CacheStore {
  return new RedisStore(options)
}

class RedisStore implements CacheStore {
  readonly name = 'redis'
  readonly #lanes: LanePool
  readonly #reads: ReadBatch
  readonly #health: RedisConnection
  readonly #bulk: RedisConnection
  readonly #envelope: Envelope
  readonly #clock: Clock
  readonly #observer: CacheObserver | undefined
  readonly #canaryKey: string
  readonly #maxValueBytes: number

  constructor(options: RedisStoreOptions) {
    const {
      deadlineMs = 150,
      connectionName = 'larder',
      clock = systemClock,
      random = mathRandom,
      maxValueBytes = 8 * 2 ** 20,
    } = options
    const target = parseRedisUrl(options.url)
    const connect = (name: string) =>
      new RedisConnection({ target, deadlineMs, name: `${connectionName}:${name}`, clock, random })
    this.#lanes = new LanePool({
      connect: (index) => connect(`lane-${index}`),
      max: options.maxConnections,
      clock,
    })
    this.#reads = new ReadBatch(this.#lanes)
    this.#health = connect('health')
    this.#bulk = connect('bulk')
    this.#envelope = new Envelope(new Compression(options.compression), maxValueBytes)
    this.#clock = clock
    this.#observer = options.observer
    this.#canaryKey = options.canaryKey ?? 'larder-canary'
    this.#maxValueBytes = maxValueBytes
  }

  async get(key: string): Promise<StoredEntry | undefined> {
    assertText(key)
    const bytes = await this.#reads.read(key)
    if (bytes === null) return undefined
    const decoded = this.#envelope.decode(bytes)
    return this.#readable(key, decoded instanceof Promise ? await decoded : decoded)
  }

  getMany(keys: readonly string[]): Promise<readonly (StoredEntry | undefined)[]> {
    return Promise.all(keys.map((key) => this.get(key)))
  }

  async set(key: string, entry: StoredEntry): Promise<void> {
    assertText(key)
    const encoded = this.#envelope.encode(entry)
    const bytes = encoded instanceof Promise ? await encoded : encoded
    if (!bytes) {
      throw new StoreError(
        'VALUE_TOO_LARGE',
        'none',
        `A value is larger than maxValueBytes (${this.#maxValueBytes}) and was not stored.`,
      )
    }
    const lifeMs = Math.max(1, Math.ceil(entry.ttlMs + entry.staleMs))
    await this.#lanes.run(bytes.length, (client) => client.set(key, bytes, 'PX', lifeMs))
  }

  async delete(keys: readonly string[]): Promise<number> {
    keys.forEach(assertText)
    if (keys.length === 0) return 0
    return this.#lanes.run(keys.length * 64, (client) => client.unlink([...keys]))
  }

  deleteByPrefix(prefix: string, options: BulkDeleteOptions = {}): Promise<number> {
    return this.#deleteMatching(`${escapeGlob(prefix)}*`, options)
  }

  async deleteByPattern(prefix: string, pattern: string, options: BulkDeleteOptions = {}): Promise<number> {
    return this.#deleteMatching(escapeGlob(prefix) + parseGlob(pattern).pattern, options)
  }

  check(): Promise<void> {
    return checkRedis(this.#health, this.#canaryKey)
  }

  status(): StoreStatus {
    // Bulk deletions count as work: a store that cannot do them is not connected for all that may be asked of it.
    const connected = this.#lanes.connected && this.#bulk.ready !== undefined
    return { connected, connections: this.#lanes.status() }
  }

  async close(): Promise<void> {
    this.#lanes.close()
    this.#health.close()
    this.#bulk.close()
  }

  #deleteMatching(match: string, { signal }: BulkDeleteOptions): Promise<number> {
    return patternDelete(match, { connection: this.#bulk, clock: this.#clock, signal })
  }

  /**
   * An unreadable entry is a miss: it is reported and removed, so that it is met once. One that another version or
   * codec wrote is left alone: it is good for somebody else.
   */
  #readable(key: string, decoded: Decoded): StoredEntry | undefined {
    if (!('unreadable' in decoded)) return decoded
    this.#observer?.on({ type: 'unreadable-entry', cause: decoded.unreadable })
    if (decoded.unreadable === 'version' || decoded.unreadable === 'codec') return undefined
    this.delete([key]).catch(() => {
      // Best effort: the next read meets it again and tries again.
    })
    return undefined
  }
}

/** ioredis flattens arrays into arguments: a key that is one would smuggle options into the command. */
function assertText(key: unknown): asserts key is string {
  if (typeof key !== 'string')
    throw new CacheError(
      'INVALID_ARGUMENT',
      `A Redis key must be a string; received ${Array.isArray(key) ? 'an array' : typeof key}.`,
    )
}
