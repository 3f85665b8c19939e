import { type Clock, systemClock } from '@larder/cache-core'

/** The system's clock, so many times as fast: what waits for half a minute can be waited for. */
export class FastClock implements Clock {
  readonly #factor: number
  readonly #startedAt: number = systemClock.now()
  readonly #startedMonotonic: number = systemClock.monotonic()

  constructor(factor: number) {
    this.#factor = factor
  }

  now(): number {
    return this.#startedAt + (systemClock.now() - this.#startedAt) * this.#factor
  }

  monotonic(): number {
    return this.#startedMonotonic + (systemClock.monotonic() - this.#startedMonotonic) * this.#factor
  }

  setTimer: Clock['setTimer'] = (callback, delayMs) => systemClock.setTimer(callback, delayMs / this.#factor)
}
