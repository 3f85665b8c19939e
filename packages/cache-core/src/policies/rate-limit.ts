import type {
  AcquireOptions,
  BudgetStatus,
  Departure,
  RateBudget,
  RequestPriority,
} from '../ports/rate-budget.ts'
import type { Clock, Timer } from '../ports/clock.ts'
import type { Policy } from './policy.ts'
import { CacheError } from '../errors.ts'
import { placesOf } from '../budget/places.ts'
import { aborted, rateLimited, type Standing } from '../budget/waiter.ts'
import { SlotBook } from '../budget/slot-book.ts'
import { WaitingLine } from '../budget/waiting-line.ts'

export interface RateLimitOptions {
  /** Requests allowed in any window; for some scopes another number, given by a function. Default 5. */
  readonly limit?: number | ((scope: string) => number) | undefined
  /** Length of the window, in ms. Default 1,000. */
  readonly intervalMs?: number | undefined
  /** Added to the window, in ms, for clocks that do not run alike. Default 20. */
  readonly marginMs?: number | undefined
  /** Requests with the same scopes that may wait. Default 1,000. */
  readonly maxQueue?: number | undefined
  /** How long a request that is not answered counts as under way, in ms: as long as an attempt may take. Default 10,000. */
  readonly attemptTimeoutMs?: number | undefined
  /**
   * The instant before which nothing leaves, in ms of `clock.monotonic()`. A process that was killed and started again does not
   * know what it has sent: give the start of the process, and a window and a flight more. Default: none.
   */
  readonly quietUntil?: number | undefined
  readonly clock: Clock
}

/** How much longer than a read a write counts as having waited, in ms. */
export const HEAD_START_MS = 2_000

/**
 * A RateBudget for one process: a strict sliding window, at most `limit` requests in any `intervalMs + marginMs`, as the
 * upstream sees it: a request counts from when it was answered, since until then it may have been on its way.
 * Requests leave as early as the window allows, in the order of their priority and then of their coming. Background
 * goes one at a time, and only where the next slot is free within one slot's time. Idle scopes are forgotten.
 */
export class RateLimit implements RateBudget {
  readonly #limitOf: (scope: string) => number
  readonly #maxQueue: number
  readonly #clock: Clock
  readonly #book: SlotBook
  readonly #line: WaitingLine
  #count = 0
  #timer: Timer | undefined

  constructor(options: RateLimitOptions) {
    const { limit = 5, intervalMs = 1_000, marginMs = 20, maxQueue = 1_000, clock } = options
    this.#limitOf = typeof limit === 'number' ? () => limit : limit
    this.#maxQueue = maxQueue
    this.#clock = clock
    this.#book = new SlotBook(intervalMs + marginMs, options.attemptTimeoutMs ?? 10_000, options.quietUntil)
    this.#line = new WaitingLine({ clock, headStartMs: HEAD_START_MS, onLeave: () => this.#schedule() })
  }

  /** Scopes that are remembered: those with requests in the window, or locked. */
  get scopeCount(): number {
    return this.#book.scopes.size
  }

  acquire(scopes: string | readonly string[], options: AcquireOptions = {}): Promise<Departure> {
    const { priority = 'interactive-read', maxWaitMs = Number.POSITIVE_INFINITY, signal } = options
    if (signal?.aborted) return Promise.reject(aborted(signal))
    const standing = this.#line.standingOf(typeof scopes === 'string' ? [scopes] : scopes, priority)
    const size = this.#line.sizeOf(standing.scopes)
    const waitMs = this.#waitOf(standing)
    if (waitMs > 0 && (size >= this.#maxQueue || waitMs > maxWaitMs))
      return Promise.reject(rateLimited(standing.scopes, size, waitMs))
    const departure = this.#line.enter(standing, options)
    this.#serve()
    return departure
  }

  lock(scope: string, durationMs: number): void {
    this.#book.lock(scope, this.#clock.monotonic() + durationMs)
    this.#schedule()
  }

  scopes(): readonly string[] {
    return [...new Set([...this.#book.scopes, ...this.#line.scopes()])].sort()
  }

  status(scope: string): BudgetStatus {
    const now = this.#clock.monotonic()
    const queuedBy = this.#line.queued(scope)
    const queued = queuedBy['interactive-write'] + queuedBy['interactive-read'] + queuedBy.background
    return {
      queued,
      queuedBy,
      waitMs: this.#waitOf(this.#line.standingOf([scope], 'interactive-read')),
      used: this.#book.used(scope, now),
      limit: this.#limitOf(scope),
      lockedForMs: Math.max(0, this.#book.lockedUntil(scope) - now),
    }
  }

  #waitOf(standing: Standing): number {
    const now = this.#clock.monotonic()
    const aheadIn = (scope: string) => this.#line.ahead(scope, standing.priority)
    const place = this.#book.place(standing, now, {
      capacityOf: this.#limitOf,
      aheadIn,
      isBusy: (scope) => standing.isBackground && aheadIn(scope) > 0,
    })
    return place.at - now
  }

  /** Lets everybody go who may, best first. */
  #serve(): void {
    const now = this.#clock.monotonic()
    this.#book.prune(now)
    for (const { waiter, at } of placesOf(this.#line, this.#book, this.#limitOf, now)) {
      if (at > now) continue
      const id = `${++this.#count}`
      this.#book.take(id, waiter.standing, now)
      waiter.admit({ arrived: () => this.#answered(id), unused: () => this.#freed(id) })
    }
    this.#schedule()
  }

  #answered(id: string): void {
    this.#book.answer(id, this.#clock.monotonic())
    this.#schedule()
  }

  #freed(id: string): void {
    this.#book.remove(id)
    this.#serve()
  }

  /** One timer at most: for the next departure, or, when nobody waits, for the moment something can be forgotten. */
  #schedule(): void {
    this.#timer?.cancel()
    const now = this.#clock.monotonic()
    const isIdle = this.#line.isEmpty
    const wakeAt = isIdle
      ? this.#book.nextEndAt()
      : Math.min(...[...placesOf(this.#line, this.#book, this.#limitOf, now)].map(({ at }) => at))
    if (!Number.isFinite(wakeAt)) return
    this.#timer = this.#clock.setTimer(() => this.#serve(), wakeAt - now)
    if (isIdle) this.#timer.unref()
  }
}

/**
 * Spends one request of the budget of all scopes before each attempt, and waits no longer than the context's deadline
 * allows. A priority that may change is asked for before each attempt.
 */
export function rateLimit(
  budget: RateBudget,
  scopes: string | readonly string[],
  clock: Clock,
  priority?: RequestPriority | (() => RequestPriority),
): Policy {
  return {
    async execute(operation, context) {
      const maxWaitMs = context.deadlineAt === undefined ? undefined : context.deadlineAt - clock.monotonic()
      const departure = await budget.acquire(scopes, {
        priority: typeof priority === 'function' ? priority() : priority,
        maxWaitMs,
        signal: context.signal,
      })
      try {
        const result = await operation(context)
        departure.arrived()
        return result
      } catch (error) {
        if (wasNotSent(error)) departure.unused()
        else departure.arrived()
        throw error
      }
    },
  }
}

/** Policies within have refused it. */
function wasNotSent(error: unknown): boolean {
  return error instanceof CacheError && (error.code === 'CIRCUIT_OPEN' || error.code === 'BULKHEAD_FULL')
}
