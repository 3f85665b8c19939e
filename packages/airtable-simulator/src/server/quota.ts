import type { Clock } from '@larder/cache-core'

/** Counts calls by calendar month in UTC, against what the plan includes. */
export class Quota {
  /** Calls per month; `undefined`: no limit. A test may move it. */
  limit: number | undefined
  readonly #clock: Clock
  #month = ''
  #used = 0

  constructor(limit: number | undefined, clock: Clock) {
    this.limit = limit
    this.#clock = clock
  }

  /** Calls of this month. */
  get used(): number {
    this.#turnMonth()
    return this.#used
  }

  get isExhausted(): boolean {
    return this.limit !== undefined && this.used >= this.limit
  }

  count(): void {
    this.#turnMonth()
    this.#used++
  }

  reset(): void {
    this.#used = 0
  }

  #turnMonth(): void {
    const month = new Date(this.#clock.now()).toISOString().slice(0, 7)
    if (month === this.#month) return
    this.#month = month
    this.#used = 0
  }
}
