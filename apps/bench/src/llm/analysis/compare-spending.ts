import type { Estimate } from '../stats/cluster-bootstrap.ts'
import { bootstrapCostRatio } from '../stats/cost-ratio.ts'
import { hodgesLehmann, pairedRatio } from '../stats/hodges-lehmann.ts'
import { meanOf } from './case-scores.ts'
import type { Pair } from './pairs.ts'
import type { AnalysisPlan } from './plan.ts'

/** One value for each cluster: cases of one take their time together. */
export function timesOf(pairs: readonly Pair[]): {
  readonly totalRatio: Estimate
  readonly totalShiftMs: Estimate
  readonly ttftRatio: Estimate | undefined
} {
  const clusters = [...Map.groupBy(pairs, ({ candidate }) => candidate.cluster).values()]
  const byCluster = (valueOf: (pair: Pair) => number) => clusters.map((own) => meanOf(own.map(valueOf)))
  const isStreamed = pairs.every(
    ({ candidate, reference }) => candidate.ttftMs !== undefined && reference.ttftMs !== undefined,
  )
  return {
    totalRatio: pairedRatio(
      byCluster(({ candidate, reference }) => candidate.logTotalMs - reference.logTotalMs),
    ),
    totalShiftMs: hodgesLehmann(
      byCluster(({ candidate, reference }) => candidate.totalMs - reference.totalMs),
    ),
    ttftRatio: isStreamed
      ? pairedRatio(
          byCluster(({ candidate, reference }) => (candidate.logTtftMs ?? 0) - (reference.logTtftMs ?? 0)),
        )
      : undefined,
  }
}

/** Of what a right answer costs. */
export function costRatioOf(pairs: readonly Pair[], { seed }: AnalysisPlan): Estimate | undefined {
  const costs = pairs.map(({ candidate, reference }) => ({
    cluster: candidate.cluster,
    cost: candidate.meanUsd ?? 0,
    right: candidate.accuracy,
    otherCost: reference.meanUsd ?? 0,
    otherRight: reference.accuracy,
  }))
  const isPriced = pairs.every(
    (pair) => pair.candidate.meanUsd !== undefined && pair.reference.meanUsd !== undefined,
  )
  const isPaid = costs.some(({ cost }) => cost > 0) && costs.some(({ otherCost }) => otherCost > 0)
  const isRight = costs.some(({ right }) => right > 0) && costs.some(({ otherRight }) => otherRight > 0)
  return isPriced && isPaid && isRight ? bootstrapCostRatio(costs, { seed }) : undefined
}
