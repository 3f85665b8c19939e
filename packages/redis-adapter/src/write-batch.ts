import type { LanePool } from './lane-pool.ts'
import { RedisScript } from './redis-script.ts'
import { SET_MANY } from './scripts/write-scripts.ts'

/** Most keys and bytes of one command: the server does nothing else meanwhile. */
const MAX_KEYS = 64
const MAX_BYTES = 128 * 1024
/** A larger value travels alone, on a lane where it holds up nobody. */
const LARGE_BYTES = 16 * 1024

interface Waiter {
  readonly key: string
  readonly bytes: Buffer
  readonly lifeMs: number
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

const setMany = new RedisScript(SET_MANY)

/**
 * Joins writes into one command: those of one tick while nothing is under way, so that a lone writer does not wait, and
 * those of one turn of the event loop otherwise. What fails, fails for all that were joined.
 */
export class WriteBatch {
  readonly #lanes: LanePool
  #waiting: Waiter[] = []
  #underWay = 0

  constructor(lanes: LanePool) {
    this.#lanes = lanes
  }

  write(key: string, bytes: Buffer, lifeMs: number): Promise<void> {
    if (bytes.length > LARGE_BYTES) return this.#writeAlone(key, bytes, lifeMs)
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) this.#scheduleFlush()
      this.#waiting.push({ key, bytes, lifeMs, resolve, reject })
    })
  }

  async #writeAlone(key: string, bytes: Buffer, lifeMs: number): Promise<void> {
    await this.#lanes.run(bytes.length, (client) => client.set(key, bytes, 'PX', lifeMs))
  }

  #scheduleFlush(): void {
    if (this.#underWay === 0) process.nextTick(() => this.#flush())
    else setImmediate(() => this.#flush())
  }

  #flush(): void {
    const waiting = this.#waiting
    this.#waiting = []
    let from = 0
    let bytes = 0
    for (const [index, waiter] of waiting.entries()) {
      if (index > from && (index - from >= MAX_KEYS || bytes + waiter.bytes.length > MAX_BYTES)) {
        void this.#send(waiting.slice(from, index), bytes)
        from = index
        bytes = 0
      }
      bytes += waiter.bytes.length
    }
    void this.#send(waiting.slice(from), bytes)
  }

  async #send(waiters: readonly Waiter[], bytes: number): Promise<void> {
    this.#underWay++
    try {
      const [only] = waiters
      if (only && waiters.length === 1) await this.#writeAlone(only.key, only.bytes, only.lifeMs)
      else await this.#sendTogether(waiters, bytes)
      for (const waiter of waiters) waiter.resolve()
    } catch (error) {
      for (const waiter of waiters) waiter.reject(error)
    } finally {
      this.#underWay--
    }
  }

  async #sendTogether(waiters: readonly Waiter[], bytes: number): Promise<void> {
    const keys = waiters.map(({ key }) => key)
    const args = waiters.flatMap((waiter) => [waiter.bytes, waiter.lifeMs])
    await this.#lanes.run(bytes, (client) => setMany.run(client, keys, args))
  }
}
