/** Picks closer together than this tell nothing new; ones farther apart than that are too few. In ms. */
const CLOSE_MS = 1
const FAR_MS = 10

/**
 * Picks some of many events, each for all since the pick before it: every one when there are few, one in `most` on average
 * when there are many. The gaps between picks vary, so that events with a rhythm of their own are picked fairly. An event that
 * is not picked costs a decrement.
 */
export class Sampler {
  readonly #most: number
  #mean = 1
  #gap = 1
  #left = 1
  /** Events up to the last pick. */
  #picked = 0
  #pickedAt = Number.NEGATIVE_INFINITY
  /** Of the sequence of gaps, which is always the same. */
  #state = 0x9e3779b9

  /** `most`: how many events a pick stands for at most, on average; a power of two. */
  constructor(most: number) {
    this.#most = most
  }

  /** One event more. True when it is picked: `pick` is to be called then. */
  note(): boolean {
    return --this.#left === 0
  }

  /** How many events the one that was noted last stands for, itself among them. `now` in ms. */
  pick(now: number): number {
    const gap = this.#gap
    const sinceMs = now - this.#pickedAt
    this.#picked += gap
    this.#pickedAt = now
    if (sinceMs < CLOSE_MS) this.#mean = Math.min(this.#most, this.#mean * 2)
    else if (sinceMs > FAR_MS) this.#mean = Math.max(1, this.#mean / 2)
    this.#gap = this.#left = 1 + (this.#next() % (2 * this.#mean - 1))
    return gap
  }

  /** Events so far. */
  get count(): number {
    return this.#picked + this.unpicked
  }

  /** Events since the last pick: no pick stands for them yet. */
  get unpicked(): number {
    return this.#gap - this.#left
  }

  /** Marsaglia's xorshift of 32 bits. */
  #next(): number {
    let state = this.#state
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    this.#state = state
    return state >>> 0
  }
}
