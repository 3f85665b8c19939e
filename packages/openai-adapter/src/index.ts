export { BudgetedChatModel, type BudgetedChatModelOptions } from './budgeted-chat-model.ts'
export { CachedChatModel, type CachedChatModelOptions } from './cached-chat-model.ts'
export { chatModelStack, type ChatModelStackOptions, type ModelChoice } from './chat-model-stack.ts'
export { completionKey, completionPrefix, type KeyOptions } from './completion-key.ts'
export { COMPLETION_POLICIES, type CompletionPolicies, type CompletionPolicy } from './completion-policy.ts'
export { ERROR_TABLE, type ErrorBehaviour } from './error-table.ts'
export { type Candidate, FallbackChatModel, type FallbackChatModelOptions } from './fallback-chat-model.ts'
export {
  MemoryUsageLedger,
  type MemoryUsageLedgerOptions,
  OTHERS,
  type UsageTotal,
  type UsageTotals,
} from './memory-usage-ledger.ts'
export { MeteredChatModel, type MeteredChatModelOptions } from './metered-chat-model.ts'
export type { ModelEvent, OnModelEvent } from './model-event.ts'
export { ModelLatch } from './model-latch.ts'
export type { ModelFacts } from './models.ts'
export { OpenAiChatModel, type OpenAiChatModelOptions } from './openai-chat-model.ts'
export { isPeak } from './peak-hours.ts'
export { PRICE_ROWS, type PriceRow, type TokenPrice } from './price-rows.ts'
export { agedPrices, costIfKnown, costOf, type CostQuestion, priceAt } from './pricing.ts'
export {
  type Capabilities,
  compatible,
  type CompatibleOptions,
  deepSeek,
  factsOf,
  openAi,
  type Provider,
  type ProviderLimits,
  type ProviderOptions,
  takesEffort,
} from './providers.ts'
export { ResilientChatModel, type ResilientChatModelOptions } from './resilient-chat-model.ts'
export type { Fetch } from './sealed-fetch.ts'
