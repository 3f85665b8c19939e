import type { Clock } from '../ports/clock.ts'

/** A deadline that runs. */
export interface Race {
  /** What happens at the deadline. Clear it when the race is decided: the wheel then keeps nothing alive. */
  expire: (() => void) | undefined
}

/**
 * Deadlines for hot paths: races that end within the same granule share one timer, which is far cheaper than a timer
 * each. A race may be cut up to one granule late, never early. Timers do not keep the process alive.
 */
export class DeadlineWheel {
  readonly #clock: Clock
  readonly #granularityMs: number
  /** Races by the index of the granule in which they end. */
  readonly #slots = new Map<number, Race[]>()

  constructor(clock: Clock, granularityMs = 5) {
    this.#clock = clock
    this.#granularityMs = granularityMs
  }

  /** Settles like `promise`, or rejects with `onTimeout()` after `ms`; what the promise brings later is dropped. */
  race<T>(promise: Promise<T>, ms: number, onTimeout: () => Error): Promise<T> {
    return new Promise((resolve, reject) => {
      const race = this.arm(this.#clock.monotonic(), ms, () => reject(onTimeout()))
      promise.then(
        (value) => {
          race.expire = undefined
          resolve(value)
        },
        (error: unknown) => {
          race.expire = undefined
          reject(error)
        },
      )
    })
  }

  /** Calls `expire` `ms` after `now` unless the race is decided before: for callers that know the time already. */
  arm(now: number, ms: number, expire: () => void): Race {
    const race: Race = { expire }
    this.#slotOf(now, ms).push(race)
    return race
  }

  #slotOf(now: number, ms: number): Race[] {
    const index = Math.ceil((now + ms) / this.#granularityMs)
    const existing = this.#slots.get(index)
    if (existing) return existing
    const slot: Race[] = []
    this.#slots.set(index, slot)
    this.#clock.setTimer(() => this.#expire(index), index * this.#granularityMs - now).unref()
    return slot
  }

  #expire(index: number): void {
    const slot = this.#slots.get(index) ?? []
    this.#slots.delete(index)
    for (const race of slot) race.expire?.()
  }
}
