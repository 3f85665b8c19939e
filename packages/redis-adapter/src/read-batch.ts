import type { Redis } from 'ioredis'
import { StoreError } from '@larder/cache-core'
import { bySlot } from './by-slot.ts'
import { ReplyLine } from './foreign-reply.ts'
import { isToBeDivided } from './redirection.ts'
import type { RedisRouter, RunOptions } from './redis-router.ts'

/** Most keys of one MGET: more delay the first reply without saving round trips. */
const MAX_KEYS = 256
/** With no more than this under way, so many leave at once: the server then works on one batch while we read another. */
const EAGER_KEYS = 32
/** A guess at a reply's size, in bytes per key, for the choice of a lane; low, so that no batch counts as one large value. */
const REPLY_BYTES = 128

/** About so much is read of a reply in one turn of the event loop, in bytes as they are stored. */
const TURN_BYTES = 64 * 1024

/** A command by itself is a write of its own. */
const ALONE: RunOptions = { corks: false, isDivisible: true }
const TOGETHER: RunOptions = { corks: true, isDivisible: true }

/** Makes of a reply what its reader gets; told over which connection it came. */
export type TakeReply<T> = (key: string, reply: Buffer | null, line: ReplyLine) => T | Promise<T>

interface Waiter<T> {
  readonly key: string
  readonly resolve: (value: T | Promise<T>) => void
  readonly reject: (error: unknown) => void
}

/**
 * Joins reads into one MGET, in a cluster one for each slot: those of one tick while nothing is under way, so that a lone reader does not wait, and
 * those of one turn of the event loop otherwise, so that readers on many sockets travel together. A wrong type under
 * a key reads as absent there, where GET would be an error.
 */
export class ReadBatch<T> {
  readonly #router: RedisRouter
  readonly #take: TakeReply<T>
  #waiting: Waiter<T>[] = []
  /** Keys. */
  #underWay = 0

  constructor(router: RedisRouter, take: TakeReply<T>) {
    this.#router = router
    this.#take = take
  }

  read(key: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.push({ key, resolve, reject })
      if (waiting === 1) this.#scheduleFlush()
      else if (waiting === MAX_KEYS || (waiting === EAGER_KEYS && this.#underWay <= EAGER_KEYS)) this.#flush()
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
    for (const group of groups) void this.#send(group, groups.length === 1 ? ALONE : TOGETHER)
  }

  async #send(waiters: readonly Waiter<T>[], options?: RunOptions): Promise<void> {
    this.#underWay += waiters.length
    try {
      const keys = waiters.map((waiter) => waiter.key)
      const { replies, line } = await this.#router.run(
        keys[0] as string,
        keys.length * REPLY_BYTES,
        (client) => readValues(client, keys),
        options,
      )
      let bytes = 0
      for (const [index, waiter] of waiters.entries()) {
        const reply = replies[index] ?? null
        bytes += reply?.length ?? 0
        // Others have their turn between large ones.
        if (bytes > TURN_BYTES) await nextTurn()
        if (bytes > TURN_BYTES) bytes = 0
        this.#deliver(waiter, reply, line)
      }
    } catch (error) {
      if (waiters.length > 1 && isToBeDivided(error))
        return void (await Promise.all(waiters.map((waiter) => this.#send([waiter]))))
      const reason =
        error instanceof Error ? error : new StoreError('STORE_UNAVAILABLE', 'all', 'A read of Redis failed.')
      for (const waiter of waiters) waiter.reject(reason)
    } finally {
      this.#underWay -= waiters.length
    }
  }

  #deliver({ key, resolve, reject }: Waiter<T>, reply: Buffer | null, line: ReplyLine): void {
    try {
      resolve(this.#take(key, reply, line))
    } catch (error) {
      reject(error)
    }
  }
}

async function readValues(client: Redis, keys: string[]): Promise<Values> {
  const line = new ReplyLine(client)
  const replies: unknown = await client.mgetBuffer(keys)
  line.expect(isListOfValues(replies, keys.length))
  return { replies: replies as Values['replies'], line }
}

interface Values {
  readonly replies: readonly (Buffer | null)[]
  readonly line: ReplyLine
}

function isListOfValues(replies: unknown, length: number): boolean {
  if (!Array.isArray(replies) || replies.length !== length) return false
  for (const reply of replies) if (reply !== null && !Buffer.isBuffer(reply)) return false
  return true
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
