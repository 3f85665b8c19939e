import type { Contestant, Instance } from './contestant.ts'
import { Redis } from 'ioredis'
import type { RedisServer } from '@larder/redis-adapter/testing'

/** What a question works with: a Redis of its own, and as many processes' caches as it asks for. */
export class Scene {
  readonly redis: RedisServer
  readonly #contestant: Contestant

  constructor(contestant: Contestant, redis: RedisServer) {
    this.#contestant = contestant
    this.redis = redis
  }

  /** Another process's cache, with connections of its own. */
  open(): Promise<Instance> {
    return this.#contestant.open(this.redis.url)
  }

  /** Runs one command on Redis from outside. */
  async redisCommand(command: (client: Redis) => Promise<unknown>): Promise<void> {
    const client = new Redis(this.redis.url)
    await command(client)
    client.disconnect()
  }
}

/** A load that tells when it has begun, and waits to be told how to end. */
export class HeldLoad {
  readonly #begun = Promise.withResolvers<void>()
  readonly #end = Promise.withResolvers<unknown>()
  readonly begun: Promise<void> = this.#begun.promise

  readonly load = (): Promise<unknown> => {
    this.#begun.resolve()
    return this.#end.promise
  }

  end(value: unknown): void {
    this.#end.resolve(value)
  }
}

/** Long enough for any message on loopback, and for Larder's bound of staleness with a second to spare. */
export const SETTLED_MS = 3_000

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** The value, or `late` after so long. */
export function within<T>(ms: number, promise: Promise<T>): Promise<T | 'late'> {
  return Promise.race([promise, pause(ms).then(() => 'late' as const)])
}
