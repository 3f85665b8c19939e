import { randomUUID } from 'node:crypto'
import {
  type Clock,
  deadline,
  type LeaseBroker,
  type Policy,
  type SharedBackend,
  systemClock,
  waitFor,
} from '@larder/cache-core'
import type { BookHold, BookLock } from './book-lock.ts'
import { LocalBookLock } from './local-book-lock.ts'

export interface SharedBookLockOptions {
  /** What the processes share, such as Redis; closed by whoever opened it. */
  readonly backend: Pick<SharedBackend, 'openLeases'>
  /** The same in all of them: 1 to 64 letters, digits, `_`, `-` or `.`. */
  readonly namespace: string
  /** How long a process that has died keeps others waiting, in ms; longer than a write may take. Default 30,000. */
  readonly ttlMs?: number | undefined
  /** Longest wait for the backend, in ms. Default 1,000. */
  readonly deadlineMs?: number | undefined
  /** Names this process. Default: by chance. */
  readonly process?: string | undefined
  readonly clock?: Clock | undefined
}

/** Messages may be lost: so often is looked without one, in ms. */
const LOOK_AGAIN_MS = 250
/** There is no invalidation that would overtake these leases: all are stamped alike. */
const TIMELESS = { stamp: { era: 1, seq: 0 }, notBefore: 0 }

/**
 * One writer at a time among processes, by a lease that they share; within a process by a line, so that it asks once.
 * When the backend does not answer, each process goes on with its own line: what they write at once is then told apart
 * by what they read back.
 */
export class SharedBookLock implements BookLock {
  readonly #line = new LocalBookLock()
  readonly #leases: LeaseBroker
  readonly #ttlMs: number
  readonly #process: string
  readonly #clock: Clock
  readonly #bounded: Policy
  readonly #waiting = new Map<string, () => void>()
  #tokens = 0

  constructor(options: SharedBookLockOptions) {
    const { backend, namespace, ttlMs = 30_000, deadlineMs: ms = 1_000, clock = systemClock } = options
    this.#ttlMs = ttlMs
    this.#process = options.process ?? randomUUID()
    this.#clock = clock
    this.#bounded = deadline({ ms, clock, label: 'call to the lock of a book' })
    this.#leases = backend.openLeases(namespace)
    this.#leases.listen({ released: (key) => this.#waiting.get(key)?.(), wanted: () => {} })
  }

  async hold(name: string, signal: AbortSignal): Promise<BookHold> {
    const place = await this.#line.hold(name, signal)
    try {
      const lease = await this.#acquire(` book:${name}`, signal)
      return {
        renew: () => lease?.renew() ?? place.renew(),
        [Symbol.asyncDispose]: async () => {
          await lease?.release()
          await place[Symbol.asyncDispose]()
        },
      }
    } catch (error) {
      await place[Symbol.asyncDispose]()
      throw error
    }
  }

  /** Undefined when the backend does not answer. */
  async #acquire(key: string, signal: AbortSignal) {
    const token = `${this.#process}:${++this.#tokens}`
    const release = () => this.#within(() => this.#leases.release(key, token, 'failed')).catch(() => {})
    for (;;) {
      signal.throwIfAborted()
      const request = { token, ttlMs: this.#ttlMs, ...TIMELESS }
      const answer = await this.#within(() => this.#leases.acquire(key, request)).catch(() => undefined)
      if (!answer) {
        // It may have been given all the same.
        void release()
        // Whoever asked may be gone by now: then nobody would give back the place in the line.
        signal.throwIfAborted()
        return undefined
      }
      if (answer.acquired) {
        const renew = () => this.#within(() => this.#leases.renew(key, token, this.#ttlMs))
        if (!signal.aborted) return { renew, release }
        await release()
      } else await this.#pause(key, Math.min(answer.remainingMs, LOOK_AGAIN_MS), signal)
    }
  }

  /** Until somebody gives it back. Of one process only the first in the line waits. */
  async #pause(key: string, ms: number, signal: AbortSignal): Promise<void> {
    const woken = new AbortController()
    this.#waiting.set(key, () => woken.abort())
    try {
      await waitFor(ms, this.#clock, AbortSignal.any([signal, woken.signal]))
    } catch {
      signal.throwIfAborted()
    } finally {
      this.#waiting.delete(key)
    }
  }

  #within<T>(operation: () => Promise<T>): Promise<T> {
    return this.#bounded.execute(operation, {})
  }
}
