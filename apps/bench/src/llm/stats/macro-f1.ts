import type { BootstrapOptions, Estimate } from './cluster-bootstrap.ts'
import { clusterDraws, quantileOf } from './resample.ts'

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
  const clusters = placesOf(labelled.map(({ cluster }) => cluster))
  const labels = placesOf(labelled.map(({ gold }) => gold))
  const rows = labelled.map(({ gold, said, cluster }) => ({
    gold: labels.get(gold) ?? 0,
    said: labels.get(said) ?? -1,
    cluster: clusters.get(cluster) ?? 0,
  }))
  const scores = new Float64Array(resamples)
  for (const [resample, times] of clusterDraws(clusters.size, { resamples, seed }))
    scores[resample] = meanF1(rows, labels.size, times)
  scores.sort()
  return {
    value: meanF1(rows, labels.size, new Uint32Array(clusters.size).fill(1)),
    interval: {
      low: quantileOf(scores, (1 - confidence) / 2),
      high: quantileOf(scores, (1 + confidence) / 2),
    },
  }
}

interface Row {
  readonly gold: number
  /** -1: no label of the gold. */
  readonly said: number
  readonly cluster: number
}

function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(names)].map((name, place) => [name, place]))
}

/** Over the labels that were drawn; each row as often as its cluster. */
function meanF1(rows: readonly Row[], labels: number, times: Uint32Array): number {
  const hits = new Float64Array(labels)
  // Of F1's lower part: how often a label is right, and how often it is said.
  const claims = new Float64Array(labels)
  const golden = new Float64Array(labels)
  for (const { gold, said, cluster } of rows) {
    const weight = times[cluster] as number
    golden[gold] = (golden[gold] as number) + weight
    claims[gold] = (claims[gold] as number) + weight
    if (said >= 0) claims[said] = (claims[said] as number) + weight
    if (said === gold) hits[gold] = (hits[gold] as number) + weight
  }
  let sum = 0
  let count = 0
  for (let label = 0; label < labels; label++) {
    if (golden[label] === 0) continue
    sum += (2 * (hits[label] as number)) / (claims[label] as number)
    count++
  }
  return count === 0 ? Number.NaN : sum / count
}
