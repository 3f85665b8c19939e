import type { BootstrapOptions, Estimate } from './cluster-bootstrap.ts'
import { clusterDraws, quantileOf } from './resample.ts'

/** Of one case: what both spent on it, and how often both were right (0 to 1). */
export interface CostPair {
  readonly cluster: string
  readonly cost: number
  readonly right: number
  readonly otherCost: number
  readonly otherRight: number
}

/**
 * How many times as much a right answer costs the one as the other, with an interval from drawing clusters anew. The same
 * clusters are drawn for both, so that long cases, dear to both, do not widen it. 1,000 resamples by default.
 *
 * A ratio of ratios of sums: Davison and Hinkley, "Bootstrap Methods and their Application", 1997, 2.3 and 5.3.
 */
export function bootstrapCostRatio(pairs: readonly CostPair[], options: BootstrapOptions = {}): Estimate {
  const { resamples = 1_000, seed = 1, confidence = 0.95 } = options
  const clusters = [...Map.groupBy(pairs, ({ cluster }) => cluster).values()]
  const sums = (['cost', 'right', 'otherCost', 'otherRight'] as const).map((key) =>
    Float64Array.from(clusters, (own) => own.reduce((sum, pair) => sum + pair[key], 0)),
  )
  const ratios = new Float64Array(resamples)
  for (const [resample, times] of clusterDraws(clusters.length, { resamples, seed }))
    ratios[resample] = ratioOf(sums, times)
  ratios.sort()
  return {
    value: ratioOf(sums, new Uint32Array(clusters.length).fill(1)),
    interval: {
      low: quantileOf(ratios, (1 - confidence) / 2),
      high: quantileOf(ratios, (1 + confidence) / 2),
    },
  }
}

function ratioOf(sums: readonly Float64Array[], times: Uint32Array): number {
  const [cost = 0, right = 0, otherCost = 0, otherRight = 0] = sums.map((own) => {
    let sum = 0
    for (let cluster = 0; cluster < own.length; cluster++)
      sum += (own[cluster] as number) * (times[cluster] as number)
    return sum
  })
  return cost / right / (otherCost / otherRight)
}
