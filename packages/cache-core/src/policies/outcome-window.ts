export interface OutcomeWindowOptions {
  /** How far back it looks, in ms. */
  readonly ms: number
  /** Parts that it forgets one by one. Default 10. */
  readonly buckets?: number | undefined
}

/** Places of one bucket in the ring. */
const CALLS = 0
const FAILURES = 1
const SLOW = 2
const FIELDS = 3

/**
 * How many calls there were of late, how many failed, and how many were slow. A ring of time buckets: whatever time has
 * passed since the last call, everything that is too old is forgotten. Allocates nothing after its construction.
 */
export class OutcomeWindow {
  readonly #bucketMs: number
  readonly #buckets: number
  readonly #ring: Uint32Array
  /** Number of the bucket that is being filled, counted from time 0. */
  #current = 0
  /** Where it begins in the ring. */
  #place = 0
  #endsAt = 0
  #calls = 0
  #failures = 0
  #slow = 0

  constructor({ ms, buckets = 10 }: OutcomeWindowOptions) {
    this.#buckets = buckets
    this.#bucketMs = ms / buckets
    this.#ring = new Uint32Array(buckets * FIELDS)
  }

  get calls(): number {
    return this.#calls
  }

  get failures(): number {
    return this.#failures
  }

  /** Calls that took too long, whether they failed or not. */
  get slow(): number {
    return this.#slow
  }

  add(now: number, isFailure: boolean, isSlow: boolean): void {
    if (now >= this.#endsAt) this.#forget(now)
    const ring = this.#ring
    const place = this.#place
    ring[place + CALLS]!++
    this.#calls++
    if (isFailure) {
      ring[place + FAILURES]!++
      this.#failures++
    }
    if (isSlow) {
      ring[place + SLOW]!++
      this.#slow++
    }
  }

  clear(): void {
    this.#ring.fill(0)
    this.#calls = 0
    this.#failures = 0
    this.#slow = 0
  }

  /** Goes on to the bucket of `now`, and empties it and all that were skipped on the way. */
  #forget(now: number): void {
    const next = Math.floor(now / this.#bucketMs)
    const skipped = Math.min(next - this.#current, this.#buckets)
    for (let step = 1; step <= skipped; step++) this.#empty((next - skipped + step) % this.#buckets)
    this.#current = next
    this.#place = (next % this.#buckets) * FIELDS
    this.#endsAt = (next + 1) * this.#bucketMs
  }

  #empty(bucket: number): void {
    const ring = this.#ring
    const place = bucket * FIELDS
    this.#calls -= ring[place + CALLS]!
    this.#failures -= ring[place + FAILURES]!
    this.#slow -= ring[place + SLOW]!
    ring.fill(0, place, place + FIELDS)
  }
}
