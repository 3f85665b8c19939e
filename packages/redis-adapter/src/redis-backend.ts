import {
  type CacheObserver,
  type Clock,
  type IdempotencyStore,
  type InvalidationLog,
  type LeaseBroker,
  mathRandom,
  type Random,
  type SharedBackend,
  type SlotLedger,
  systemClock,
} from '@larder/cache-core'
import { ClusterRouter } from './cluster-router.ts'
import type { CompressionOptions } from './compression.ts'
import type { ConnectionProfile, RedisRoute } from './connection-options.ts'
import { describeRedisTarget, parseRedisUrl, type RedisAddress, type RedisTarget } from './redis-url.ts'
import { RedisConnection } from './redis-connection.ts'
import type { LegacyValues } from './legacy-values.ts'
import { RedisInvalidationLog } from './redis-invalidation-log.ts'
import { RedisLeases } from './redis-leases.ts'
import type { RedisRouter } from './redis-router.ts'
import { RedisIdempotencyStore } from './redis-idempotency-store.ts'
import { RedisSlotLedger } from './redis-slot-ledger.ts'
import { RedisStore } from './redis-store.ts'
import { type RedisBackendConfiguration, resolveBackendOptions } from './resolve-backend-options.ts'
import { RedisSubscriber } from './redis-subscriber.ts'
import { SingleServer } from './single-server.ts'

/** What TLS needs beyond the system's own authorities, as PEM. Certificates are always verified. */
export interface RedisTlsOptions {
  /** Authorities to trust instead of the system's. */
  readonly ca?: string | undefined
  /** Our own certificate and its key, where the server asks for one. */
  readonly cert?: string | undefined
  readonly key?: string | undefined
  /** The name that certificates must carry. Default: the host that was connected to. */
  readonly servername?: string | undefined
}

export interface RedisBackendOptions {
  /**
   * `redis://host` for one server, `redis+sentinel://a,b,c/mymaster` for the master that sentinels name,
   * `redis+cluster://a,b,c` for a cluster; `rediss` in the place of `redis` for TLS. See parseRedisUrl.
   */
  readonly url: string
  readonly tls?: RedisTlsOptions | undefined
  /** How to log in to the sentinels; user and password of the URL are for the servers behind them. */
  readonly sentinelUsername?: string | undefined
  readonly sentinelPassword?: string | undefined
  /** Where servers are found that announce themselves as `host:port` of a network of their own. Default: there. */
  readonly natMap?: Readonly<Record<string, RedisAddress>> | undefined
  /**
   * Most connections for reads and writes; three more serve health checks, sweeps and messages. Default 10. In a cluster:
   * to each node, default 2, and two more to each.
   */
  readonly maxConnections?: number | undefined
  readonly compression?: CompressionOptions | undefined
  /** Largest JSON of one value, in bytes. Default 8 MiB. */
  readonly maxValueBytes?: number | undefined
  /**
   * Also reads what another program has left under the same keys, for the time of a migration. `hex-zlib`: JSON packed by
   * zlib and written as hex digits, with or without `compressed:` before it, or plain JSON. Default: that is a miss, and
   * removed.
   */
  readonly legacyValues?: LegacyValues | undefined
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
export function createRedisBackend(options: RedisBackendOptions): RedisSharedBackend {
  return new RedisBackend(options)
}

/** More than the nodes of any cluster. */
const MANY_NODES = 2 ** 16

/** What Redis offers to caches, and beside them to rate budgets and to requests that must not be done twice. */
export interface RedisSharedBackend extends SharedBackend {
  /** The ledger of a namespace, for a SharedRateBudget: 1 to 64 letters, digits, `_`, `-` or `.`. */
  openLedger(namespace: string): SlotLedger
  /** Requests of a namespace by their idempotency keys. */
  openIdempotency(namespace: string): IdempotencyStore
}

class RedisBackend implements RedisSharedBackend {
  readonly store: RedisStore
  readonly #router: RedisRouter
  readonly #subscriber: RedisSubscriber
  readonly #random: Random

  constructor(options: RedisBackendOptions) {
    const { clock = systemClock, random = mathRandom } = options
    const firstTurn = Math.floor(random.next() * MANY_NODES)
    const target = parseRedisUrl(options.url)
    const configuration = resolveBackendOptions(options, target)
    const { sentinelUsername, sentinelPassword } = options
    const profile = { ...configuration, target, sentinelUsername, sentinelPassword, random }
    this.#random = random
    this.#router = this.#createRouter(profile, configuration, clock)
    this.#subscriber = new RedisSubscriber(
      (onReady) =>
        new RedisConnection({
          profile,
          ...this.#routeOfMessages(target, firstTurn),
          name: `${configuration.connectionName}:messages`,
          clock,
          onReady,
        }),
      clock,
    )
    const { compression, maxValueBytes, legacyValues, observer } = configuration
    const router = this.#router
    this.store = new RedisStore({ router, compression, maxValueBytes, legacyValues, clock, observer })
  }

  openLog(namespace: string): InvalidationLog {
    return new RedisInvalidationLog({
      namespace,
      router: this.#router,
      subscriber: this.#subscriber,
      random: this.#random,
    })
  }

  openLeases(namespace: string): LeaseBroker {
    return new RedisLeases(namespace, this.#router, this.#subscriber)
  }

  openLedger(namespace: string): SlotLedger {
    return new RedisSlotLedger(namespace, this.#router, this.#random)
  }

  openIdempotency(namespace: string): IdempotencyStore {
    return new RedisIdempotencyStore(namespace, this.#router)
  }

  async close(): Promise<void> {
    this.#subscriber.close()
    await this.store.close()
  }

  #createRouter(
    profile: ConnectionProfile,
    { connectionName, maxConnections, canaryKey }: RedisBackendConfiguration,
    clock: Clock,
  ): RedisRouter {
    if (profile.target.topology === 'cluster')
      return new ClusterRouter({
        profile,
        connectionName,
        maxConnections,
        canaryKey,
        clock,
        onMembers: (addresses) => this.#subscriber.stayAmong(addresses),
      })
    const node = {
      name: describeRedisTarget(profile.target),
      route: routeOf(profile.target),
      profile,
      connectionName,
      maxConnections,
      clock,
      onNewServer: (place: string) => this.#subscriber.leaveFor(place),
    }
    return new SingleServer(node, canaryKey)
  }

  /**
   * Any node of a cluster passes messages on to all: when one is gone, the next will do. Processes begin at different ones,
   * so that no node has to write to all of them.
   */
  #routeOfMessages(
    target: RedisTarget,
    firstTurn: number,
  ): { readonly route: () => RedisRoute; readonly isRotating: boolean } {
    if (target.topology !== 'cluster') return { route: () => routeOf(target), isRotating: false }
    let turn = firstTurn
    return {
      isRotating: true,
      route: () => {
        const routes = [
          ...this.#router.nodes().map(({ route }) => route),
          ...target.addresses.map((address) => ({ address })),
        ]
        return routes[turn++ % routes.length] as RedisRoute
      },
    }
  }
}

function routeOf({ topology, addresses, masterName }: RedisTarget): RedisRoute {
  return topology === 'sentinel'
    ? { sentinels: addresses, masterName: masterName ?? '' }
    : { address: addresses[0] }
}
