import type { LanePool } from './lane-pool.ts'
import { RedisScript } from './redis-script.ts'
import { SET_UNLESS_NEWER } from './scripts/write-scripts.ts'

/** Most keys and bytes of one command: the server does nothing else meanwhile. */
const MAX_KEYS = 64
const MAX_BYTES = 128 * 1024
/** With no more than this under way, so many leave at once: the server then works on one batch while we make another. */
const EAGER_KEYS = 32
/** A larger value travels alone, on a lane where it holds up nobody. */
const LARGE_BYTES = 16 * 1024

/** A batch is a write of its own. */
const IN_BATCH = { corks: false }

interface Waiter {
  readonly key: string
  readonly bytes: Buffer
  readonly lifeMs: number
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

const setUnlessNewer = new RedisScript(SET_UNLESS_NEWER)

/**
 * Joins writes into one command: those of one tick while nothing is under way, so that a lone writer does not wait, and
 * those of one turn of the event loop otherwise. What fails, fails for all that were joined.
 */
export class WriteBatch {
  readonly #lanes: LanePool
  #waiting: Waiter[] = []
  /** Keys. */
  #underWay = 0

  constructor(lanes: LanePool) {
    this.#lanes = lanes
  }

  write(key: string, bytes: Buffer, lifeMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter = { key, bytes, lifeMs, resolve, reject }
      if (bytes.length > LARGE_BYTES) return void this.#send([waiter], bytes.length)
      const waiting = this.#waiting.push(waiter)
      if (waiting === 1) this.#scheduleFlush()
      else if (waiting === EAGER_KEYS && this.#underWay <= EAGER_KEYS) this.#flush()
    })
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
    if (from < waiting.length) void this.#send(waiting.slice(from), bytes)
  }

  async #send(waiters: readonly Waiter[], bytes: number): Promise<void> {
    this.#underWay += waiters.length
    try {
      const keys = waiters.map(({ key }) => key)
      const args = waiters.flatMap((waiter) => [waiter.bytes, waiter.lifeMs])
      await this.#lanes.run(bytes, (client) => setUnlessNewer.run(client, keys, args), IN_BATCH)
      for (const waiter of waiters) waiter.resolve()
    } catch (error) {
      for (const waiter of waiters) waiter.reject(error)
    } finally {
      this.#underWay -= waiters.length
    }
  }
}
