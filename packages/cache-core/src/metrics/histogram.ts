import { HistogramSnapshot } from './histogram-snapshot.ts'
import { BUCKETS, bucketOf, percentileOf, upperBoundOf } from './histogram-buckets.ts'

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
    return Math.min(percentileOf(this.#counts, this.#count, percent, upperBoundOf), this.#max)
  }

  /** What is recorded by now; changes no more. */
  snapshot(): HistogramSnapshot {
    const first = this.#counts.findIndex((count) => count > 0)
    const last = this.#counts.findLastIndex((count) => count > 0)
    const counts = first < 0 ? new Float64Array() : this.#counts.slice(first, last + 1)
    return new HistogramSnapshot({ first: Math.max(0, first), counts, count: this.#count, sum: this.#sum })
  }
}
