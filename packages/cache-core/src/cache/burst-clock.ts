import type { Clock } from '../ports/clock.ts'

/** Readings closer together than this are a burst, in ms: nothing else can have happened in between. */
const GAP_MS = 0.01
/** Readings in a row that make a burst. */
const STREAK = 16
/** In a burst, so many readings repeat the one before. */
const REPEATS = 7

/**
 * The monotonic clock for hits in memory, where reading it costs a third of the hit. In a burst of readings, microseconds
 * apart and within one millisecond of the event loop, only every eighth is a real one. Readings apart from each other
 * are all real, so that time never seems to stand still; the one exception is a burst that its own caller interrupts by
 * blocking the event loop, after which at most seven readings are as old as the block is long.
 */
export class BurstClock {
  readonly #clock: Clock
  #now = Number.NEGATIVE_INFINITY
  #streak = 0
  #repeats = 0
  #isBurst = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  monotonic(): number {
    if (this.#repeats > 0) {
      this.#repeats--
      return this.#now
    }
    return this.#read()
  }

  #read(): number {
    const now = this.#clock.monotonic()
    this.#streak = now - this.#now < GAP_MS * (REPEATS + 1) ? this.#streak + 1 : 0
    this.#now = now
    if (this.#isBurst) this.#repeats = REPEATS
    else if (this.#streak >= STREAK) this.#begin()
    return now
  }

  #begin(): void {
    this.#isBurst = true
    this.#repeats = REPEATS
    const end = () => {
      this.#isBurst = false
      this.#streak = 0
      this.#repeats = 0
    }
    this.#clock.setTimer(end, 0).unref()
  }
}
