import type { AcquireOptions, Departure, RequestPriority } from '../ports/rate-budget.ts'
import type { Clock, Timer } from '../ports/clock.ts'
import type { Want } from './slot-book.ts'
import { CacheError } from '../errors.ts'

/** What a request asks for, and how it stands in the line. */
export interface Standing extends Want {
  readonly priority: RequestPriority
  /** When it came. */
  readonly cameAt: number
}

/** One request that waits for its slots, until it is admitted, its time is up or it is aborted: whichever is first. */
export class Waiter {
  readonly standing: Standing
  readonly departure: Promise<Departure>
  readonly #resolve: (departure: Departure) => void
  readonly #reject: (error: CacheError) => void
  readonly #onEnd: (waiter: Waiter) => void
  readonly #signal: AbortSignal | undefined
  readonly #timer: Timer | undefined

  constructor(
    standing: Standing,
    { maxWaitMs = Number.POSITIVE_INFINITY, signal }: AcquireOptions,
    clock: Clock,
    onEnd: (waiter: Waiter) => void,
  ) {
    const { promise, resolve, reject } = Promise.withResolvers<Departure>()
    this.standing = standing
    this.departure = promise
    this.#resolve = resolve
    this.#reject = reject
    this.#onEnd = onEnd
    this.#signal = signal
    const late = () => this.#fail(waitedTooLong(standing.scopes, maxWaitMs))
    this.#timer = Number.isFinite(maxWaitMs) ? clock.setTimer(late, maxWaitMs) : undefined
    signal?.addEventListener('abort', this.#abort, { once: true })
  }

  admit(departure: Departure): void {
    this.#end()
    this.#resolve(departure)
  }

  readonly #abort = (): void => this.#fail(aborted(this.#signal))

  #fail(error: CacheError): void {
    this.#end()
    this.#reject(error)
  }

  #end(): void {
    this.#timer?.cancel()
    this.#signal?.removeEventListener('abort', this.#abort)
    this.#onEnd(this)
  }
}

export function aborted(signal: AbortSignal | undefined): CacheError {
  const message = 'The call was aborted while it waited for its rate budget.'
  return new CacheError('ABORTED', message, { cause: signal?.reason })
}

export function rateLimited(scopes: readonly string[], queued: number, waitMs: number): CacheError {
  const message = `The rate budget of ${scopes.join(' and ')} is used up: ${queued} requests wait and the next would leave in ${Math.ceil(waitMs)} ms. Try again then.`
  return new CacheError('RATE_LIMITED', message, { retryable: true, retryAfterMs: waitMs })
}

function waitedTooLong(scopes: readonly string[], maxWaitMs: number): CacheError {
  const message = `The request waited ${Math.ceil(maxWaitMs)} ms for the rate budget of ${scopes.join(' and ')}, which is as long as it may: others went first.`
  return new CacheError('RATE_LIMITED', message, { retryable: true, retryAfterMs: 1_000 })
}
