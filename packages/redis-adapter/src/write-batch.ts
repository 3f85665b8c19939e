import type { Redis } from 'ioredis'
import { bySlot } from './by-slot.ts'
import { ReplyLine } from './foreign-reply.ts'
import { isToBeDivided } from './redirection.ts'
import { RedisScript } from './redis-script.ts'
import type { RedisRouter, RunOptions } from './redis-router.ts'
import { SET_UNLESS_NEWER } from './scripts/write-scripts.ts'

/** Most keys and bytes of one command: the server does nothing else meanwhile. */
const MAX_KEYS = 64
const MAX_BYTES = 128 * 1024
/** With no more than this under way, so many leave at once: the server then works on one batch while we make another. */
const EAGER_KEYS = 32
/** A larger value travels alone, on a lane where it holds up nobody. */
const LARGE_BYTES = 16 * 1024

/** A command by itself is a write of its own. */
const ALONE: RunOptions = { corks: false, isDivisible: true }
const TOGETHER: RunOptions = { corks: true, isDivisible: true }

interface Waiter {
  readonly key: string
  readonly bytes: Buffer
  readonly lifeMs: number
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

const setUnlessNewer = new RedisScript(SET_UNLESS_NEWER)

/**
 * Joins writes into one command, in a cluster one for each slot: those of one tick while nothing is under way, so that a lone writer does not wait, and
 * those of one turn of the event loop otherwise. What fails, fails for all that were joined.
 */
export class WriteBatch {
  readonly #router: RedisRouter
  #waiting: Waiter[] = []
  /** Keys. */
  #underWay = 0

  constructor(router: RedisRouter) {
    this.#router = router
  }

  write(key: string, bytes: Buffer, lifeMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter = { key, bytes, lifeMs, resolve, reject }
      if (bytes.length > LARGE_BYTES) return void this.#send([waiter], bytes.length, ALONE)
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
    const groups = bySlot(this.#router, waiting, ({ key }) => key)
    for (const group of groups) this.#sendInParts(group, groups.length === 1 ? ALONE : TOGETHER)
  }

  #sendInParts(waiting: readonly Waiter[], options: RunOptions): void {
    let from = 0
    let bytes = 0
    for (const [index, waiter] of waiting.entries()) {
      if (index > from && (index - from >= MAX_KEYS || bytes + waiter.bytes.length > MAX_BYTES)) {
        void this.#send(waiting.slice(from, index), bytes, options)
        from = index
        bytes = 0
      }
      bytes += waiter.bytes.length
    }
    if (from < waiting.length) void this.#send(waiting.slice(from), bytes, options)
  }

  async #send(waiters: readonly Waiter[], bytes: number, options?: RunOptions): Promise<void> {
    this.#underWay += waiters.length
    try {
      const keys = waiters.map(({ key }) => key)
      const args = waiters.flatMap((waiter) => [waiter.bytes, waiter.lifeMs])
      const send = async (client: Redis) => {
        const line = new ReplyLine(client)
        line.expect((await setUnlessNewer.run(client, keys, args)) === keys.length)
      }
      await this.#router.run(keys[0] as string, bytes, send, options)
      for (const waiter of waiters) waiter.resolve()
    } catch (error) {
      if (waiters.length > 1 && isToBeDivided(error))
        return void (await Promise.all(waiters.map((waiter) => this.#send([waiter], waiter.bytes.length))))
      for (const waiter of waiters) waiter.reject(error)
    } finally {
      this.#underWay -= waiters.length
    }
  }
}
