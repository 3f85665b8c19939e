import type { BootstrapOptions, Estimate } from './cluster-bootstrap.ts'
import { clusterDraws, quantileOf } from './resample.ts'
import type { Interval } from './interval.ts'

/** Values, and the cluster that each belongs to. */
export interface ClusteredValues {
  readonly values: readonly number[]
  readonly clusters: readonly string[]
}

/**
 * Quantiles of a sample (latencies: p50, p95, p99) with intervals, drawn anew by whole clusters; `shares` ascending.
 *
 * Davison and Hinkley, "Bootstrap Methods and their Application", 1997, 2.3 and 3.8. Far quantiles of few values are
 * known badly, and their intervals end at the largest value seen: p99 of 60 says little.
 */
export function bootstrapQuantiles(
  sample: ClusteredValues,
  shares: readonly number[],
  options: BootstrapOptions = {},
): readonly Estimate[] {
  const names = placesOf(sample.clusters)
  const own = ordered(sample, names)
  const draws = shares.map(() => new Float64Array(options.resamples ?? 2_000))
  for (const [resample, times] of clusterDraws(names.size, {
    resamples: options.resamples ?? 2_000,
    seed: options.seed ?? 1,
  }))
    for (const [index, value] of weightedQuantiles(own, times, shares).entries())
      (draws[index] as Float64Array)[resample] = value
  return shares.map((share, index) => ({
    value: quantileOf(own.ascending, share),
    interval: middleOf(draws[index] as Float64Array, options),
  }))
}

/** How much higher a quantile of the first sample is than of the second, where both have the same clusters. */
export function bootstrapQuantileDifference(
  first: ClusteredValues,
  second: ClusteredValues,
  share: number,
  options: BootstrapOptions = {},
): Estimate {
  const names = placesOf([...first.clusters, ...second.clusters])
  const [one, other] = [ordered(first, names), ordered(second, names)]
  const draws = new Float64Array(options.resamples ?? 2_000)
  for (const [resample, times] of clusterDraws(names.size, {
    resamples: options.resamples ?? 2_000,
    seed: options.seed ?? 1,
  }))
    draws[resample] =
      (weightedQuantiles(one, times, [share])[0] ?? Number.NaN) -
      (weightedQuantiles(other, times, [share])[0] ?? Number.NaN)
  const value = quantileOf(one.ascending, share) - quantileOf(other.ascending, share)
  return { value, interval: middleOf(draws, options) }
}

interface Ordered {
  readonly ascending: Float64Array
  readonly clusterOf: Uint32Array
}

function placesOf(clusters: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(clusters)].map((name, place) => [name, place]))
}

function ordered({ values, clusters }: ClusteredValues, names: ReadonlyMap<string, number>): Ordered {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  return {
    ascending: Float64Array.from(order, (index) => values[index] ?? 0),
    clusterOf: Uint32Array.from(order, (index) => names.get(clusters[index] ?? '') ?? 0),
  }
}

/** Of the ascending values, each as often as its cluster was drawn. */
function weightedQuantiles(
  { ascending, clusterOf }: Ordered,
  times: Uint32Array,
  shares: readonly number[],
): readonly number[] {
  let count = 0
  for (const cluster of clusterOf) count += times[cluster] as number
  const found: number[] = []
  let seen = 0
  for (let index = 0; index < ascending.length && found.length < shares.length; index++) {
    seen += times[clusterOf[index] as number] as number
    while (found.length < shares.length && seen > (shares[found.length] as number) * (count - 1))
      found.push(ascending[index] as number)
  }
  return found
}

function middleOf(draws: Float64Array, { confidence = 0.95 }: BootstrapOptions): Interval {
  draws.sort()
  return { low: quantileOf(draws, (1 - confidence) / 2), high: quantileOf(draws, (1 + confidence) / 2) }
}
