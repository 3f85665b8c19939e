import type { Clock } from '@larder/cache-core'
import type { Redis } from 'ioredis'
import { LanePool } from './lane-pool.ts'
import { RedisConnection } from './redis-connection.ts'
import type { ConnectionProfile, RedisRoute } from './connection-options.ts'

export interface RedisNodeOptions {
  /** As in messages and statistics. */
  readonly name: string
  readonly route: RedisRoute
  readonly profile: ConnectionProfile
  /** First part of the names that CLIENT LIST shows. */
  readonly connectionName: string
  readonly maxConnections: number
  readonly clock: Clock
  /** Another server has taken the place of the one before. */
  readonly onNewServer?: ((serverId: string) => void) | undefined
}

/**
 * One server with its connections: lanes for work, one for health checks and one for sweeps, which wait neither behind each
 * other nor behind data.
 */
export class RedisNode {
  readonly name: string
  readonly lanes: LanePool
  readonly health: RedisConnection
  readonly bulk: RedisConnection
  /** Resolves when it can take commands for the first time. */
  readonly whenConnected: Promise<void>
  readonly #options: RedisNodeOptions
  #retirement: { cancel(): void } | undefined
  #serverId = ''

  constructor(options: RedisNodeOptions) {
    const { name, maxConnections, clock } = options
    this.name = name
    this.#options = options
    const connected = Promise.withResolvers<void>()
    this.whenConnected = connected.promise
    this.lanes = new LanePool({
      connect: (index) => this.#connect(`lane-${index}`, () => connected.resolve()),
      max: maxConnections,
      clock,
    })
    this.health = this.#connect('health', () => this.#noteServer())
    this.bulk = this.#connect('bulk')
  }

  get route(): RedisRoute {
    return this.#options.route
  }

  /** Of the server; '' when the sentinels decide. */
  get host(): string {
    const { route } = this.#options
    return 'address' in route ? route.address.host : ''
  }

  /** Closes when what is under way has had its time. */
  retire(afterMs: number): void {
    this.#retirement = this.#options.clock.setTimer(() => this.close(), afterMs)
  }

  close(): void {
    this.#retirement?.cancel()
    this.lanes.close()
    this.health.close()
    this.bulk.close()
  }

  /**
   * After a failover that only one connection has been told of, the others may still hang on the server that was: it may
   * be cut off from its sentinels and not from us.
   */
  #noteServer(): void {
    const { serverId } = this.health
    if (this.#serverId !== '' && serverId !== '' && serverId !== this.#serverId) {
      this.lanes.leave(serverId)
      this.bulk.leave(serverId)
      this.#options.onNewServer?.(serverId)
    }
    this.#serverId = serverId
  }

  #connect(name: string, onReady?: (client: Redis) => void): RedisConnection {
    const { profile, route, connectionName, clock } = this.#options
    return new RedisConnection({
      profile,
      route: () => route,
      watchesFailovers: name === 'health',
      name: `${connectionName}:${name}`,
      clock,
      onReady,
    })
  }
}
