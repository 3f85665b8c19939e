import { bootstrapMean, type Estimate } from '../stats/cluster-bootstrap.ts'
import { holm } from '../stats/holm.ts'
import type { Interval } from '../stats/interval.ts'
import { mcnemarMidP } from '../stats/mcnemar.ts'
import { minimumDetectable, pairsNeeded } from '../stats/power.ts'
import { bootstrapQuantileDifference } from '../stats/quantile-bootstrap.ts'
import { isNotInferior, type Verdict, verdictOf } from '../stats/verdict.ts'
import { zeroFailuresBound } from '../stats/zero-failures.ts'
import type { Contrast } from '../track.ts'
import type { Trial } from '../trial.ts'
import type { CaseScore } from './case-scores.ts'
import { costRatioOf, timesOf } from './compare-spending.ts'
import { type Pair, pairsOf } from './pairs.ts'
import type { AnalysisPlan } from './plan.ts'
import { isSpoilt } from './summarise-arm.ts'

export interface CategoryDifference {
  readonly category: string
  readonly pairs: number
  readonly difference: Estimate
  /** Corrected for the number of categories. */
  readonly p: number
}

/** One arm against another, on the cases that both were asked. Differences are the candidate's minus the reference's. */
export interface Comparison extends Contrast {
  readonly pairs: number
  readonly accuracy: Estimate
  /** As if every case stood alone: shorter than it should be. */
  readonly unclustered: Interval
  readonly verdict: Verdict
  readonly isNotInferior: boolean
  readonly margin: number
  readonly mcnemar: { readonly onlyCandidate: number; readonly onlyReference: number; readonly p: number }
  /** The share of first trials in which just one of them was right. */
  readonly discordant: number
  readonly detectable: number
  /** To see a difference as large as the margin. */
  readonly pairsForMargin: number
  /** Without pairs of which the infrastructure spoilt one. */
  readonly withoutSpoilt: {
    readonly pairs: number
    readonly accuracy: Estimate
    readonly verdict: Verdict
  }
  readonly totalRatio: Estimate
  readonly totalShiftMs: Estimate
  readonly totalP95Ms: Estimate
  readonly ttftRatio: Estimate | undefined
  /** Of what a right answer costs; `undefined` where one of them costs nothing, or nobody knows what. */
  readonly costRatio: Estimate | undefined
  readonly categories: readonly CategoryDifference[]
}

/** `undefined` when they have no case in common. */
export function compareArms(
  contrast: Contrast,
  trials: readonly Trial[],
  plan: AnalysisPlan,
): Comparison | undefined {
  const candidates = trials.filter(({ arm }) => arm === contrast.candidate)
  const references = trials.filter(({ arm }) => arm === contrast.reference)
  const pairs = pairsOf(candidates, references)
  if (pairs.length === 0) return undefined
  const accuracy = differenceOf(pairs, plan)
  return {
    ...contrast,
    pairs: pairs.length,
    accuracy,
    unclustered: differenceOf(pairs, plan, ({ caseId }) => caseId).interval,
    verdict: verdictOf(accuracy.interval, plan.margin),
    isNotInferior: isNotInferior(accuracy.interval, plan.margin),
    margin: plan.margin,
    ...powerOf(pairs, plan),
    withoutSpoilt: withoutSpoilt(candidates, references, plan),
    ...timesOf(pairs),
    costRatio: costRatioOf(pairs, plan),
    totalP95Ms: bootstrapQuantileDifference(totals(candidates), totals(references), 0.95, {
      seed: plan.seed,
    }),
    categories: categoriesOf(pairs, plan),
  }
}

/** Of the first arm's accuracy over the second's: the primary endpoint. Both were asked the same cases. */
export function accuracyDifference(
  candidates: readonly Trial[],
  references: readonly Trial[],
  plan: AnalysisPlan,
): Estimate {
  return differenceOf(pairsOf(candidates, references), plan)
}

function differenceOf(
  pairs: readonly Pair[],
  { resamples, seed, alpha }: AnalysisPlan,
  clusterOf: (score: CaseScore) => string = ({ cluster }) => cluster,
): Estimate {
  const clusters = pairs.map(({ candidate }) => clusterOf(candidate))
  const differences = pairs.map(({ candidate, reference }) => candidate.accuracy - reference.accuracy)
  const estimate = bootstrapMean(differences, clusters, { resamples, seed, confidence: 1 - alpha })
  const { value, interval } = estimate
  if (interval.low !== interval.high) return estimate
  // Drawing the same thing again and again gives no interval; that none of n differed bounds how many do.
  const bound = zeroFailuresBound(new Set(clusters).size, 1 - alpha)
  return { value, interval: { low: value - bound, high: value + bound } }
}

function mcnemarOf(pairs: readonly Pair[]): Comparison['mcnemar'] {
  const onlyOne = (one: keyof Pair, other: keyof Pair) =>
    pairs.filter((pair) => pair[one].isFirstCorrect && !pair[other].isFirstCorrect).length
  const onlyCandidate = onlyOne('candidate', 'reference')
  const onlyReference = onlyOne('reference', 'candidate')
  return { onlyCandidate, onlyReference, p: mcnemarMidP(onlyCandidate, onlyReference) }
}

function powerOf(
  pairs: readonly Pair[],
  { alpha, margin }: AnalysisPlan,
): Pick<Comparison, 'mcnemar' | 'discordant' | 'detectable' | 'pairsForMargin'> {
  const mcnemar = mcnemarOf(pairs)
  const discordant = (mcnemar.onlyCandidate + mcnemar.onlyReference) / pairs.length
  return {
    mcnemar,
    discordant,
    detectable: minimumDetectable(discordant, pairs.length, { alpha }),
    pairsForMargin: pairsNeeded(discordant, margin, { alpha }),
  }
}

function withoutSpoilt(
  candidates: readonly Trial[],
  references: readonly Trial[],
  plan: AnalysisPlan,
): Comparison['withoutSpoilt'] {
  const kept = (trials: readonly Trial[]) => trials.filter(({ outcome }) => !isSpoilt(outcome.error))
  const pairs = pairsOf(kept(candidates), kept(references))
  const accuracy = differenceOf(pairs, plan)
  return { pairs: pairs.length, accuracy, verdict: verdictOf(accuracy.interval, plan.margin) }
}

function totals(trials: readonly Trial[]): { values: number[]; clusters: string[] } {
  return {
    values: trials.map(({ outcome }) => outcome.latency.totalMs),
    clusters: trials.map(({ cluster }) => cluster),
  }
}

/** Of fewer pairs nothing can be said: such categories are taken together. */
const RARE = 5
const REST = `fewer than ${RARE} each`

function categoriesOf(pairs: readonly Pair[], plan: AnalysisPlan): readonly CategoryDifference[] {
  const sizes = Map.groupBy(pairs, ({ candidate }) => candidate.category)
  const isRare = (category: string) => (sizes.get(category)?.length ?? 0) < RARE
  const nameOf = ({ candidate: { category } }: Pair) => (isRare(category) ? REST : category)
  const groups = [...Map.groupBy(pairs, nameOf)].sort(([a], [b]) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )
  const corrected = holm(groups.map(([, own]) => mcnemarOf(own).p))
  return groups.map(([category, own], index) => ({
    category,
    pairs: own.length,
    difference: differenceOf(own, { ...plan, resamples: Math.min(plan.resamples, 2_000) }),
    p: corrected[index] ?? 1,
  }))
}
