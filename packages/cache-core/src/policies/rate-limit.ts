import type { AcquireOptions, Departure, RateBudget } from '../ports/rate-budget.ts'
import type { Clock, Timer } from '../ports/clock.ts'
import type { Policy } from './policy.ts'
import { CacheError } from '../errors.ts'

export interface RateLimitOptions {
  /** Requests allowed in any window. Default 5. */
  readonly limit?: number | undefined
  /** Length of the window, in ms. Default 1,000. */
  readonly intervalMs?: number | undefined
  /** Added to the window, in ms, for clocks that do not run alike. Default 20. */
  readonly marginMs?: number | undefined
  /** Requests of a scope that may wait. Default 1,000. */
  readonly maxQueue?: number | undefined
  readonly clock: Clock
}

/**
 * A RateBudget for one process: a strict sliding window, at most `limit` requests in any `intervalMs + marginMs`, as the
 * upstream sees it: a request counts from when it was answered, since until then it may have been on its way.
 * Requests of a scope leave in the order they came, as early as the window allows. Idle scopes are forgotten.
 */
export class RateLimit implements RateBudget {
  readonly #limit: number
  readonly #windowMs: number
  readonly #maxQueue: number
  readonly #clock: Clock
  readonly #scopes = new Map<string, Scope>()

  constructor({ limit = 5, intervalMs = 1_000, marginMs = 20, maxQueue = 1_000, clock }: RateLimitOptions) {
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
  ): Promise<Departure> {
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
    const scope: Scope = new Scope(this.#limit, this.#windowMs, this.#clock, () => {
      if (this.#scopes.get(name) === scope) this.#scopes.delete(name)
    })
    this.#scopes.set(name, scope)
    return scope
  }
}

/** One request: when it left, and once it was answered, when that was. */
interface Sent {
  at: number
}

class Scope {
  readonly queue = new Set<(departure: Departure) => void>()
  readonly #limit: number
  readonly #windowMs: number
  readonly #clock: Clock
  readonly #forget: () => void
  /** The latest `limit` requests, in the order they left. */
  readonly #sent: Sent[] = []
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
    const departures = this.#instants()
    let at = now
    for (let ahead = 0; ahead <= this.queue.size; ahead++) {
      at = this.#earliest(departures, now)
      departures.push(at)
      if (departures.length > this.#limit) departures.shift()
    }
    return at - now
  }

  grant(): Departure {
    const departure = this.#depart(this.#clock.monotonic())
    this.#schedule()
    return departure
  }

  lock(durationMs: number): void {
    this.#lockedUntil = Math.max(this.#lockedUntil, this.#clock.monotonic() + durationMs)
    this.#schedule()
  }

  enqueue(signal: AbortSignal | undefined): Promise<Departure> {
    return new Promise((resolve, reject) => {
      const admit = (departure: Departure) => {
        signal?.removeEventListener('abort', abort)
        resolve(departure)
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

  /** Takes the place of the request that counted longest ago. */
  #depart(now: number): Departure {
    const sent: Sent = { at: now }
    this.#sent.push(sent)
    if (this.#sent.length > this.#limit) {
      const oldest = this.#sent.reduce((least, one) => (one.at < least.at ? one : least))
      this.#sent.splice(this.#sent.indexOf(oldest), 1)
    }
    return {
      arrived: () => {
        sent.at = this.#clock.monotonic()
        if (this.#sent.includes(sent)) this.#schedule()
      },
    }
  }

  /** From when the latest requests count, oldest first. */
  #instants(): number[] {
    return this.#sent.map(({ at }) => at).sort((a, b) => a - b)
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
    const instants = this.#instants()
    const idleAt = Math.max(this.#lockedUntil, (instants.at(-1) ?? now) + this.#windowMs)
    const wakeAt = waiting ? this.#earliest(instants, now) : idleAt
    this.#timer = this.#clock.setTimer(() => this.#wake(), wakeAt - now)
    if (!waiting) this.#timer.unref()
  }

  #wake(): void {
    const now = this.#clock.monotonic()
    while (this.queue.size > 0 && this.#earliest(this.#instants(), now) <= now) {
      const [admit] = this.queue
      if (!admit) break
      this.queue.delete(admit)
      admit(this.#depart(now))
    }
    const lastAt = this.#instants().at(-1) ?? 0
    const idle = this.queue.size === 0 && now >= Math.max(this.#lockedUntil, lastAt + this.#windowMs)
    if (idle) this.#forget()
    else this.#schedule()
  }
}

/** Spends one request of the scope's budget before each attempt, and waits no longer than the context's deadline allows. */
export function rateLimit(budget: RateBudget, scope: string, clock: Clock): Policy {
  return {
    async execute(operation, context) {
      const maxWaitMs = context.deadlineAt === undefined ? undefined : context.deadlineAt - clock.monotonic()
      const departure = await budget.acquire(scope, { maxWaitMs, signal: context.signal })
      try {
        return await operation(context)
      } finally {
        departure.arrived()
      }
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
