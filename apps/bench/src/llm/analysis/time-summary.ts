import type { Estimate } from '../stats/cluster-bootstrap.ts'
import { bootstrapQuantiles } from '../stats/quantile-bootstrap.ts'
import type { Trial } from '../trial.ts'
import type { AnalysisPlan } from './plan.ts'

/** p50, p95, p99 in ms, and every value, ascending. */
export interface TimeSummary {
  readonly quantiles: readonly { readonly share: number; readonly ms: Estimate }[]
  readonly ascending: readonly number[]
}

/** Of whole answers, and of first tokens where there are any. */
export function timesOf(
  trials: readonly Trial[],
  plan: AnalysisPlan,
): { readonly total: TimeSummary; readonly ttft: TimeSummary | undefined } {
  const streamed = trials.filter(({ outcome }) => outcome.latency.ttftMs !== undefined)
  return {
    total: timeSummary(trials, ({ outcome }) => outcome.latency.totalMs, plan),
    ttft:
      streamed.length === 0
        ? undefined
        : timeSummary(streamed, ({ outcome }) => outcome.latency.ttftMs ?? 0, plan),
  }
}

const SHARES = [0.5, 0.95, 0.99] as const

function timeSummary(
  trials: readonly Trial[],
  timeOf: (trial: Trial) => number,
  { seed }: AnalysisPlan,
): TimeSummary {
  const values = trials.map(timeOf)
  const clusters = trials.map(({ cluster }) => cluster)
  const estimates = bootstrapQuantiles({ values, clusters }, SHARES, { seed })
  return {
    quantiles: SHARES.map((share, index) => ({ share, ms: estimates[index] as Estimate })),
    ascending: values.toSorted((a, b) => a - b),
  }
}
