import type { AcquireOptions, RateBudget } from '../ports/rate-budget.ts'
import type { Clock, Timer } from '../ports/clock.ts'
import type { Policy } from './policy.ts'
import { CacheError } from '../errors.ts'

export interface RateLimitOptions {
  /** Requests allowed in any window. Default 5. */
  readonly limit?: number | undefined
  /** Length of the window, in ms. Default 1,000. */
  readonly intervalMs?: number | undefined
  /** Added to the window, in ms, because requests may reach the upstream closer together than they left. Default 50. */
  readonly marginMs?: number | undefined
  /** Requests of a scope that may wait. Default 1,000. */
  readonly maxQueue?: number | undefined
  readonly clock: Clock
}

/**
 * A RateBudget for one process: a strict sliding window, at most `limit` requests in any `intervalMs + marginMs`.
 * Requests of a scope leave in the order they came, as early as the window allows. Idle scopes are forgotten.
 */
export class RateLimit implements RateBudget {
  readonly #limit: number
  readonly #windowMs: number
  readonly #maxQueue: number
  readonly #clock: Clock
  readonly #scopes = new Map<string, Scope>()

  constructor({ limit = 5, intervalMs = 1_000, marginMs = 50, maxQueue = 1_000, clock }: RateLimitOptions) {
    this.#limit = limit
    this.#windowMs = intervalMs + marginMs
    this.#maxQueue = maxQueue
    this.#clock = clock
  }

  /** Scopes that are remembered: those with requests in the window, in the queue, or locked. */
  get scopeCount(): number {
    return this.#scopes.size
  }

  acquire(
    scope: string,
    { maxWaitMs = Number.POSITIVE_INFINITY, signal }: AcquireOptions = {},
  ): Promise<void> {
    const state = this.#scopeOf(scope)
    if (signal?.aborted) return Promise.reject(aborted(signal))
    const waitMs = state.waitMs
    if (waitMs === 0) return Promise.resolve(state.grant())
    if (state.queue.size >= this.#maxQueue || waitMs > maxWaitMs)
      return Promise.reject(rateLimited(scope, state.queue.size, waitMs))
    return state.enqueue(signal)
  }

  lock(scope: string, durationMs: number): void {
    this.#scopeOf(scope).lock(durationMs)
  }

  status(scope: string): { readonly queued: number; readonly waitMs: number } {
    const state = this.#scopes.get(scope)
    return { queued: state?.queue.size ?? 0, waitMs: state?.waitMs ?? 0 }
  }

  #scopeOf(name: string): Scope {
    const known = this.#scopes.get(name)
    if (known) return known
    const scope = new Scope(this.#limit, this.#windowMs, this.#clock, () => this.#scopes.delete(name))
    this.#scopes.set(name, scope)
    return scope
  }
}

class Scope {
  readonly queue = new Set<() => void>()
  readonly #limit: number
  readonly #windowMs: number
  readonly #clock: Clock
  readonly #forget: () => void
  /** When the latest `limit` requests left, oldest first. */
  readonly #sentAt: number[] = []
  #lockedUntil = 0
  #timer: Timer | undefined

  constructor(limit: number, windowMs: number, clock: Clock, forget: () => void) {
    this.#limit = limit
    this.#windowMs = windowMs
    this.#clock = clock
    this.#forget = forget
  }

  /** How long a request that came now would wait, behind the lockout and everybody in the queue. */
  get waitMs(): number {
    const now = this.#clock.monotonic()
    const departures = [...this.#sentAt]
    let at = now
    for (let ahead = 0; ahead <= this.queue.size; ahead++) {
      at = this.#earliest(departures, now)
      departures.push(at)
      if (departures.length > this.#limit) departures.shift()
    }
    return at - now
  }

  grant(): void {
    this.#sentAt.push(this.#clock.monotonic())
    if (this.#sentAt.length > this.#limit) this.#sentAt.shift()
    this.#schedule()
  }

  lock(durationMs: number): void {
    this.#lockedUntil = Math.max(this.#lockedUntil, this.#clock.monotonic() + durationMs)
    this.#schedule()
  }

  enqueue(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const admit = () => {
        signal?.removeEventListener('abort', abort)
        resolve()
      }
      const abort = () => {
        this.queue.delete(admit)
        reject(aborted(signal))
      }
      this.queue.add(admit)
      signal?.addEventListener('abort', abort, { once: true })
      this.#schedule()
    })
  }

  #earliest(departures: readonly number[], now: number): number {
    const oldest = departures.length < this.#limit ? undefined : departures[0]
    return Math.max(now, this.#lockedUntil, oldest === undefined ? now : oldest + this.#windowMs)
  }

  /** One timer at most: for the next departure, or, when nobody waits, for the moment the scope can be forgotten. */
  #schedule(): void {
    this.#timer?.cancel()
    const now = this.#clock.monotonic()
    const waiting = this.queue.size > 0
    const idleAt = Math.max(this.#lockedUntil, (this.#sentAt.at(-1) ?? now) + this.#windowMs)
    const wakeAt = waiting ? this.#earliest(this.#sentAt, now) : idleAt
    this.#timer = this.#clock.setTimer(() => this.#wake(), wakeAt - now)
    if (!waiting) this.#timer.unref()
  }

  #wake(): void {
    const now = this.#clock.monotonic()
    while (this.queue.size > 0 && this.#earliest(this.#sentAt, now) <= now) {
      const [admit] = this.queue
      if (!admit) break
      this.queue.delete(admit)
      this.#sentAt.push(now)
      if (this.#sentAt.length > this.#limit) this.#sentAt.shift()
      admit()
    }
    const idle =
      this.queue.size === 0 && now >= Math.max(this.#lockedUntil, (this.#sentAt.at(-1) ?? 0) + this.#windowMs)
    if (idle) this.#forget()
    else this.#schedule()
  }
}

/** Spends one request of the scope's budget before each attempt, and waits no longer than the context's deadline allows. */
export function rateLimit(budget: RateBudget, scope: string, clock: Clock): Policy {
  return {
    async execute(operation, context) {
      const maxWaitMs = context.deadlineAt === undefined ? undefined : context.deadlineAt - clock.monotonic()
      await budget.acquire(scope, { maxWaitMs, signal: context.signal })
      return operation(context)
    },
  }
}

function rateLimited(scope: string, queued: number, waitMs: number): CacheError {
  const message = `The rate budget of ${scope} is used up: ${queued} requests wait and the next would leave in ${Math.ceil(waitMs)} ms. Try again then.`
  return new CacheError('RATE_LIMITED', message, { retryable: true, retryAfterMs: waitMs })
}

function aborted(signal: AbortSignal | undefined): CacheError {
  return new CacheError('ABORTED', 'The call was aborted while it waited for its rate budget.', {
    cause: signal?.reason,
  })
}
