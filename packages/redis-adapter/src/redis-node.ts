import type { Clock, Timer } from '@larder/cache-core'
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
  /** Another server has taken the place of the one before; '' where both are behind one address. */
  readonly onNewServer?: ((place: string) => void) | undefined
}

/** How often a replica is left to look whether its address leads to a master by now, at most, in ms. */
const LOOK_MS = 1_000

/**
 * One server with its connections: lanes for work, one for health checks and one for sweeps, which wait neither behind each
 * other nor behind data.
 */
export class RedisNode {
  readonly name: string
  readonly lanes: LanePool
  readonly health: RedisConnection
  readonly bulk: RedisConnection
  readonly #options: RedisNodeOptions
  #retirement: Timer | undefined
  #place = ''
  #hasWorked = false
  #lookedAt = Number.NEGATIVE_INFINITY
  /** The server that refused the health check's write; `undefined` when none does. */
  #refusedBy: string | undefined
  #isClosed = false
  /** Shared by all who wait for the first connection. */
  #waiting: Promise<void> | undefined
  #wake: (() => void) | undefined

  constructor(options: RedisNodeOptions) {
    const { name, maxConnections, clock } = options
    this.name = name
    this.#options = options
    this.lanes = new LanePool({
      connect: (index) => this.#connect(`lane-${index}`, () => this.#beginWork()),
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

  /** Resolves when it can take commands, if it never could before; after `ms` at the latest. */
  firstConnection(ms: number): Promise<void> | undefined {
    if (this.#hasWorked) return undefined
    this.#waiting ??= new Promise((resolve) => {
      this.#wake = () => resolve(undefined)
      this.#options.clock.setTimer(this.#wake, ms).unref()
    }).then(() => {
      this.#waiting = undefined
    })
    return this.#waiting
  }

  /**
   * The server refuses writes as a replica does. A name or a gateway may lead to the master by now, but what is connected
   * goes on reading: only the health check goes and looks, and the others follow when it may write.
   */
  lookForMaster(): void {
    this.#refusedBy = this.health.serverId
    const now = this.#options.clock.monotonic()
    if (now - this.#lookedAt < LOOK_MS) return
    this.#lookedAt = now
    this.health.rotate()
  }

  /** The health check may write: whoever may not goes where it went. */
  leaveReadOnly(): void {
    const { serverId } = this.health
    this.lanes.leaveReadOnly(serverId)
    this.bulk.leaveReadOnly(serverId)
    if (this.#refusedBy !== undefined && (serverId === '' || serverId !== this.#refusedBy))
      this.#options.onNewServer?.('')
    this.#refusedBy = undefined
  }

  /** Closes when what is under way has had its time. */
  retire(afterMs: number): void {
    this.#retirement = this.#options.clock.setTimer(() => this.close(), afterMs)
    this.#retirement.unref()
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  close(): void {
    this.#isClosed = true
    this.#retirement?.cancel()
    this.#wake?.()
    this.lanes.close()
    this.health.close()
    this.bulk.close()
  }

  /**
   * After a failover that only one connection has been told of, the others may still hang on the server that was: it may
   * be cut off from its sentinels and not from us.
   */
  #noteServer(): void {
    const { place } = this.health
    if (this.#place !== '' && place !== '' && place !== this.#place) {
      this.lanes.leaveFor(place)
      this.bulk.leaveFor(place)
      this.#options.onNewServer?.(place)
    }
    this.#place = place
  }

  #beginWork(): void {
    this.#hasWorked = true
    this.#wake?.()
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
