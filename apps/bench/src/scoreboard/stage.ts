import { Redis } from 'ioredis'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import type { Peer, TieredSetup } from '../peers/peer.ts'
import { GatedSource } from './gated-source.ts'
import { RemoteCache } from './remote-cache.ts'
import { until, wait } from './bounded-wait.ts'

/** What one question works with when it is asked of one cache: a redis-server, a source, and processes, all its own. */
export class Stage {
  readonly setup: TieredSetup
  readonly redis: RedisServer
  /** A connection of the question's own. */
  readonly admin: Redis
  readonly source: GatedSource = new GatedSource()
  readonly #peer: Peer
  readonly #caches: RemoteCache[] = []
  #isClosed = false

  private constructor(peer: Peer, setup: TieredSetup, redis: RedisServer) {
    this.#peer = peer
    this.setup = setup
    this.redis = redis
    this.admin = new Redis(redis.url).on('error', () => {})
  }

  static async open(peer: Peer, setup: TieredSetup): Promise<Stage> {
    return new Stage(peer, setup, await startRedis())
  }

  /** Starts a process with the cache in it. It is connected, and hears the messages of the others. */
  readonly openCache = async (): Promise<RemoteCache> => {
    const before = await this.subscribers()
    // A question that was given up may still be under way.
    if (this.#isClosed) throw new Error('The stage is closed.')
    const cache = new RemoteCache(this.#peer.name, this.redis.url, this.source)
    this.#caches.push(cache)
    await cache.ready
    if (this.setup.hasMessages) {
      const isSubscribed = await until(async () => (await this.subscribers()).length > before.length, 5_000)
      if (!isSubscribed) throw new Error(`${this.#peer.name} never subscribed to its messages.`)
      // It may subscribe to more than one channel.
      await wait(50)
    }
    return cache
  }

  /** The ids of the connections that are subscribed to something. */
  async subscribers(): Promise<readonly string[]> {
    const list = String(await this.admin.call('CLIENT', 'LIST', 'TYPE', 'pubsub'))
    return [...list.matchAll(/^id=(\d+)/gm)].map(([, id]) => id ?? '')
  }

  /** Why a process ended that should not have. */
  get crash(): string | undefined {
    return this.#caches.find(({ crash }) => crash !== undefined)?.crash
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const cache of this.#caches) cache.kill()
    this.admin.disconnect()
    await this.redis.close()
  }
}
