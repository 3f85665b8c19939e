import type { Interval } from './interval.ts'
import { normalQuantile } from './normal.ts'

/**
 * The score interval of a share: of `successes` in `n`.
 *
 * Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 1927. Near 0 and 1, where
 * accuracies live, the textbook interval is far too short (see its test).
 */
export function wilson(successes: number, n: number, confidence = 0.95): Interval {
  if (n === 0) return { low: 0, high: 1 }
  const z = normalQuantile((1 + confidence) / 2)
  const share = successes / n
  const middle = share + (z * z) / (2 * n)
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return {
    low: successes === 0 ? 0 : (middle - half) / scale,
    high: successes === n ? 1 : (middle + half) / scale,
  }
}
