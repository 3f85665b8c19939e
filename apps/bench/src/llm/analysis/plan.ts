import { createHash } from 'node:crypto'

/** What was decided before anything was measured; its hash goes with the report. */
export interface AnalysisPlan {
  readonly primary: readonly string[]
  /** As a share: 0.05 is 5 points. */
  readonly margin: number
  readonly alpha: number
  readonly repeats: number
  readonly resamples: number
  readonly seed: number
}

export const DEFAULT_PLAN: AnalysisPlan = {
  primary: ['accuracy of the primary endpoint', 'USD per correct answer', 'p95 of the total time'],
  margin: 0.05,
  alpha: 0.05,
  repeats: 3,
  resamples: 10_000,
  seed: 1,
}

export function hashOfPlan(plan: AnalysisPlan): string {
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 16)
}
