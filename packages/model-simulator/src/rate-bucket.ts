import type { Clock } from '@larder/cache-core'

/** Below this, what lacks is a rounding error. */
const ROUNDING = 1e-9

/** A limit per minute that fills evenly, as OpenAI describes its own. */
export class RateBucket {
  readonly limit: number
  readonly #clock: Clock
  #left: number
  #at: number

  constructor(perMinute: number, clock: Clock) {
    this.limit = perMinute
    this.#clock = clock
    this.#left = perMinute
    this.#at = clock.monotonic()
  }

  get remaining(): number {
    const now = this.#clock.monotonic()
    this.#left = Math.min(this.limit, this.#left + ((now - this.#at) * this.limit) / 60_000)
    this.#at = now
    return this.#left
  }

  /** Ms until `count` would be there. */
  waitMs(count: number): number {
    return (Math.max(0, count - this.remaining - ROUNDING) * 60_000) / this.limit
  }

  /** Ms until all of the limit is there again. */
  get resetMs(): number {
    return this.waitMs(this.limit)
  }

  /** Does not ask whether there is enough. */
  take(count: number): void {
    this.#left = this.remaining - count
  }
}
