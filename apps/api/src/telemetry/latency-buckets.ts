import type { HistogramSnapshot } from '@larder/cache-core'
import type { HistogramPoint, Labels } from './metric-family.ts'

/** From what memory takes to what a loader may, in seconds. */
export const LATENCY_BOUNDS_S: readonly number[] = [
  0.000_005, 0.000_01, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1,
  0.25, 0.5, 1, 2.5, 5, 10, 30,
]

/** The cache's own histogram in fewer buckets; counts are within 3 % of each bound. */
export function latencyPoint(labels: Labels, snapshot: HistogramSnapshot): HistogramPoint {
  const upTo = LATENCY_BOUNDS_S.map((bound) => snapshot.countUpTo(bound * 1_000))
  const counts = [...upTo, snapshot.count].map((count, index) => count - (upTo[index - 1] ?? 0))
  return { labels, bounds: LATENCY_BOUNDS_S, counts, sum: snapshot.sum / 1_000 }
}
