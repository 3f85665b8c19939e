/**
 * The largest failure rate that `n` trials without a failure leave possible.
 *
 * Exact (Clopper and Pearson, Biometrika 26, 1934, one-sided); close to the "rule of three", 3/n, of Hanley and
 * Lippman-Hand, JAMA 249, 1983.
 */
export function zeroFailuresBound(n: number, confidence = 0.95): number {
  return n === 0 ? 1 : 1 - (1 - confidence) ** (1 / n)
}
