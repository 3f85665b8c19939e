import { normalQuantile } from './normal.ts'

/** What a paired comparison is to find, and how surely. */
export interface PowerOptions {
  /** Chance of finding a difference where there is none; default 0.05. */
  readonly alpha?: number
  /** Chance of finding the difference where there is one; default 0.8. */
  readonly power?: number
}

/**
 * How many pairs it takes to find a difference of two shares, when a share `discordant` of the pairs disagrees.
 *
 * Connor, "Sample Size for Testing Differences in Proportions for the Paired-Sample Design", Biometrics 43, 1987.
 * Infinity when the difference is zero, or larger than `discordant` allows.
 */
export function pairsNeeded(discordant: number, difference: number, options: PowerOptions = {}): number {
  const d = Math.abs(difference)
  if (d === 0 || d > discordant) return Number.POSITIVE_INFINITY
  const { alpha = 0.05, power = 0.8 } = options
  const found =
    normalQuantile(1 - alpha / 2) * Math.sqrt(discordant) +
    normalQuantile(power) * Math.sqrt(discordant - d * d)
  return Math.ceil((found / d) ** 2)
}

/** The smallest difference that `pairs` pairs find; `discordant` when even that takes more. The inverse of `pairsNeeded`. */
export function minimumDetectable(discordant: number, pairs: number, options: PowerOptions = {}): number {
  let low = 0
  let high = discordant
  while (high - low > 1e-7) {
    const middle = (low + high) / 2
    if (pairsNeeded(discordant, middle, options) <= pairs) high = middle
    else low = middle
  }
  return high
}
