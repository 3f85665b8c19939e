import {
  CacheError,
  type CacheObserver,
  type CacheStore,
  type Clock,
  type InspectedEntry,
  type StoredEntry,
  type StoreStatus,
  StoreError,
  type SweepOptions,
  type SweepPredicate,
} from '@larder/cache-core'
import { checkRedis } from './redis-health.ts'
import { Compression, type CompressionOptions } from './compression.ts'
import { type Decoded, Envelope } from './envelope.ts'
import type { LanePool } from './lane-pool.ts'
import { ReadBatch } from './read-batch.ts'
import type { RedisConnection } from './redis-connection.ts'
import { sweep } from './sweep.ts'
import { WriteBatch } from './write-batch.ts'

export interface RedisStoreOptions {
  readonly lanes: LanePool
  /** For health checks and for sweeps, which must not wait behind each other or behind data. */
  readonly health: RedisConnection
  readonly bulk: RedisConnection
  readonly compression: CompressionOptions | undefined
  /** Largest JSON of one value, in bytes. */
  readonly maxValueBytes: number
  /** Key that health checks read and write. */
  readonly canaryKey: string
  readonly clock: Clock
  readonly observer: CacheObserver | undefined
}

/** Entries in Redis 6.2 or newer. */
export class RedisStore implements CacheStore {
  readonly name = 'redis'
  readonly #options: RedisStoreOptions
  readonly #lanes: LanePool
  readonly #entries: ReadBatch<StoredEntry | undefined>
  readonly #envelopes: ReadBatch<Buffer | null>
  readonly #writes: WriteBatch
  readonly #envelope: Envelope

  constructor(options: RedisStoreOptions) {
    this.#options = options
    this.#lanes = options.lanes
    this.#entries = new ReadBatch(options.lanes, (key, bytes) => this.#decode(key, bytes))
    this.#envelopes = new ReadBatch(options.lanes, (_key, bytes) => bytes)
    this.#writes = new WriteBatch(options.lanes)
    this.#envelope = new Envelope(new Compression(options.compression), options.maxValueBytes)
  }

  get(key: string): Promise<StoredEntry | undefined> {
    return typeof key === 'string' ? this.#entries.read(key) : Promise.reject(notText(key))
  }

  async inspect(key: string): Promise<InspectedEntry | undefined> {
    assertText(key)
    const bytes = await this.#envelopes.read(key)
    const entry = bytes ? this.#readable(key, await this.#envelope.decode(bytes)) : undefined
    if (!bytes || !entry) return undefined
    return { entry, rawBytes: this.#envelope.rawLength(bytes), storedBytes: bytes.length }
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
        `A value is larger than maxValueBytes (${this.#options.maxValueBytes}) and was not stored.`,
      )
    }
    const lifeMs = Math.max(1, Math.ceil(entry.ttlMs + entry.staleMs))
    await this.#writes.write(key, bytes, lifeMs)
  }

  async delete(keys: readonly string[]): Promise<number> {
    keys.forEach(assertText)
    if (keys.length === 0) return 0
    return this.#lanes.run(keys.length * 64, (client) => client.unlink([...keys]))
  }

  sweep(prefix: string, isDead: SweepPredicate, options: SweepOptions = {}): Promise<number> {
    const { bulk: connection, clock } = this.#options
    return sweep(prefix, isDead, options, { connection, clock })
  }

  check(): Promise<void> {
    return checkRedis(this.#options.health, this.#options.canaryKey)
  }

  status(): StoreStatus {
    return { connected: this.#lanes.connected, connections: this.#lanes.status() }
  }

  async close(): Promise<void> {
    this.#lanes.close()
    this.#options.health.close()
    this.#options.bulk.close()
  }

  #decode(key: string, bytes: Buffer | null): StoredEntry | undefined | Promise<StoredEntry | undefined> {
    if (bytes === null) return undefined
    const decoded = this.#envelope.decode(bytes)
    return decoded instanceof Promise
      ? decoded.then((done) => this.#readable(key, done))
      : this.#readable(key, decoded)
  }

  /**
   * An unreadable entry is a miss: it is reported and removed, so that it is met once. One that another version or
   * codec wrote is left alone: it is good for somebody else.
   */
  #readable(key: string, decoded: Decoded): StoredEntry | undefined {
    if (!('unreadable' in decoded)) return decoded
    this.#options.observer?.on({ type: 'unreadable-entry', cause: decoded.unreadable })
    if (decoded.unreadable === 'version' || decoded.unreadable === 'codec') return undefined
    this.delete([key]).catch(() => {
      // Best effort: the next read meets it again and tries again.
    })
    return undefined
  }
}

/** ioredis flattens arrays into arguments: a key that is one would smuggle options into the command. */
function assertText(key: unknown): asserts key is string {
  if (typeof key !== 'string') throw notText(key)
}

function notText(key: unknown): CacheError {
  return new CacheError(
    'INVALID_ARGUMENT',
    `A Redis key must be a string; received ${Array.isArray(key) ? 'an array' : typeof key}.`,
  )
}
