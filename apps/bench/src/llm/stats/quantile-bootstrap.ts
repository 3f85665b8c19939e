import type { BootstrapOptions, Estimate } from './cluster-bootstrap.ts'
import { indexSource, quantileOf } from './resample.ts'

/**
 * Quantiles of a sample (latencies: p50, p95, p99) with intervals, drawn anew by whole clusters.
 *
 * Davison and Hinkley, 1997, 2.3 and 3.8. Far quantiles of few values are known badly, and their intervals end at the
 * largest value seen: p99 of 60 says little.
 */
export function bootstrapQuantiles(
  values: readonly number[],
  clusters: readonly string[],
  shares: readonly number[],
  options: BootstrapOptions = {},
): readonly Estimate[] {
  const { resamples = 2_000, seed = 1, confidence = 0.95 } = options
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const ascending = Float64Array.from(order, (index) => values[index] ?? 0)
  const names = new Map<string, number>()
  for (const cluster of clusters) if (!names.has(cluster)) names.set(cluster, names.size)
  const clusterOf = Uint32Array.from(order, (index) => names.get(clusters[index] ?? '') ?? 0)
  const drawn = shares.map(() => new Float64Array(resamples))
  const times = new Uint32Array(names.size)
  const draw = indexSource(seed, names.size)
  for (let resample = 0; resample < resamples; resample++) {
    times.fill(0)
    for (let i = 0; i < names.size; i++) {
      const index = draw()
      times[index] = (times[index] as number) + 1
    }
    for (const [index, value] of weightedQuantiles(ascending, clusterOf, times, shares).entries())
      (drawn[index] as Float64Array)[resample] = value
  }
  return shares.map((share, index) => {
    const own = (drawn[index] as Float64Array).sort()
    const interval = {
      low: quantileOf(own, (1 - confidence) / 2),
      high: quantileOf(own, (1 + confidence) / 2),
    }
    return { value: quantileOf(ascending, share), interval }
  })
}

/** Of `ascending`, each value as often as its cluster was drawn; `shares` ascending. */
function weightedQuantiles(
  ascending: Float64Array,
  clusterOf: Uint32Array,
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
