import { Redis } from 'ioredis'
import { type CacheError, type Clock, equalJitter, StoreError, type Timer } from '@larder/cache-core'
import {
  clientOptions,
  type ConnectionProfile,
  reconnectPause,
  type RedisRoute,
} from './connection-options.ts'
import { describeRedisAddress, describeRedisTarget, type RedisAddress } from './redis-url.ts'
import { isReadOnlyReply, toStoreError } from './redis-errors.ts'
import { ConnectionTrouble } from './connection-trouble.ts'
import { isSurplusReply, ReplyLine } from './foreign-reply.ts'
import { guardStreams } from './guard-streams.ts'
import { askServerId, selectDatabase } from './redis-handshake.ts'
import { guardReplies } from './reply-guard.ts'
import { SocketWatch } from './socket-watch.ts'

export interface RedisConnectionOptions {
  readonly profile: ConnectionProfile
  /** Asked before each client that is made. */
  readonly route: () => RedisRoute
  /** Whether the next attempt after a failed one goes wherever `route` says then, instead of to the same place. */
  readonly isRotating?: boolean | undefined
  /** See ClientRequest. */
  readonly watchesFailovers?: boolean | undefined
  /** Shown by CLIENT LIST. */
  readonly name: string
  readonly clock: Clock
  /** Called whenever it can take commands again. */
  readonly onReady?: ((client: Redis) => void) | undefined
}

/** After a client has ended for good, in ms. */
const REBUILD_MS = 1_000
const ROTATE_MS = 60
/** With several servers to choose from, how long one may take until it can be used, in ms. */
const GIVE_UP_MS = 1_000

/**
 * One connection that comes back by itself. Commands are never queued while it is away and never sent twice: a timed
 * out write that is repeated later could bring back what was deleted meanwhile. What the client reports is kept as the
 * reason of the outage, without secrets.
 */
export class RedisConnection {
  readonly #options: RedisConnectionOptions
  readonly #pause: (times: number) => number
  readonly #watch: SocketWatch
  readonly #trouble: ConnectionTrouble
  #route: RedisRoute
  #client: Redis
  #rebuild: Timer | undefined
  #closed = false
  #serverId: string | undefined
  #isReadOnly = false
  #attempt = Promise.withResolvers<void>()

