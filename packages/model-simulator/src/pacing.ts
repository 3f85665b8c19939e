import type { Random } from '@larder/cache-core'

/** How fast a model is. */
export interface Pace {
  /** From the request to the first token, be it thought or told. Default 0. */
  readonly firstTokenMs?: number | undefined
  /** Default: no time at all. */
  readonly tokensPerSecond?: number | undefined
  /** Added to every answer, without chance: a difference to be found again. Default 0. */
  readonly delayMs?: number | undefined
  /** Standard deviation of the logarithm of both times, by chance (log-normal, the median is kept). Default 0. */
  readonly spread?: number | undefined
}

/** The times of one answer. */
export interface PacedAnswer {
  readonly firstTokenMs: number
  readonly perTokenMs: number
}

/** How fast each model is; changes hold from the next request on. */
export class Pacing {
  readonly #paces: Map<string, Pace>
  readonly #random: Random

  /** By model; `*` is for those not named. */
  constructor(paces: Readonly<Record<string, Pace>>, random: Random) {
    this.#paces = new Map(Object.entries(paces))
    this.#random = random
  }

  /** Sets one model's pace, or with `*` that of all that are not named. */
  set(model: string, pace: Pace): void {
    this.#paces.set(model, pace)
  }

  /** Draws the times of one answer. */
  draw(model: string): PacedAnswer {
    const pace = this.#paces.get(model) ?? this.#paces.get('*') ?? {}
    const { firstTokenMs = 0, tokensPerSecond, delayMs = 0, spread = 0 } = pace
    const perTokenMs = tokensPerSecond ? 1_000 / tokensPerSecond : 0
    return {
      firstTokenMs: delayMs + firstTokenMs * this.#factor(spread),
      perTokenMs: perTokenMs * this.#factor(spread),
    }
  }

  #factor(spread: number): number {
    if (spread === 0) return 1
    // Box and Muller's way to a normal number; 1 - x keeps the logarithm finite.
    const radius = Math.sqrt(-2 * Math.log(1 - this.#random.next()))
    return Math.exp(spread * radius * Math.cos(2 * Math.PI * this.#random.next()))
  }
}
