import type { Clock } from '@larder/cache-core'
import type { OracleDesk } from '../brains/oracle-desk.ts'
import type { ArmModel } from './arm-model.ts'
import type { PromptLedger } from './prompt-ledger.ts'

/** How long an answer may take here, in ms: what takes longer than in the product is measured, not cut off. */
export const BENCH_DEADLINE_MS = 150_000

/** The models of a run, and what they share. */
export interface ModelStage extends AsyncDisposable {
  readonly models: readonly ArmModel[]
  readonly clock: Clock
  readonly desk: OracleDesk
  readonly prompts: PromptLedger
  /** Hosts that are asked. */
  readonly where: string
}
