/** Buckets per power of two: a bucket is at most 1/32 wider than its start, so a percentile errs by 3 % at most. */
const SUB_BUCKETS = 32
/** From 2^-10 ms (1 µs) to 2^20 ms (17 min); what lies outside counts in the outermost bucket. */
const MIN_EXPONENT = -10
const MAX_EXPONENT = 20
export const BUCKETS: number = (MAX_EXPONENT - MIN_EXPONENT) * SUB_BUCKETS

export function bucketOf(ms: number): number {
  if (!(ms > 2 ** MIN_EXPONENT)) return 0
  const exponent = Math.floor(Math.log2(ms))
  const within = Math.floor((ms / 2 ** exponent - 1) * SUB_BUCKETS)
  // log2 may round up just below a power of two: `within` is then -1, which is the bucket before, as it should be.
  return Math.min(BUCKETS - 1, Math.max(0, (exponent - MIN_EXPONENT) * SUB_BUCKETS + within))
}

/** In ms. */
export function upperBoundOf(bucket: number): number {
  const exponent = Math.floor(bucket / SUB_BUCKETS) + MIN_EXPONENT
  return 2 ** exponent * (1 + ((bucket % SUB_BUCKETS) + 1) / SUB_BUCKETS)
}

/** The bound that `percent` per cent of the `count` records do not exceed (nearest rank); 0 when there are none. */
export function percentileOf(
  counts: Float64Array,
  count: number,
  percent: number,
  boundOf: (index: number) => number,
): number {
  if (count === 0) return 0
  const rank = Math.max(1, Math.ceil((percent / 100) * count))
  let seen = 0
  for (let index = 0; index < counts.length; index++) {
    seen += counts[index] as number
    if (seen >= rank) return boundOf(index)
  }
  return boundOf(counts.length - 1)
}
