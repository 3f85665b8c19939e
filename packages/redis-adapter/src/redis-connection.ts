import { isIP } from 'node:net'
import { Redis, type RedisOptions } from 'ioredis'
import {
  type Clock,
  type CacheError,
  equalJitter,
  fullJitter,
  type Random,
  StoreError,
  type Timer,
} from '@larder/cache-core'
import { describeRedisTarget, type RedisTarget } from './redis-url.ts'
import { isLoginRefused, toStoreError } from './redis-errors.ts'
import { SocketWatch } from './socket-watch.ts'

export interface ConnectionProfile {
  readonly target: RedisTarget
  /** How long a caller waits for one command, in ms; a socket is given up after four times this in silence. */
  readonly deadlineMs: number
  /** Shown by CLIENT LIST. */
  readonly name: string
  readonly clock: Clock
  readonly random: Random
  /** Called whenever it can take commands again. */
  readonly onReady?: ((client: Redis) => void) | undefined
}

/** Longest pause between attempts to reconnect, in ms: recovery is to take less than 1.5 s, handshake and probe included. */
const RECONNECT_CAP_MS = 400
/** The same after a refused login, which only an operator can mend. */
const LOGIN_RETRY_MS = 5_000

/**
 * One connection that comes back by itself. Commands are never queued while it is away and never sent twice: a timed
 * out write that is repeated later could bring back what was deleted meanwhile. What the client reports is kept as the
 * reason of the outage, without secrets.
 */
export class RedisConnection {
  readonly #profile: ConnectionProfile
  readonly #watch: SocketWatch
  #client: Redis
  #rebuild: Timer | undefined
  #closed = false
  #trouble: CacheError | undefined
  #loginRefused = false
  #serverId: string | undefined

  constructor(profile: ConnectionProfile) {
    this.#profile = profile
    this.#client = this.#connect()
    const { deadlineMs: lookMs, clock } = profile
    this.#watch = new SocketWatch({ client: () => this.#client, lookMs, clock })
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

  /** Why there is no `ready` client. */
  unavailable(): CacheError {
    const where = describeRedisTarget(this.#profile.target)
    if (this.#closed)
      return new StoreError('CLOSED', 'none', `The connection to Redis at ${where} is closed.`)
    return (
      this.#trouble ??
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
    return toStoreError(error, describeRedisTarget(this.#profile.target), { wasUnderWay: true })
  }

  /** Closes at once: `quit` would wait for a server that may hang. Commands under way reject. */
  close(): void {
    this.#closed = true
    this.#watch.stop()
    this.#rebuild?.cancel()
    this.#client.disconnect()
  }

  #connect(): Redis {
    const client = new Redis(this.#options())
    client.on('ready', () => void this.#identify(client))
    client.on('close', () => (this.#serverId = undefined))
    client.on('error', (error: unknown) => this.#note(error))
    client.on('end', () => this.#supervise(client))
    client.connect().catch((error: unknown) => this.#note(error))
    return client
  }

  /** Asks the server who it is: after a failover it is another one, and the log must know. */
  async #identify(client: Redis): Promise<void> {
    try {
      const text = await client.info('server').catch((error: unknown) => {
        if (error instanceof Error && error.message.startsWith('NOPERM')) return ''
        throw error
      })
      if (client !== this.#client || client.status !== 'ready') return
      this.#serverId = /^run_id:(\w+)/m.exec(text)?.[1] ?? ''
      this.#trouble = undefined
      this.#loginRefused = false
      this.#profile.onReady?.(client)
    } catch (error) {
      this.#note(error)
      client.disconnect(true)
    }
  }

  #note(error: unknown): void {
    // "Connection is closed." only follows what closed it.
    if (this.#trouble && error instanceof Error && error.message === 'Connection is closed.') return
    this.#loginRefused = isLoginRefused(error)
    this.#trouble = withoutConnection(toStoreError(error, describeRedisTarget(this.#profile.target)))
  }

  /** `end` is final for the client (bad TLS material, for example): make another one. */
  #supervise(ended: Redis): void {
    if (this.#closed || ended !== this.#client) return
    const { clock, random } = this.#profile
    const delayMs = equalJitter({ baseMs: 1_000, capMs: 1_000, random })(0)
    this.#rebuild = clock.setTimer(() => {
      if (!this.#closed) this.#client = this.#connect()
    }, delayMs)
    this.#rebuild.unref()
  }

  #options(): RedisOptions & { replyMapping: 'legacy' } {
    const { target, name, random } = this.#profile
    const pause = fullJitter({ baseMs: 50, capMs: RECONNECT_CAP_MS, random })
    return {
      host: target.host,
      port: target.port,
      db: target.db,
      ...(target.username === undefined ? {} : { username: target.username }),
      ...(target.password === undefined ? {} : { password: target.password }),
      ...(target.tls
        ? { tls: { minVersion: 'TLSv1.2', ...(isIP(target.host) ? {} : { servername: target.host }) } }
        : {}),
      connectionName: name,
      replyMapping: 'legacy',
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResubscribe: false,
      connectTimeout: 1_000,
      disconnectTimeout: 200,
      keepAlive: 10_000,
      noDelay: true,
      maxLoadingRetryTime: 250,
      // Spread, since all processes of a fleet have the same wrong password.
      retryStrategy: (times) =>
        this.#loginRefused ? LOGIN_RETRY_MS * (1 + random.next() / 2) : 10 + pause(times),
      reconnectOnError: (error) => /^-?(READONLY|LOADING|MASTERDOWN)\b/.test(error.message),
    }
  }
}

/** What a reply says of one command while there is a connection, it says of all when it keeps us from having one. */
function withoutConnection(error: CacheError): CacheError {
  const { code, message, retryable } = error
  return error instanceof StoreError && error.scope !== 'all'
    ? new StoreError(code, 'all', message, { retryable })
    : error
}
