import type { ChatModel, ChatUsage, Effort } from '@larder/assistant'

/** A model as an arm asks it. */
export interface ArmModel {
  /** Of the arm. */
  readonly name: string
  readonly provider: 'openai' | 'deepseek'
  /** As the provider names it. */
  readonly model: string
  readonly effort: Effort
  /** One request is one call: no retry, no fallback, no cache. */
  readonly chat: ChatModel
  readonly isSimulated: boolean
  /** What so many tokens cost now; `undefined`: no price is known. */
  readonly priceOf: (usage: ChatUsage) => number | undefined
}
