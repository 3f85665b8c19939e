import { StoreError } from '@larder/cache-core'
import type { LanePool } from './lane-pool.ts'

/** Most keys of one MGET: more delay the first reply without saving round trips. */
const MAX_KEYS = 256
/** A guess at a reply's size, in bytes per key, for the choice of a lane; low, so that no batch counts as one large value. */
const REPLY_BYTES = 128

interface Waiter {
  readonly key: string
  readonly resolve: (reply: Buffer | null) => void
  readonly reject: (error: unknown) => void
}

/**
 * Joins reads into one MGET: those of one tick while nothing is under way, so that a lone reader does not wait, and
 * those of one turn of the event loop otherwise, so that readers on many sockets travel together. A wrong type under
 * a key reads as absent there, where GET would be an error.
 */
export class ReadBatch {
  readonly #lanes: LanePool
  #waiting: Waiter[] = []
  #underWay = 0

  constructor(lanes: LanePool) {
    this.#lanes = lanes
  }

  read(key: string): Promise<Buffer | null> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) this.#scheduleFlush()
      this.#waiting.push({ key, resolve, reject })
    })
  }

  #scheduleFlush(): void {
    if (this.#underWay === 0) process.nextTick(() => this.#flush())
    else setImmediate(() => this.#flush())
  }

  #flush(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (let start = 0; start < waiting.length; start += MAX_KEYS)
      void this.#send(waiting.slice(start, start + MAX_KEYS))
  }

  async #send(waiters: readonly Waiter[]): Promise<void> {
    this.#underWay++
    try {
      const keys = waiters.map((waiter) => waiter.key)
      const replies = await this.#lanes.run(keys.length * REPLY_BYTES, (client) => client.mgetBuffer(keys))
      for (const [index, waiter] of waiters.entries()) waiter.resolve(replies[index] ?? null)
    } catch (error) {
      const reason =
        error instanceof Error ? error : new StoreError('STORE_UNAVAILABLE', 'all', 'A read of Redis failed.')
      for (const waiter of waiters) waiter.reject(reason)
    } finally {
      this.#underWay--
    }
  }
}
