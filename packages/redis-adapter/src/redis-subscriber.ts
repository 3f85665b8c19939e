import type { Redis } from 'ioredis'
import type { Clock, Timer } from '@larder/cache-core'
import type { RedisAddress } from './redis-url.ts'
import type { RedisConnection } from './redis-connection.ts'

export interface ChannelListener {
  readonly onMessage: (text: string) => void
  /** Messages may have been lost: the subscription has just begun, for the first time or again. */
  readonly onGap: () => void
}

/**
 * How often a subscribed connection is asked whether it lives, in ms. A socket that nobody writes to does not notice
 * that its other end is gone.
 */
const PING_MS = 1_000

/** One connection for all subscriptions; they are taken up again by themselves after an outage. */
export class RedisSubscriber {
  readonly #connection: RedisConnection
  readonly #clock: Clock
  readonly #listeners = new Map<string, Set<ChannelListener>>()
  #timer: Timer

  constructor(connect: (onReady: (client: Redis) => void) => RedisConnection, clock: Clock) {
    this.#clock = clock
    this.#connection = connect((client) => this.#begin(client))
    this.#timer = this.#pingLater()
  }

  listen(channel: string, listener: ChannelListener): void {
    const listeners = this.#listeners.get(channel)
    if (listeners) listeners.add(listener)
    else this.#listeners.set(channel, new Set([listener]))
    const client = this.#connection.ready
    if (client) this.#subscribe(client, [channel])
  }

  /** Another server has taken over. */
  leaveFor(place: string): void {
    this.#connection.leaveFor(place)
  }

  /** Messages are heard only at one of these: another server, though it lives, has no part in them any more. */
  stayAmong(addresses: readonly RedisAddress[]): void {
    const at = this.#connection.address
    const isAmong = addresses.some(({ host, port }) => at?.host === host && at.port === port)
    if (!isAmong && this.#connection.ready) this.#connection.rotate()
  }

  close(): void {
    this.#timer.cancel()
    this.#connection.close()
  }

  #begin(client: Redis): void {
    client.removeAllListeners('message')
    client.on('message', (channel: string, text: string) => {
      for (const listener of this.#listeners.get(channel) ?? []) listener.onMessage(text)
    })
    this.#subscribe(client, [...this.#listeners.keys()])
  }

  #subscribe(client: Redis, channels: readonly string[]): void {
    if (channels.length === 0) return
    client.subscribe(...channels).then(
      () => {
        for (const channel of channels) for (const { onGap } of this.#listeners.get(channel) ?? []) onGap()
      },
      // Without it messages are late, not lost: a new connection tries again.
      () => client.disconnect(true),
    )
  }

  #pingLater(): Timer {
    const timer = this.#clock.setTimer(() => {
      // Unanswered, the client's own timeout gives the socket up and connects anew.
      this.#connection.ready?.ping().catch(() => {})
      this.#timer = this.#pingLater()
    }, PING_MS)
    timer.unref()
    return timer
  }
}
