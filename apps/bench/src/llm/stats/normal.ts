/**
 * The standard normal distribution up to `z`.
 *
 * The Taylor series of Marsaglia, "Evaluating the Normal Distribution", J. Stat. Software 11(4), 2004: exact to
 * the last digits of a double between -7 and 7.
 */
export function normalCdf(z: number): number {
  if (z < -8) return 0
  if (z > 8) return 1
  let sum = z
  let term = z
  for (let odd = 3; Math.abs(term) > 1e-17; odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI)
}

/** The `z` below which a share `p` of the standard normal distribution lies; by bisection of `normalCdf`. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new Error(`A quantile is asked for ${p}; it must be between 0 and 1.`)
  let low = -8
  let high = 8
  while (high - low > 1e-12) {
    const middle = (low + high) / 2
    if (normalCdf(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
