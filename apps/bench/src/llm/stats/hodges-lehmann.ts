import type { Estimate } from './cluster-bootstrap.ts'
import { normalQuantile } from './normal.ts'
import { quantileOf } from './resample.ts'

/** Up to this many pairs the ranks are counted out; beyond, the normal distribution is as good. */
const COUNTED = 60

/**
 * What most of the values agree on: the median of all means of two of them, with the interval that belongs to Wilcoxon's
 * signed rank test. One far-out value moves it hardly at all.
 *
 * Hodges and Lehmann, Ann. Math. Stat. 34, 1963; Hollander and Wolfe, "Nonparametric Statistical Methods", 3.2 and 3.3.
 * Values are taken as independent: give one per cluster. NaN at both ends for fewer than two.
 */
export function hodgesLehmann(values: readonly number[], confidence = 0.95): Estimate {
  const means = walshMeans(values)
  const left = ranksLeftOut(values.length, confidence)
  const [low = Number.NaN, high = Number.NaN] =
    values.length < 2 ? [] : [means[left], means[means.length - 1 - left]]
  return { value: quantileOf(means, 0.5), interval: { low, high } }
}

/** The ratio of two paired times that most pairs agree on: 1.3 says that the first takes 30 % longer. See `hodgesLehmann`. */
export function pairedRatio(logRatios: readonly number[], confidence = 0.95): Estimate {
  const { value, interval } = hodgesLehmann(logRatios, confidence)
  return { value: Math.exp(value), interval: { low: Math.exp(interval.low), high: Math.exp(interval.high) } }
}

/** Of every two values, and of each with itself; ascending. */
function walshMeans(values: readonly number[]): Float64Array {
  const means = new Float64Array((values.length * (values.length + 1)) / 2)
  let at = 0
  for (let i = 0; i < values.length; i++)
    for (let j = i; j < values.length; j++) means[at++] = ((values[i] as number) + (values[j] as number)) / 2
  return means.sort()
}

/** How many means lie outside of the interval at each end. */
function ranksLeftOut(n: number, confidence: number): number {
  const tail = (1 - confidence) / 2
  if (n > COUNTED) {
    const spread = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24)
    return Math.max(0, Math.floor((n * (n + 1)) / 4 - normalQuantile(1 - tail) * spread) - 1)
  }
  const chances = signedRankChances(n)
  let left = 0
  for (let sum = chances[0] ?? 1; sum <= tail; sum += chances[left] ?? 1) left++
  return left === 0 ? 0 : left - 1
}

/** The chance of each sum of the ranks 1..n whose sign is plus, when signs are a coin's. */
function signedRankChances(n: number): Float64Array {
  const chances = new Float64Array((n * (n + 1)) / 2 + 1)
  chances[0] = 1
  for (let rank = 1; rank <= n; rank++)
    for (let sum = chances.length - 1; sum >= 0; sum--)
      chances[sum] = ((chances[sum] ?? 0) + (sum >= rank ? (chances[sum - rank] ?? 0) : 0)) / 2
  return chances
}
