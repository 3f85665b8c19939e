import type { DrillProfile } from './drill-profile.ts'
import type { Finding } from './finding.ts'
import type { Measurements } from './measurements.ts'
import type { Timeline } from './timeline.ts'

/** How a row went. */
export interface RowResult {
  readonly number: number
  readonly title: string
  readonly how: string
  readonly cache: string
  readonly seed: number
  readonly profile: DrillProfile['name']
  readonly verdict: 'passed' | 'failed'
  readonly findings: readonly Finding[]
  /** Absent when the row did not come to its end; then `error` says why. */
  readonly measured?: Measurements
  readonly timeline?: Timeline
  readonly events: readonly { readonly atMs: number; readonly text: string }[]
  readonly error?: string
}
