import type { Clock, Timer } from '../ports/clock.ts'

/** A deadline that runs, until `end` or its instant. */
export interface RunningDeadline {
  /** Whether it was still running: of all that end a call, the first one gets `true`. */
  readonly end: () => boolean
}

/**
 * Deadlines for hot paths: calls that all have the same time stand in a queue with one timer, in the order in which they
 * will be cut. A call that ends in time leaves nothing behind: what is kept until its deadline outlives young garbage,
 * and that costs more than all the rest. Never cuts early. The timer does not keep the process alive.
 */
export class DeadlineQueue {
  readonly ms: number
  readonly #clock: Clock
  #oldest: QueuedDeadline | undefined
  #newest: QueuedDeadline | undefined
  #timer: Timer | undefined

  /** `ms` is how long each call may take. */
  constructor(clock: Clock, ms: number) {
    this.#clock = clock
    this.ms = ms
  }

  /** Calls `onLate` `ms` after `now` unless the deadline is ended before: for callers that know the time already. */
  add(now: number, onLate: () => void): RunningDeadline {
    const deadline = new QueuedDeadline(this, now + this.ms, onLate)
    deadline.older = this.#newest
    if (this.#newest) this.#newest.newer = deadline
    this.#newest = deadline
    this.#oldest ??= deadline
    if (this.#timer === undefined) this.#wait(this.ms)
    return deadline
  }

  /** Settles like `promise`, or rejects with `onLate()`; what the promise brings later is dropped. */
  race<T>(promise: Promise<T>, onLate: () => Error): Promise<T> {
    return new Promise((resolve, reject) => {
      const deadline = this.add(this.#clock.monotonic(), () => reject(onLate()))
      promise.then(
        (value) => {
          if (deadline.end()) resolve(value)
        },
        (error: unknown) => {
          if (deadline.end()) reject(error)
        },
      )
    })
  }

  /** Takes a deadline out of the queue. */
  remove({ older, newer }: QueuedDeadline): void {
    if (older) older.newer = newer
    else this.#oldest = newer
    if (newer) newer.older = older
    else this.#newest = older
  }

  #wait(ms: number): void {
    this.#timer = this.#clock.setTimer(() => this.#cut(), ms)
    this.#timer.unref()
  }

  #cut(): void {
    this.#timer = undefined
    const now = this.#clock.monotonic()
    while (this.#oldest && this.#oldest.at <= now) this.#oldest.cut()
    if (this.#oldest && this.#timer === undefined) this.#wait(this.#oldest.at - now)
  }
}

class QueuedDeadline implements RunningDeadline {
  readonly at: number
  older: QueuedDeadline | undefined
  newer: QueuedDeadline | undefined
  readonly #queue: DeadlineQueue
  #onLate: (() => void) | undefined

  constructor(queue: DeadlineQueue, at: number, onLate: () => void) {
    this.#queue = queue
    this.at = at
    this.#onLate = onLate
  }

  end(): boolean {
    if (this.#onLate === undefined) return false
    this.#onLate = undefined
    this.#queue.remove(this)
    return true
  }

  cut(): void {
    const onLate = this.#onLate
    if (this.end()) onLate?.()
  }
}