  constructor(options: RedisConnectionOptions) {
    this.#options = options
    const { profile, clock } = options
    const { random, target } = profile
    this.#pause = reconnectPause(random)
    this.#trouble = new ConnectionTrouble({
      where: () => this.#where(),
      masterName: target.masterName,
      random,
    })
    this.#route = options.route()
    this.#client = this.#connect()
    this.#watch = new SocketWatch({ client: () => this.#client, lookMs: profile.deadlineMs, clock })
  }

  /** The client while it can take commands. */
  get ready(): Redis | undefined {
    const isReady = this.#client.status === 'ready' && this.#serverId !== undefined && !this.#closed
    return isReady ? this.#client : undefined
  }

  /** Names one life of the server that `ready` is connected to; '' when its user may not ask for it. */
  get serverId(): string {
    return this.#serverId ?? ''
  }

  /** Resolves when an attempt to connect that was begun on purpose has ended, well or not: the first one, or a `rotate`. */
  get attempt(): Promise<void> {
    return this.#attempt.promise
  }

  /** Why there is no `ready` client. */
  unavailable(): CacheError {
    const where = this.#where()
    if (this.#closed)
      return new StoreError('CLOSED', 'none', `The connection to Redis at ${where} is closed.`)
    return (
      this.#trouble.last ??
      new StoreError('STORE_UNAVAILABLE', 'all', `Redis at ${where} is not connected yet.`, {
        retryable: true,
      })
    )
  }

  /** Runs one command now; rejects with a StoreError when there is no connection or Redis refuses. */
  async run<T>(command: (client: Redis) => Promise<T>): Promise<T> {
    const client = this.ready
    if (!client) throw this.unavailable()
    try {
      return await command(client)
    } catch (error) {
      throw this.translate(error)
    }
  }

  translate(error: unknown): CacheError {
    if (this.#closed) return this.unavailable()
    this.#isReadOnly ||= isReadOnlyReply(error)
    return toStoreError(error, this.#where(), { wasUnderWay: true })
  }

  /** Whether the server has refused a write because it is a replica, since it was connected to. */
  get isReadOnly(): boolean {
    return this.#isReadOnly
  }

  /** A write went through at the server of that id: gives up a connection to another one that refused it. */
  leaveReadOnly(serverId: string): void {
    if (this.#isReadOnly && (serverId === '' || this.#serverId !== serverId)) this.rotate()
    this.#isReadOnly = false
  }

  /** Where the server is that it is connected to, `address:port`; '' when it is not. */
  get place(): string {
    const { remoteAddress = '', remotePort = '' } = this.ready?.stream ?? {}
    return remoteAddress === '' ? '' : `${remoteAddress}:${remotePort}`
  }

  /** Where it goes, unless sentinels say so. */
  get address(): RedisAddress | undefined {
    return 'address' in this.#route ? this.#route.address : undefined
  }

  /** Gives up what is connected to another place than this one, and asks anew where to go. */
  leaveFor(place: string): void {
    if (this.place !== '' && this.place !== place) this.rotate()
  }

  /** Gives the server up, and asks anew where to go. */
  rotate(): void {
    if (this.#closed) return
    this.#attempt.resolve()
    this.#attempt = Promise.withResolvers()
    this.#client.disconnect(true)
  }

  /** Closes at once: `quit` would wait for a server that may hang. Commands under way reject. */
  close(): void {
    this.#closed = true
    this.#attempt.resolve()
    this.#watch.stop()
    this.#rebuild?.cancel()
    this.#client.disconnect()
  }

  #connect(): Redis {
    const { profile, name, watchesFailovers = false } = this.#options
    const client = new Redis(
      clientOptions({
        profile,
        route: this.#route,
        name,
        watchesFailovers,
        retryStrategy: (times) => this.#retryAfterMs(times),
      }),
    )
    guardReplies(client)
    guardStreams(client)
    client.on('ready', () => void this.#identify(client))
    client.on('close', () => (this.#serverId = undefined))
    if (this.#options.isRotating) this.#giveUpLater(client)
    client.on('sentinelError', (error: unknown) => this.#trouble.noteSentinel(error))
    client.on('error', (error: unknown) => {
      if (isSurplusReply(error)) new ReplyLine(client).giveUp()
      else this.#note(error)
    })
    client.on('end', () => this.#supervise(client))
    client.connect().catch((error: unknown) => this.#note(error))
    return client
  }

  #retryAfterMs(times: number): number | null {
    if (this.#options.isRotating) return null
    return this.#trouble.pauseMs(this.#pause(times))
  }

  /** A server that connects and then cannot be used, as while it loads its data, must not hold up the search for another. */
  #giveUpLater(client: Redis): void {
    const { clock } = this.#options
    const giveUp = () => client === this.#client && !this.ready && client.disconnect(true)
    clock.setTimer(giveUp, GIVE_UP_MS).unref()
  }

  /** Asks the server who it is: after a failover it is another one, and the log must know. */
  async #identify(client: Redis): Promise<void> {
    try {
      const serverId = await askServerId(client)
      await selectDatabase(client, this.#options.profile.target.db, this.#where())
      if (client !== this.#client || client.status !== 'ready') return
      this.#serverId = serverId
      this.#isReadOnly = false
      this.#trouble.end()
      this.#attempt.resolve()
      this.#options.onReady?.(client)
    } catch (error) {
      this.#note(error)
      client.disconnect(true)
    }
  }

  #note(error: unknown): void {
    this.#trouble.note(error)
    this.#attempt.resolve()
  }

  /** `end` is final for the client (bad TLS material, or told to go elsewhere): make another one. */
  #supervise(ended: Redis): void {
    if (this.#closed || ended !== this.#client) return
    const { clock, profile, route, isRotating } = this.#options
    const baseMs = isRotating ? ROTATE_MS : REBUILD_MS
    const pauseMs = equalJitter({ baseMs, capMs: baseMs, random: profile.random })(0)
    const delayMs = this.#trouble.rotationPauseMs(pauseMs)
    this.#rebuild = clock.setTimer(() => {
      if (this.#closed) return
      this.#route = route()
      this.#client = this.#connect()
    }, delayMs)
    this.#rebuild.unref()
  }

  #where(): string {
    const { target } = this.#options.profile
    return 'address' in this.#route && target.topology === 'cluster'
      ? `${target.tls ? 'rediss' : 'redis'}://${describeRedisAddress(this.#route.address)}`
      : describeRedisTarget(target)
  }
}
