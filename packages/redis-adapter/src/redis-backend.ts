import {
  type CacheObserver,
  type Clock,
  type InvalidationLog,
  type LeaseBroker,
  mathRandom,
  type Random,
  type SharedBackend,
  systemClock,
} from '@larder/cache-core'
import type { Redis } from 'ioredis'
import type { CompressionOptions } from './compression.ts'
import { LanePool } from './lane-pool.ts'
import { parseRedisUrl } from './redis-url.ts'
import { RedisConnection } from './redis-connection.ts'
import { RedisInvalidationLog } from './redis-invalidation-log.ts'
import { RedisLeases } from './redis-leases.ts'
import { RedisStore } from './redis-store.ts'
import { resolveBackendOptions } from './resolve-backend-options.ts'
import { RedisSubscriber } from './redis-subscriber.ts'

export interface RedisBackendOptions {
  /** `redis://` or `rediss://`, see parseRedisUrl. */
  readonly url: string
  /** Most connections for reads and writes; three more serve health checks, sweeps and messages. Default 10. */
  readonly maxConnections?: number | undefined
  readonly compression?: CompressionOptions | undefined
  /** Largest JSON of one value, in bytes. Default 8 MiB. */
  readonly maxValueBytes?: number | undefined
  /**
   * How long a command may take, in ms: a socket on which commands wait and nothing comes is given up after four times this.
   * The same as the cache's `storeDeadlineMs`, which is what callers wait. Default 150.
   */
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
 * Redis 6.2 or newer as the shared tier of caches. Starts connecting at once and never fails because Redis is away:
 * calls reject with a StoreError until it is there. Throws INVALID_ARGUMENT for a URL or options that cannot be used.
 *
 * @example
 * const cache = createCache({ shared: createRedisBackend({ url: 'redis://127.0.0.1:6379' }) })
 */
export function createRedisBackend(options: RedisBackendOptions): SharedBackend {
  return new RedisBackend(options)
}

class RedisBackend implements SharedBackend {
  readonly store: RedisStore
  readonly #lanes: LanePool
  readonly #subscriber: RedisSubscriber
  readonly #random: Random

  constructor(options: RedisBackendOptions) {
    const { clock = systemClock, random = mathRandom } = options
    const configuration = resolveBackendOptions(options)
    const { deadlineMs, connectionName } = configuration
    const target = parseRedisUrl(options.url)
    const connect = (name: string, onReady?: (client: Redis) => void) =>
      new RedisConnection({ target, deadlineMs, name: `${connectionName}:${name}`, clock, random, onReady })
    this.#random = random
    this.#lanes = new LanePool({
      connect: (index) => connect(`lane-${index}`),
      max: configuration.maxConnections,
      clock,
    })
    this.#subscriber = new RedisSubscriber((onReady) => connect('messages', onReady), clock)
    this.store = new RedisStore({
      lanes: this.#lanes,
      health: connect('health'),
      bulk: connect('bulk'),
      compression: configuration.compression,
      maxValueBytes: configuration.maxValueBytes,
      canaryKey: configuration.canaryKey,
      clock,
      observer: configuration.observer,
    })
  }

  openLog(namespace: string): InvalidationLog {
    return new RedisInvalidationLog({
      namespace,
      lanes: this.#lanes,
      subscriber: this.#subscriber,
      random: this.#random,
    })
  }

  openLeases(namespace: string): LeaseBroker {
    return new RedisLeases(namespace, this.#lanes, this.#subscriber)
  }

  async close(): Promise<void> {
    this.#subscriber.close()
    await this.store.close()
  }
}
