import type { Trial } from '../trial.ts'

/** What an arm did on one case, its repeats taken together. */
export interface CaseScore {
  readonly caseId: string
  readonly cluster: string
  readonly category: string
  readonly bookSize: number | undefined
  /** 0 to 1: repeats are averaged within the case, since they are no cases of their own. */
  readonly accuracy: number
  readonly isFirstCorrect: boolean
  readonly successes: number
  readonly trials: number
  readonly meanUsd: number | undefined
  /** Means of logarithms, for ratios of times. */
  readonly logTotalMs: number
  readonly totalMs: number
  readonly ttftMs: number | undefined
  readonly logTtftMs: number | undefined
}

/** By id of the case, in the order in which the cases first come. */
export function scoreCases(trials: readonly Trial[]): ReadonlyMap<string, CaseScore> {
  const groups = Map.groupBy(trials, ({ caseId }) => caseId)
  return new Map([...groups].map(([caseId, own]) => [caseId, scoreOf(own)]))
}

function scoreOf(trials: readonly Trial[]): CaseScore {
  const sorted = trials.toSorted((a, b) => a.repeat - b.repeat)
  const [first] = sorted as [Trial]
  const successes = sorted.filter(({ grade }) => grade.isCorrect).length
  const totals = sorted.map(({ outcome }) => outcome.latency.totalMs)
  const ttfts = sorted.map(({ outcome }) => outcome.latency.ttftMs).filter((ms) => ms !== undefined)
  const costs = sorted.map(({ outcome }) => outcome.usd).filter((usd) => usd !== undefined)
  const { caseId, cluster, category, bookSize } = first
  return {
    caseId,
    cluster,
    category,
    bookSize,
    accuracy: successes / sorted.length,
    isFirstCorrect: first.grade.isCorrect,
    successes,
    trials: sorted.length,
    meanUsd: costs.length === sorted.length ? meanOf(costs) : undefined,
    totalMs: meanOf(totals),
    logTotalMs: meanOf(totals.map(logOf)),
    ttftMs: ttfts.length === 0 ? undefined : meanOf(ttfts),
    logTtftMs: ttfts.length === 0 ? undefined : meanOf(ttfts.map(logOf)),
  }
}

/** Code answers in microseconds; below one of them no clock tells anything. */
function logOf(ms: number): number {
  return Math.log(Math.max(ms, 0.001))
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
