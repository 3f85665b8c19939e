/**
 * The two-sided mid-p value of McNemar's exact test: whether `b` pairs where only the first was right and `c` pairs
 * where only the second was, can be one coin's doing.
 *
 * Fagerland, Lydersen and Laake, "The McNemar test for binary matched-pairs data: mid-p and asymptotic are better than
 * exact conditional", BMC Med Res Methodol 13:91, 2013. Twice the smaller one-sided mid-p, so 1 for `b` = `c`.
 */
export function mcnemarMidP(b: number, c: number): number {
  const { upTo, at } = lowerTail(Math.min(b, c), b + c)
  return Math.min(1, 2 * upTo - at)
}

/** The two-sided exact conditional value; never below the mid-p value. */
export function mcnemarExactP(b: number, c: number): number {
  return Math.min(1, 2 * lowerTail(Math.min(b, c), b + c).upTo)
}

/** Of a fair coin thrown `n` times: the chance of at most `k` heads, and of exactly `k`. */
function lowerTail(k: number, n: number): { readonly upTo: number; readonly at: number } {
  let logAt = -n * Math.LN2
  for (let i = 1; i <= k; i++) logAt += Math.log((n - k + i) / i)
  const at = Math.exp(logAt)
  let upTo = at
  for (let i = k, term = at; i > 0; i--) {
    term *= i / (n - i + 1)
    upTo += term
  }
  return { upTo, at }
}
