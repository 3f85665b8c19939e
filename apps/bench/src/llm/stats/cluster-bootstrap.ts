import { indexSource, quantileOf } from './resample.ts'
import type { Interval } from './interval.ts'
import { normalCdf, normalQuantile } from './normal.ts'

export interface BootstrapOptions {
  /** Default 10,000. */
  readonly resamples?: number
  /** Default 1. The same seed gives the same interval. */
  readonly seed?: number
  /** Default 0.95. */
  readonly confidence?: number
  /** `bca` corrects bias and skewness (Efron, JASA 82, 1987); default `percentile`. */
  readonly method?: 'percentile' | 'bca'
}

export interface Estimate {
  readonly value: number
  readonly interval: Interval
}

/** A case's values, told apart by the cluster of cases it belongs to. */
interface Clusters {
  readonly sums: Float64Array
  readonly weights: Float64Array
}

/**
 * The mean of one value per case, and its interval, when cases of a cluster (a phrase, its paraphrases, its
 * translation) go right or wrong together: whole clusters are drawn.
 *
 * Davison and Hinkley, "Bootstrap Methods and their Application", 1997, 3.8; Miller, "Adding Error Bars to Evals",
 * arXiv 2411.00640: repeats are averaged within the case first, and paired arms are compared by the mean of their
 * differences.
 */
export function bootstrapMean(
  values: readonly number[],
  clusters: readonly string[],
  options: BootstrapOptions = {},
): Estimate {
  return bootstrapRatio(
    values,
    values.map(() => 1),
    clusters,
    options,
  )
}

/** Of sums: of the values over that of the weights (USD over correct answers). See `bootstrapMean`. */
export function bootstrapRatio(
  values: readonly number[],
  weights: readonly number[],
  clusters: readonly string[],
  options: BootstrapOptions = {},
): Estimate {
  const own = collect(values, weights, clusters)
  const value = total(own.sums) / total(own.weights)
  if (own.sums.length < 2) return { value, interval: { low: Number.NaN, high: Number.NaN } }
  const means = resampled(own, options)
  const { confidence = 0.95, method = 'percentile' } = options
  const tails = [(1 - confidence) / 2, (1 + confidence) / 2] as const
  const [low, high] = method === 'bca' ? corrected(own, value, means, tails) : tails
  return { value, interval: { low: quantileOf(means, low), high: quantileOf(means, high) } }
}

function collect(
  values: readonly number[],
  weights: readonly number[],
  clusters: readonly string[],
): Clusters {
  const places = new Map<string, number>()
  for (const cluster of clusters) if (!places.has(cluster)) places.set(cluster, places.size)
  const sums = new Float64Array(places.size)
  const counts = new Float64Array(places.size)
  for (const [index, cluster] of clusters.entries()) {
    const place = places.get(cluster) ?? 0
    sums[place] = (sums[place] ?? 0) + (values[index] ?? 0)
    counts[place] = (counts[place] ?? 0) + (weights[index] ?? 0)
  }
  return { sums, weights: counts }
}

/** Ascending. */
function resampled({ sums, weights }: Clusters, options: BootstrapOptions): Float64Array {
  const { resamples = 10_000, seed = 1 } = options
  const draw = indexSource(seed, sums.length)
  const means = new Float64Array(resamples)
  for (let resample = 0; resample < resamples; resample++) {
    let sum = 0
    let weight = 0
    for (let drawn = 0; drawn < sums.length; drawn++) {
      const index = draw()
      sum += sums[index] as number
      weight += weights[index] as number
    }
    means[resample] = sum / weight
  }
  return means.sort()
}

/** The shares of the resampled means to look at, for the tails that are asked for. */
function corrected(
  { sums, weights }: Clusters,
  value: number,
  means: Float64Array,
  [low, high]: readonly [number, number],
): readonly [number, number] {
  let below = 0
  for (const mean of means) below += mean < value ? 1 : mean === value ? 0.5 : 0
  const share = below / means.length
  if (share <= 0 || share >= 1) return [low, high]
  const bias = normalQuantile(share)
  const skew = acceleration(sums, weights)
  const at = (tail: number) => {
    const z = bias + normalQuantile(tail)
    return normalCdf(bias + z / (1 - skew * z))
  }
  return [at(low), at(high)]
}

/** From the mean without each cluster in turn. */
function acceleration(sums: Float64Array, weights: Float64Array): number {
  const sum = total(sums)
  const weight = total(weights)
  const without = sums.map((own, index) => (sum - own) / (weight - (weights[index] as number)))
  const mean = total(without) / without.length
  let squares = 0
  let cubes = 0
  for (const one of without) {
    squares += (mean - one) ** 2
    cubes += (mean - one) ** 3
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}

function total(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
