import type { Clock } from '@larder/cache-core'

/** At most so many requests in so many seconds. */
export interface RateRule {
  readonly requests: number
  readonly perSeconds: number
}

/**
 * What one key may still ask of this process: `requests` at once, which come back evenly within `perSeconds`. One number is
 * all it keeps: the instant at which everything will have come back.
 */
export class RateAllowance {
  /** For `RateLimit-Policy`. */
  readonly policy: string
  readonly #clock: Clock
  readonly #eachMs: number
  readonly #windowMs: number
  #wholeAt = Number.NEGATIVE_INFINITY

  constructor({ requests, perSeconds }: RateRule, clock: Clock) {
    this.policy = `"key";q=${requests};w=${perSeconds}`
    this.#clock = clock
    this.#windowMs = perSeconds * 1_000
    this.#eachMs = this.#windowMs / requests
  }

  /** Takes one request; resolves to 0, or to how long to wait for the next one, in ms. */
  take(): number {
    const now = this.#clock.monotonic()
    const wholeAt = Math.max(this.#wholeAt, now) + this.#eachMs
    const waitMs = wholeAt - now - this.#windowMs
    // Sums of fractions are off by as little.
    if (waitMs > 1e-6) return waitMs
    this.#wholeAt = wholeAt
    return 0
  }

  /** Whether nothing is taken that has not come back: then it is as good as a new one. */
  get isWhole(): boolean {
    return this.#wholeAt <= this.#clock.monotonic()
  }

  /** For `RateLimit`: how many requests are left, and in how many seconds all of them will be; with none left, one. */
  get standing(): string {
    const usedMs = Math.max(0, this.#wholeAt - this.#clock.monotonic())
    const left = Math.floor((this.#windowMs - usedMs) / this.#eachMs + 1e-6)
    const untilMs = left > 0 ? usedMs : usedMs + this.#eachMs - this.#windowMs
    return `"key";r=${Math.max(0, left)};t=${Math.ceil(untilMs / 1_000)}`
  }
}
