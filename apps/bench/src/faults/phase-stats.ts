import type { Call, CallOutcome } from './call-record.ts'

/** What callers saw in one phase of a drill. */
export interface PhaseStats {
  readonly calls: number
  readonly answered: number
  readonly failed: number
  readonly unanswered: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  readonly outcomes: Readonly<Partial<Record<CallOutcome, number>>>
}

/** Of the calls that began in the span; `undefined` when there were none. */
export function phaseStats(calls: readonly Call[], from: number, to: number): PhaseStats | undefined {
  const own = calls.filter(({ beganAt }) => beganAt >= from && beganAt < to)
  if (own.length === 0) return undefined
  const outcomes: Partial<Record<CallOutcome, number>> = {}
  for (const { outcome } of own) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  const { failed = 0, unanswered = 0 } = outcomes
  const latencies = own.filter(({ outcome }) => outcome !== 'unanswered').map(({ latencyMs }) => latencyMs)
  return {
    calls: own.length,
    answered: own.length - failed - unanswered,
    failed,
    unanswered,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    maxMs: quantile(latencies, 1),
    outcomes,
  }
}

/** 0 when there is nothing to rank. */
export function quantile(samples: readonly number[], rank: number): number {
  const sorted = Float64Array.from(samples).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * rank))] ?? 0
}
