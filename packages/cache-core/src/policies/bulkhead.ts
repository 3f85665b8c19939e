import type { Clock, Timer } from '../ports/clock.ts'
import type { Policy, PolicyContext } from './policy.ts'
import { CacheError } from '../errors.ts'

export interface BulkheadOptions {
  /** Operations that may run at once. A function is asked each time: a lower limit ends nothing that runs. */
  readonly maxConcurrent: number | (() => number)
  /** Operations that may wait for a place. Default 0. */
  readonly maxQueue?: number | undefined
  readonly clock: Clock
}

interface Waiter {
  readonly admit: () => void
}

/** Bounds how many operations run at once, so that one slow resource cannot take everything. First come, first served. */
export class Bulkhead implements Policy {
  readonly #options: BulkheadOptions
  readonly #queue = new Set<Waiter>()
  #running = 0

  constructor(options: BulkheadOptions) {
    this.#options = options
  }

  get running(): number {
    return this.#running
  }

  get queued(): number {
    return this.#queue.size
  }

  /** Rejects with BULKHEAD_FULL when the queue is full too, ABORTED or DEADLINE_EXCEEDED when that comes first in the queue. */
  async execute<T>(operation: (context: PolicyContext) => Promise<T>, context: PolicyContext): Promise<T> {
    if (this.#running < this.#limit && this.#queue.size === 0) this.#running++
    else await this.#wait(context)
    try {
      return await operation(context)
    } finally {
      this.#running--
      this.#admitNext()
    }
  }

  get #limit(): number {
    const { maxConcurrent } = this.#options
    return typeof maxConcurrent === 'number' ? maxConcurrent : maxConcurrent()
  }

  /** A place is taken for an operation before it goes on, so that nobody comes in between. */
  #admitNext(): void {
    for (const next of this.#queue) {
      if (this.#running >= this.#limit) return
      this.#running++
      next.admit()
    }
  }

  #wait({ signal, deadlineAt }: PolicyContext): Promise<void> {
    const { maxQueue = 0, clock } = this.#options
    if (this.#queue.size >= maxQueue) {
      const message = `All ${this.#limit} places are taken and ${this.#queue.size} of ${maxQueue} callers wait: try again later or raise the limit.`
      return Promise.reject(new CacheError('BULKHEAD_FULL', message, { retryable: true }))
    }
    return new Promise((resolve, reject) => {
      let timer: Timer | undefined
      const leave = () => {
        this.#queue.delete(waiter)
        timer?.cancel()
        signal?.removeEventListener('abort', abort)
      }
      const give = (error: CacheError) => {
        leave()
        reject(error)
      }
      const abort = () =>
        give(
          new CacheError('ABORTED', 'The call was aborted in the queue of a bulkhead.', {
            cause: signal?.reason,
          }),
        )
      const waiter: Waiter = {
        admit: () => {
          leave()
          resolve()
        },
      }
      this.#queue.add(waiter)
      if (signal?.aborted) return abort()
      signal?.addEventListener('abort', abort, { once: true })
      if (deadlineAt === undefined) return
      const late = () =>
        give(
          new CacheError('DEADLINE_EXCEEDED', 'The deadline passed in the queue of a bulkhead.', {
            retryable: true,
          }),
        )
      timer = clock.setTimer(late, deadlineAt - clock.monotonic())
    })
  }
}
