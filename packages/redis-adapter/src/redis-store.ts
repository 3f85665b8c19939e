import {
  ByteMeter,
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
import { bySlot } from './by-slot.ts'
import { Compression, type CompressionOptions } from './compression.ts'
import { type Decoded, Envelope } from './envelope.ts'
import type { ReplyLine } from './foreign-reply.ts'
import { isJsonLonger } from './json-length.ts'
import { decodeLegacy, type LegacyValues } from './legacy-values.ts'
import { ReadBatch } from './read-batch.ts'
import { isToBeDivided } from './redirection.ts'
import type { RedisRouter } from './redis-router.ts'
import { sweep } from './sweep.ts'
import { WriteBatch } from './write-batch.ts'

export interface RedisStoreOptions {
  readonly router: RedisRouter
  readonly compression: CompressionOptions | undefined
  /** Largest JSON of one value, in bytes. */
  readonly maxValueBytes: number
  /** What is read although it is no envelope. */
  readonly legacyValues?: LegacyValues | undefined
  readonly clock: Clock
  readonly observer: CacheObserver | undefined
}

/** Entries in Redis 6.2 or newer. */
export class RedisStore implements CacheStore {
  readonly name = 'redis'
  readonly #options: RedisStoreOptions
  readonly #router: RedisRouter
  readonly #entries: ReadBatch<StoredEntry | undefined>
  readonly #envelopes: ReadBatch<Received>
  readonly #writes: WriteBatch
  readonly #envelope: Envelope
  readonly #bytes = new ByteMeter()

  constructor(options: RedisStoreOptions) {
    this.#options = options
    this.#router = options.router
    this.#entries = new ReadBatch(options.router, (key, bytes, line) => this.#decode(key, bytes, line))
    this.#envelopes = new ReadBatch(options.router, (_key, bytes, line) => ({ bytes, line }))
    this.#writes = new WriteBatch(options.router)
    this.#envelope = new Envelope(new Compression(options.compression), options.maxValueBytes)
  }

  get(key: string): Promise<StoredEntry | undefined> {
    return typeof key === 'string' ? this.#entries.read(key) : Promise.reject(notText(key))
  }

  async inspect(key: string): Promise<InspectedEntry | undefined> {
    assertText(key)
    const { bytes, line } = await this.#envelopes.read(key)
    const entry = await this.#decode(key, bytes, line)
    if (!bytes || !entry) return undefined
    return { entry, rawBytes: this.#envelope.rawLength(bytes), storedBytes: bytes.length }
  }

  getMany(keys: readonly string[]): Promise<readonly (StoredEntry | undefined)[]> {
    return Promise.all(keys.map((key) => this.get(key)))
  }

  async set(key: string, entry: StoredEntry): Promise<void> {
    assertText(key)
    const encoded = this.#isTooLarge(entry) ? undefined : this.#envelope.encode(entry, key)
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
    this.#bytes.wrote(this.#envelope.rawLength(bytes), bytes.length)
  }

  async delete(keys: readonly string[]): Promise<number> {
    keys.forEach(assertText)
    const counts = bySlot(this.#router, keys, (key) => key).map((some) => this.#unlink(some))
    return sum(await Promise.all(counts))
  }

  sweep(prefix: string, isDead: SweepPredicate, options: SweepOptions = {}): Promise<number> {
    return sweep(prefix, isDead, options, { router: this.#router, clock: this.#options.clock })
  }

  nodes(): readonly string[] {
    return this.#router.names()
  }

  nodeOf(key: string): string {
    return this.#router.nodeOf(key)
  }

  check(node: string): Promise<void> {
    return this.#router.check(node)
  }

  status(): StoreStatus {
    const nodes = this.#router.nodes()
    const pools = nodes.map(({ lanes }) => lanes)
    const status = pools.map((pool) => pool.status())
    return {
      connected: pools.some((pool) => pool.connected),
      connections: {
        max: sum(status.map(({ max }) => max)),
        open: sum(status.map(({ open }) => open)),
        inFlight: sum(status.map(({ inFlight }) => inFlight)),
      },
      lanes: Object.fromEntries(nodes.map(({ name, lanes }) => [name, lanes.inFlightByLane()])),
      bytes: this.#bytes.total,
    }
  }

  async close(): Promise<void> {
    this.#router.close()
  }

  /** Known without encoding, which would hold up everybody: whether the value is beyond the limit. What is in doubt is not. */
  #isTooLarge({ value, bytes = 0 }: StoredEntry): boolean {
    const { maxValueBytes } = this.#options
    if (typeof value === 'string') return value.length > maxValueBytes
    return bytes > maxValueBytes && isJsonLonger(value, maxValueBytes)
  }

  /** Keys of one slot. */
  async #unlink(keys: readonly string[]): Promise<number> {
    const [first = '', ...others] = keys
    const options = { isDivisible: others.length > 0 }
    try {
      return await this.#router.run(first, keys.length * 64, (client) => client.unlink([...keys]), options)
    } catch (error) {
      if (!options.isDivisible || !isToBeDivided(error)) throw error
      return sum(await Promise.all(keys.map((key) => this.#unlink([key]))))
    }
  }

  #decode(
    key: string,
    bytes: Buffer | null,
    line: ReplyLine,
  ): StoredEntry | undefined | Promise<StoredEntry | undefined> {
    if (bytes === null) return undefined
    const decoded = this.#decoded(bytes, key)
    return decoded instanceof Promise
      ? decoded.then((done) => this.#readable(key, done, bytes, line))
      : this.#readable(key, decoded, bytes, line)
  }

  #decoded(bytes: Buffer, key: string): Decoded | Promise<Decoded> {
    const decoded = this.#envelope.decode(bytes, key)
    const { legacyValues, maxValueBytes, clock } = this.#options
    if (legacyValues === undefined || decoded instanceof Promise || !('unreadable' in decoded)) return decoded
    return decoded.unreadable === 'foreign-format' ? decodeLegacy(bytes, maxValueBytes, clock.now()) : decoded
  }

  /**
   * An unreadable entry is a miss: it is reported and removed, so that it is met once. One that another version or
   * codec wrote is left alone: it is good for somebody else. So is one whose checksum is wrong because the reply was meant
   * for another reader.
   */
  #readable(key: string, decoded: Decoded, bytes: Buffer, line: ReplyLine): StoredEntry | undefined {
    if (!('unreadable' in decoded)) {
      this.#bytes.read(this.#envelope.rawLength(bytes), bytes.length)
      return decoded
    }
    this.#options.observer?.on({ type: 'unreadable-entry', cause: decoded.unreadable })
    if (decoded.unreadable !== 'version' && decoded.unreadable !== 'codec') void this.#remove(key, line)
    return undefined
  }

  async #remove(key: string, line: ReplyLine): Promise<void> {
    try {
      if (await line.isInStep()) await this.delete([key])
    } catch {
      // Best effort: the next read meets it again and tries again.
    }
  }
}

interface Received {
  readonly bytes: Buffer | null
  readonly line: ReplyLine
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

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
