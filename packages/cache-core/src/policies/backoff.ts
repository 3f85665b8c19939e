import type { Random } from '../ports/random.ts'

/** How long to wait before retry number `attempt` (0 for the first retry), in ms. */
export type Backoff = (attempt: number) => number

export interface JitterOptions {
  /** Upper bound of the first wait, in ms. */
  readonly baseMs: number
  /** Upper bound of every wait, in ms. */
  readonly capMs: number
  readonly random: Random
}

/** Full jitter: U(0, min(cap, base · 2^n)). Spreads a crowd best for the same total wait (AWS, "Exponential Backoff And Jitter"). */
export function fullJitter({ baseMs, capMs, random }: JitterOptions): Backoff {
  return (attempt) => random.next() * ceilingOf(baseMs, capMs, attempt)
}

/** Equal jitter: half of the exponential ceiling for certain, the other half by chance. For intervals that must grow. */
export function equalJitter({ baseMs, capMs, random }: JitterOptions): Backoff {
  return (attempt) => {
    const ceiling = ceilingOf(baseMs, capMs, attempt)
    return ceiling / 2 + (random.next() * ceiling) / 2
  }
}

/** Brings the median of the first wait near the base. */
const V2_SCALE = 1 / 1.4

/**
 * Decorrelated jitter as in Polly's V2: waits grow by powers of two on average, without the clusters that full jitter
 * leaves when a crowd fails at the same instant. For retries of requests. A wait depends on the one before it: make one
 * for each call, or for each policy that is made per call; attempt 0 begins anew.
 */
export function decorrelatedJitter({ baseMs, capMs, random }: JitterOptions): Backoff {
  let previous = 0
  return (attempt) => {
    if (attempt === 0) previous = 0
    const at = attempt + random.next()
    const reached = 2 ** at * Math.tanh(Math.sqrt(4 * at))
    // Past attempt 1,023 both are infinite.
    const step = Number.isFinite(reached) ? Math.max(0, reached - previous) : Number.POSITIVE_INFINITY
    previous = reached
    return Math.min(capMs, step * baseMs * V2_SCALE)
  }
}

/** 2^n overflows to Infinity for large n, which min() then caps. */
function ceilingOf(baseMs: number, capMs: number, attempt: number): number {
  return Math.min(capMs, baseMs * 2 ** attempt)
}
