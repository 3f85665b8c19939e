import type { AgentName, ChatUsage, Completion } from './chat-model.ts'

export interface UsageRecord {
  readonly agent: AgentName
  readonly tenant: string
  readonly provider: string
  readonly model: string
  readonly usage: ChatUsage
  /** `undefined`: no price is known. */
  readonly usd: number | undefined
  /** What an answer from the cache would have cost. */
  readonly savedUsd: number
  readonly totalMs: number
  readonly outcome: 'ok' | 'error'
  /** Where the answer came from. Default: from the model. */
  readonly cache?: Completion['cache'] | undefined
}

/** What models were used for, and what that cost. */
export interface UsageLedger {
  /** Never throws. */
  record(use: UsageRecord): void
  /** What a tenant has spent since the day began (UTC), in USD. */
  spentToday(tenant: string): number
}
