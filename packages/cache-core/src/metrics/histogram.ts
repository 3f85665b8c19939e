/** Buckets per power of two: a bucket is at most 1/32 wider than its start, so a percentile errs by 3 % at most. */
const SUB_BUCKETS = 32
/** From 2^-10 ms (1 µs) to 2^20 ms (17 min); what lies outside counts in the outermost bucket. */
const MIN_EXPONENT = -10
const MAX_EXPONENT = 20
const BUCKETS = (MAX_EXPONENT - MIN_EXPONENT) * SUB_BUCKETS

/** Latencies in ms, in fixed memory (8 KB). Recording allocates nothing. */
export class Histogram {
  readonly #counts = new Float64Array(BUCKETS)
  #count = 0
  #sum = 0
  #max = 0

  /** `weight`: how many it stands for. */
  record(ms: number, weight = 1): void {
    this.#counts[bucketOf(ms)]! += weight
    this.#count += weight
    this.#sum += ms * weight
    if (ms > this.#max) this.#max = ms
  }

  get count(): number {
    return this.#count
  }

  /** 0 when empty. */
  get mean(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count
  }

  /** Exact; 0 when empty. */
  get max(): number {
    return this.#max
  }

  /** The value that `percent` per cent of the records do not exceed (nearest rank), within 3 %; 0 when empty. */
  percentile(percent: number): number {
    const rank = Math.max(1, Math.ceil((percent / 100) * this.#count))
    let seen = 0
    for (let bucket = 0; bucket < BUCKETS && this.#count > 0; bucket++) {
      seen += this.#counts[bucket] ?? 0
      if (seen >= rank) return Math.min(upperBoundOf(bucket), this.#max)
    }
    return 0
  }
}

function bucketOf(ms: number): number {
  if (!(ms > 2 ** MIN_EXPONENT)) return 0
  const exponent = Math.floor(Math.log2(ms))
  const within = Math.floor((ms / 2 ** exponent - 1) * SUB_BUCKETS)
  // log2 may round up just below a power of two: `within` is then -1, which is the bucket before, as it should be.
  return Math.min(BUCKETS - 1, Math.max(0, (exponent - MIN_EXPONENT) * SUB_BUCKETS + within))
}

function upperBoundOf(bucket: number): number {
  const exponent = Math.floor(bucket / SUB_BUCKETS) + MIN_EXPONENT
  return 2 ** exponent * (1 + ((bucket % SUB_BUCKETS) + 1) / SUB_BUCKETS)
}
