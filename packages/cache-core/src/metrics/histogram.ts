import { HistogramSnapshot } from './histogram-snapshot.ts'
import { BUCKETS, bucketOf } from './histogram-buckets.ts'

/** Latencies in ms, in fixed memory (8 KB). Recording allocates nothing. */
export class Histogram {
  readonly #counts = new Float64Array(BUCKETS)
  #count = 0
  #sum = 0
  #max = 0
  /** The outermost buckets that are not empty. */
  #first = BUCKETS
  #last = -1

  /** `weight`: how many it stands for. */
  record(ms: number, weight = 1): void {
    const bucket = bucketOf(ms)
    this.#counts[bucket]! += weight
    if (bucket < this.#first) this.#first = bucket
    if (bucket > this.#last) this.#last = bucket
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
    return Math.min(this.snapshot().percentile(percent), this.#max)
  }

  /** What is recorded by now; changes no more. */
  snapshot(): HistogramSnapshot {
    const counts = this.#counts.slice(this.#first, this.#last + 1)
    return new HistogramSnapshot({ first: this.#first, counts, count: this.#count, sum: this.#sum })
  }
}
