import type { TrackAnalysis } from '../analysis/analyse-track.ts'
import type { AnalysisPlan } from '../analysis/plan.ts'

/** Where the figures come from: enough to do it again, and to see that it was the same. */
export interface Provenance {
  readonly generatedAt: string
  /** `offline`, `today`, `original`. */
  readonly armSet: string
  readonly datasetHash: string
  /** By agent. */
  readonly promptVersions: readonly string[]
  readonly planHash: string
  /** Days on which the prices were looked up. */
  readonly pricesCheckedOn: readonly string[]
  readonly priceHash: string
  /** Hosts that were asked. */
  readonly region: string
  readonly node: string
  readonly machine: string
  readonly spentUsd: number
  readonly budgetUsd: number
  /** The folder of the record that it was made from. */
  readonly replayOf?: string | undefined
  readonly recordedIn?: string | undefined
}

export interface LlmReport {
  readonly plan: AnalysisPlan
  readonly provenance: Provenance
  readonly tracks: readonly TrackAnalysis[]
}

/** Whether anything in it was planted. */
export function isSimulated({ arms }: TrackAnalysis): boolean {
  return arms.some(({ isSimulated }) => isSimulated)
}
