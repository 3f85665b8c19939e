import type { Outcome, TrialCase } from './trial.ts'

export interface ArmContext {
  /** 0 is the first: an arm may answer otherwise each time. */
  readonly repeat: number
  readonly signal: AbortSignal
}

/** What one answer is likely to take, known before anything is spent. */
export interface Forecast {
  readonly calls: number
  readonly inputTokens: number
  readonly outputTokens: number
  /** `undefined`: no price is known. */
  readonly usd: number | undefined
}

export const NOTHING_SPENT: Forecast = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 }

/** One of the ways to answer that are compared. */
export interface Arm {
  readonly name: string
  /** One sentence for the report: provider, model, effort. */
  readonly what: string
  /** Whether its answers and times were planted: nothing it shows is true of any model. */
  readonly isSimulated: boolean
  forecast(item: TrialCase): Forecast
  /** May reject with ChatModelError; anything else is a bug of ours, and counted as one. */
  answer(item: TrialCase, context: ArmContext): Promise<Outcome>
}
