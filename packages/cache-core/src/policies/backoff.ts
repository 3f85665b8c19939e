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

/** 2^n overflows to Infinity for large n, which min() then caps. */
function ceilingOf(baseMs: number, capMs: number, attempt: number): number {
  return Math.min(capMs, baseMs * 2 ** attempt)
}
