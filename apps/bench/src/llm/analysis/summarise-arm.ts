import type { ChatUsage } from '@larder/assistant'
import { bootstrapMean, bootstrapRatio, type Estimate } from '../stats/cluster-bootstrap.ts'
import type { Interval } from '../stats/interval.ts'
import { macroF1 } from '../stats/macro-f1.ts'
import { passK } from '../stats/pass-k.ts'
import { wilson } from '../stats/wilson.ts'
import { zeroFailuresBound } from '../stats/zero-failures.ts'
import { type ErrorClass, INFRASTRUCTURE_ERRORS, type Trial } from '../trial.ts'
import { type CaseScore, meanOf, scoreCases } from './case-scores.ts'
import type { AnalysisPlan } from './plan.ts'
import { type TimeSummary, timesOf } from './time-summary.ts'

/** A share of yes or no, with Wilson's interval. */
export interface Rate {
  readonly name: string
  readonly successes: number
  readonly n: number
  readonly interval: Interval
}

export interface ArmSummary {
  readonly arm: string
  readonly cases: number
  readonly trials: number
  /** Of the primary endpoint; failures count as wrong. */
  readonly accuracy: Estimate
  /** Of first trials alone. */
  readonly first: Rate
  /** Without trials that the infrastructure spoilt. */
  readonly accuracyWithoutSpoilt: Estimate
  readonly spoilt: number
  /** Of intents, or of decisions: of what the confusion matrix has. */
  readonly labelF1: Estimate | undefined
  /** Of slots, over all cases together. */
  readonly foundF1: number | undefined
  /** Of all trials. */
  readonly checks: readonly Rate[]
  /** First trials: gold, then said. */
  readonly confusion: readonly { readonly gold: string; readonly said: string; readonly count: number }[]
  readonly total: TimeSummary
  readonly ttft: TimeSummary | undefined
  /** `undefined`: no price is known. */
  readonly usdPerCase: number | undefined
  readonly usdPerCorrect: Estimate | undefined
  readonly usage: ChatUsage
  readonly calls: number
  readonly models: readonly string[]
  readonly outcomes: Readonly<Record<string, number>>
  /** pass^1, pass^2 and so on. */
  readonly passK: readonly number[]
  readonly byBookSize: readonly (Rate & { readonly bookSize: number })[]
  /** First trials that are right, by the name of the category. */
  readonly byCategory: readonly Rate[]
}

/** Everything that is told of one arm alone, from its trials in one track. */
export function summariseArm(arm: string, trials: readonly Trial[], plan: AnalysisPlan): ArmSummary {
  const scores = [...scoreCases(trials).values()]
  const kept = trials.filter(({ outcome }) => !isSpoilt(outcome.error))
  const first = trials.filter(({ repeat }) => repeat === 0)
  return {
    arm,
    cases: scores.length,
    trials: trials.length,
    accuracy: accuracyOf(scores, plan),
    first: rateOf(
      'first trials',
      scores.filter(({ isFirstCorrect }) => isFirstCorrect).length,
      scores.length,
    ),
    accuracyWithoutSpoilt: accuracyOf([...scoreCases(kept).values()], plan),
    spoilt: trials.length - kept.length,
    labelF1: labelF1Of(first, plan),
    foundF1: foundF1Of(trials),
    checks: checksOf(trials),
    confusion: confusionOf(first),
    ...timesOf(trials, plan),
    ...costsOf(scores, plan),
    usage: usageOf(trials),
    calls: trials.reduce((sum, { outcome }) => sum + outcome.calls, 0),
    models: [...new Set(trials.flatMap(({ outcome }) => outcome.models))],
    outcomes: outcomesOf(trials),
    passK: passKOf(scores),
    byBookSize: byBookSizeOf(first),
    byCategory: byCategoryOf(first),
  }
}

export function isSpoilt(error: ErrorClass | undefined): boolean {
  return error !== undefined && INFRASTRUCTURE_ERRORS.has(error)
}

export function accuracyOf(scores: readonly CaseScore[], { resamples, seed, alpha }: AnalysisPlan): Estimate {
  const values = scores.map(({ accuracy }) => accuracy)
  const clusters = scores.map(({ cluster }) => cluster)
  const [first] = values
  // Who was always right gives nothing to draw from; that none of n went wrong bounds how many do.
  if ((first === 0 || first === 1) && values.every((value) => value === first)) {
    const bound = zeroFailuresBound(new Set(clusters).size, 1 - alpha)
    return { value: first, interval: first === 1 ? { low: 1 - bound, high: 1 } : { low: 0, high: bound } }
  }
  return bootstrapMean(values, clusters, { resamples, seed, confidence: 1 - alpha })
}

