import type { Clock, Timer } from '../ports/clock.ts'

/** A deadline that runs, until `end` or its instant. */
export interface RunningDeadline {
  /** False once it has ended or passed. */
  readonly isRunning: boolean
  /** Whether it was still running: of all that end a call, the first one gets `true`. */
  readonly end: () => boolean
  /** How long it has been running at `now`, in ms, without the time in which this process stood still. */
  readonly elapsedMs: (now: number) => number
}

/** The timer looks so often per deadline, so that no long standstill of the process stays unnoticed. */
const LOOKS = 4
/** A timer that is late by no more than this, in ms, is no standstill. */
const TOLERANCE_MS = 5

/**
 * Deadlines for hot paths: calls that all have the same time stand in a queue with one timer, in the order in which they
 * will be cut. A call that ends in time leaves nothing behind: what is kept until its deadline outlives young garbage,
 * and that costs more than all the rest. Never cuts early. The timer does not keep the process alive.
 *
 * Time in which this process stood still (a blocked event loop, SIGSTOP) is nobody's: answers that came meanwhile lie in
 * the socket, and requests may not even have left. Only a late timer tells of it, so the timer looks several times per
 * deadline and takes what it is late from the time of every call. A call is cut `ms` after its start, and the
 * standstills.
 */
export class DeadlineQueue {
  readonly ms: number
  readonly #clock: Clock
  readonly #lookMs: number
  #oldest: QueuedDeadline | undefined
  #newest: QueuedDeadline | undefined
  #timer: Timer | undefined
  /** When the timer is late, on the clock. */
  #lateAt = Number.POSITIVE_INFINITY
  #stoodStillMs = 0

  /** `ms` is how long each call may take. */
  constructor(clock: Clock, ms: number) {
    this.#clock = clock
    this.ms = ms
    this.#lookMs = ms / LOOKS
  }

  /** Calls `onLate` `ms` after `now` unless the deadline is ended before: for callers that know the time already. */
  add(now: number, onLate: () => void): RunningDeadline {
    const deadline = new QueuedDeadline(this, this.awake(now) + this.ms, onLate)
    deadline.older = this.#newest
    if (this.#newest) this.#newest.newer = deadline
    this.#newest = deadline
    this.#oldest ??= deadline
    if (this.#timer === undefined) this.#wait(now, this.#lookMs)
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

  /** Time that this process was awake, in ms; also while it stands still and the timer has not told yet. */
  awake(now: number): number {
    return now - this.#stoodStillMs - (now > this.#lateAt ? now - this.#lateAt : 0)
  }

  /** Takes a deadline out of the queue. */
  remove({ older, newer }: QueuedDeadline): void {
    if (older) older.newer = newer
    else this.#oldest = newer
    if (newer) newer.older = older
    else this.#newest = older
  }

  #wait(now: number, ms: number): void {
    this.#timer?.cancel()
    this.#timer = this.#clock.setTimer(() => this.#look(), ms)
    this.#timer.unref()
    this.#lateAt = now + ms + TOLERANCE_MS
  }

  #look(): void {
    const now = this.#clock.monotonic()
    const awake = this.awake(now)
    this.#stoodStillMs = now - awake
    this.#lateAt = Number.POSITIVE_INFINITY
    while (this.#oldest && this.#oldest.at <= awake) this.#oldest.cut()
    // Whoever was cut may have begun another call.
    if (this.#oldest) this.#wait(now, Math.min(this.#oldest.at - awake, this.#lookMs))
    else this.#timer = undefined
  }
}

class QueuedDeadline implements RunningDeadline {
  /** In time that the process was awake. */
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

  get isRunning(): boolean {
    return this.#onLate !== undefined
  }

  end(): boolean {
    if (this.#onLate === undefined) return false
    this.#onLate = undefined
    this.#queue.remove(this)
    return true
  }

  elapsedMs(now: number): number {
    return this.#queue.awake(now) - this.at + this.#queue.ms
  }

  cut(): void {
    const onLate = this.#onLate
    if (this.end()) onLate?.()
  }
}
