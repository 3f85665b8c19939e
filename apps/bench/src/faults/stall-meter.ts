const TICK_MS = 2
/** A timer that is later than this was held up; what is shorter passes unnoticed, in ms. */
export const UNNOTICED_STALL_MS = 4

interface Stall {
  readonly from: number
  readonly to: number
}

/**
 * When this process itself stood still, be it by its own work or because the machine gave it no time. A call that waited
 * meanwhile did not wait for Redis.
 */
export class StallMeter {
  readonly #stalls: Stall[] = []
  #expectedAt = performance.now() + TICK_MS
  readonly #timer = setInterval(() => this.#tick(), TICK_MS)

  stop(): void {
    clearInterval(this.#timer)
  }

  /** Time within the span that the process stood still, in ms. */
  within(from: number, to: number): number {
    let sum = 0
    for (const stall of this.#stalls) sum += Math.max(0, Math.min(to, stall.to) - Math.max(from, stall.from))
    return sum
  }

  /** The longest that it stood still in the span, in ms. */
  longest(from: number, to: number): number {
    const inSpan = this.#stalls.filter((stall) => stall.from < to && stall.to > from)
    return Math.max(0, ...inSpan.map((stall) => stall.to - stall.from))
  }

  #tick(): void {
    const now = performance.now()
    if (now > this.#expectedAt + UNNOTICED_STALL_MS) this.#stalls.push({ from: this.#expectedAt, to: now })
    this.#expectedAt = now + TICK_MS
  }
}