function rateOf(name: string, successes: number, n: number): Rate {
  return { name, successes, n, interval: wilson(successes, n) }
}

function labelF1Of(first: readonly Trial[], { seed }: AnalysisPlan): Estimate | undefined {
  const labelled = first.flatMap(({ grade, cluster }) => (grade.label ? [{ ...grade.label, cluster }] : []))
  return labelled.length === 0 ? undefined : macroF1(labelled, { seed })
}

function foundF1Of(trials: readonly Trial[]): number | undefined {
  const found = trials.flatMap(({ grade }) => (grade.found ? [grade.found] : []))
  if (found.length === 0) return undefined
  const sum = (key: 'hits' | 'missed' | 'invented') => found.reduce((total, one) => total + one[key], 0)
  return (2 * sum('hits')) / (2 * sum('hits') + sum('missed') + sum('invented'))
}

function checksOf(trials: readonly Trial[]): readonly Rate[] {
  const checks = trials.flatMap(({ grade }) => Object.entries(grade.checks))
  const byName = Map.groupBy(checks, ([name]) => name)
  return [...byName].map(([name, own]) => rateOf(name, own.filter(([, isSo]) => isSo).length, own.length))
}

function confusionOf(first: readonly Trial[]): ArmSummary['confusion'] {
  const labels = first.flatMap(({ grade }) => (grade.label ? [grade.label] : []))
  const groups = Map.groupBy(labels, ({ gold, said }) => JSON.stringify([gold, said]))
  return [...groups.values()].map((own) => ({
    gold: own[0]?.gold ?? '',
    said: own[0]?.said ?? '',
    count: own.length,
  }))
}

function costsOf(
  scores: readonly CaseScore[],
  { resamples, seed }: AnalysisPlan,
): Pick<ArmSummary, 'usdPerCase' | 'usdPerCorrect'> {
  const costs = scores.map(({ meanUsd }) => meanUsd)
  if (!costs.every((usd) => usd !== undefined)) return { usdPerCase: undefined, usdPerCorrect: undefined }
  const rights = scores.map(({ accuracy }) => accuracy)
  const clusters = scores.map(({ cluster }) => cluster)
  return {
    usdPerCase: meanOf(costs),
    usdPerCorrect: bootstrapRatio(costs, rights, clusters, { resamples, seed }),
  }
}

function usageOf(trials: readonly Trial[]): ChatUsage {
  const sum = (key: keyof ChatUsage) => trials.reduce((total, { outcome }) => total + outcome.usage[key], 0)
  return {
    inputMiss: sum('inputMiss'),
    inputHit: sum('inputHit'),
    cacheWrite: sum('cacheWrite'),
    output: sum('output'),
    reasoning: sum('reasoning'),
  }
}

function outcomesOf(trials: readonly Trial[]): Readonly<Record<string, number>> {
  const groups = Map.groupBy(
    trials,
    ({ outcome, grade }) => outcome.error ?? (grade.isCorrect ? 'correct' : 'wrong'),
  )
  return Object.fromEntries([...groups].map(([name, own]) => [name, own.length]))
}

function passKOf(scores: readonly CaseScore[]): readonly number[] {
  const repeats = Math.min(...scores.map(({ trials }) => trials))
  return Array.from({ length: Number.isFinite(repeats) ? repeats : 0 }, (_, index) =>
    meanOf(scores.map(({ successes, trials }) => passK(successes, trials, index + 1))),
  )
}

function byBookSizeOf(first: readonly Trial[]): ArmSummary['byBookSize'] {
  const sized = first.filter(({ bookSize }) => bookSize !== undefined)
  const groups = Map.groupBy(sized, ({ bookSize }) => bookSize ?? 0)
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([bookSize, own]) => ({
      bookSize,
      ...rateOf(`${bookSize} tables`, own.filter(({ grade }) => grade.isCorrect).length, own.length),
    }))
}

function byCategoryOf(first: readonly Trial[]): readonly Rate[] {
  const groups = [...Map.groupBy(first, ({ category }) => category)]
  return groups
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([category, own]) => rateOf(category, own.filter(({ grade }) => grade.isCorrect).length, own.length))
}
