import { bucketOf, percentileOf, upperBoundOf } from './histogram-buckets.ts'

/** The buckets of a histogram that are not empty, without the empty ones before and after. */
export interface HistogramContents {
  /** Number of the first of them. */
  readonly first: number
  readonly counts: Float64Array
  readonly count: number
  /** In ms. */
  readonly sum: number
}

/** Latencies recorded up to some moment, or between two. */
export class HistogramSnapshot {
  readonly count: number
  /** In ms. */
  readonly sum: number
  readonly #first: number
  readonly #counts: Float64Array

  constructor({ first, counts, count, sum }: HistogramContents) {
    this.#first = first
    this.#counts = counts
    this.count = count
    this.sum = sum
  }

  /** The value that `percent` per cent of the records do not exceed (nearest rank), within 3 %; 0 when there are none. */
  percentile(percent: number): number {
    return percentileOf(this.#counts, this.count, percent, (index) => upperBoundOf(this.#first + index))
  }

  /** How many took `ms` or less, within 3 % of `ms`. */
  countUpTo(ms: number): number {
    const end = bucketOf(ms) - this.#first
    let count = 0
    for (let index = 0; index <= end && index < this.#counts.length; index++)
      count += this.#counts[index] as number
    return count
  }

  /** What was recorded since an earlier snapshot of the same histogram. */
  since(earlier: HistogramSnapshot): HistogramSnapshot {
    const counts = this.#counts.slice()
    for (let index = 0; index < earlier.#counts.length; index++)
      counts[earlier.#first + index - this.#first]! -= earlier.#counts[index] as number
    return new HistogramSnapshot({
      first: this.#first,
      counts,
      count: this.count - earlier.count,
      sum: this.sum - earlier.sum,
    })
  }
}
