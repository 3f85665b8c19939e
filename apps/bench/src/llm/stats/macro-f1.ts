import { type BootstrapOptions, type Estimate } from './cluster-bootstrap.ts'
import { indexSource, quantileOf } from './resample.ts'

export interface Labelled {
  readonly gold: string
  readonly said: string
  readonly cluster: string
}

/**
 * The mean over labels of F1, each label counting the same however rare it is, with an interval from drawing clusters
 * anew. Labels are those of the gold: what is never right to say has no F1.
 *
 * Sokolova and Lapalme, "A systematic analysis of performance measures", Inf. Process. Manag. 45, 2009. 1,000 resamples
 * by default.
 */
export function macroF1(labelled: readonly Labelled[], options: BootstrapOptions = {}): Estimate {
  const { resamples = 1_000, seed = 1, confidence = 0.95 } = options
  const clusters = new Map([...new Set(labelled.map(({ cluster }) => cluster))].map((name, at) => [name, at]))
  const labels = new Map([...new Set(labelled.map(({ gold }) => gold))].map((name, at) => [name, at]))
  const rows = labelled.map(({ gold, said, cluster }) => ({
    gold: labels.get(gold) ?? 0,
    said: labels.get(said) ?? -1,
    cluster: clusters.get(cluster) ?? 0,
  }))
  const score = (times: Uint32Array) => {
    const [hits, golden, told] = [0, 1, 2].map(() => new Float64Array(labels.size)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ]
    for (const { gold, said, cluster } of rows) {
      const weight = times[cluster] as number
      golden[gold] = (golden[gold] as number) + weight
      if (said >= 0) told[said] = (told[said] as number) + weight
      if (said === gold) hits[gold] = (hits[gold] as number) + weight
    }
    return meanF1(hits, golden, told)
  }
  const draw = indexSource(seed, clusters.size)
  const scores = new Float64Array(resamples)
  for (let resample = 0; resample < resamples; resample++) {
    const times = new Uint32Array(clusters.size)
    for (let i = 0; i < clusters.size; i++) {
      const index = draw()
      times[index] = (times[index] as number) + 1
    }
    scores[resample] = score(times)
  }
  scores.sort()
  return {
    value: score(new Uint32Array(clusters.size).fill(1)),
    interval: {
      low: quantileOf(scores, (1 - confidence) / 2),
      high: quantileOf(scores, (1 + confidence) / 2),
    },
  }
}

/** Over the labels that were drawn. */
function meanF1(hits: Float64Array, golden: Float64Array, told: Float64Array): number {
  let sum = 0
  let count = 0
  for (let label = 0; label < hits.length; label++) {
    if (golden[label] === 0) continue
    sum += (2 * (hits[label] as number)) / ((golden[label] as number) + (told[label] as number))
    count++
  }
  return count === 0 ? Number.NaN : sum / count
}
