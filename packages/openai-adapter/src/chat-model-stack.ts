import type { ChatModel, UsageLedger } from '@larder/assistant'
import type { Cache, Clock, Random } from '@larder/cache-core'
import { BudgetedChatModel, type BudgetedChatModelOptions } from './budgeted-chat-model.ts'
import { CachedChatModel } from './cached-chat-model.ts'
import type { CompletionPolicies } from './completion-policy.ts'
import { FallbackChatModel } from './fallback-chat-model.ts'
import { MeteredChatModel } from './metered-chat-model.ts'
import { MemoryUsageLedger } from './memory-usage-ledger.ts'
import type { OnModelEvent } from './model-event.ts'
import { OpenAiChatModel } from './openai-chat-model.ts'
import type { Provider } from './providers.ts'
import { ResilientChatModel } from './resilient-chat-model.ts'

export interface ModelChoice {
  readonly provider: Provider
  readonly model: string
  readonly apiKey: string
}

export interface ChatModelStackOptions {
  /** Best first; the others stand in. */
  readonly choices: readonly ModelChoice[]
  /** Default: every request is sent. */
  readonly cached?:
    | {
        readonly cache: Cache
        /** At least 16 characters, the same in all processes. */
        readonly secret: string
        readonly policies?: CompletionPolicies | undefined
      }
    | undefined
  /** Default: one in memory. */
  readonly ledger?: UsageLedger | undefined
  /** What a tenant may spend in a day (UTC), in USD. Default: no limit. */
  readonly dailyUsd?: BudgetedChatModelOptions['dailyUsd'] | undefined
  /** How long one model may take for a call, in ms. Default 30,000. */
  readonly deadlineMs?: number | undefined
  /** How long one request may take, in ms. Default 30,000. */
  readonly attemptTimeoutMs?: number | undefined
  readonly onEvent?: OnModelEvent | undefined
  readonly clock?: Clock | undefined
  readonly random?: Random | undefined
}

/**
 * Models in the order in which each part keeps its promise: per model the cache around the budget around the meter around
 * retries and breaker, and the fallback around all. So every request is counted once, what costs nothing is never
 * refused, and an answer lies under the key of the model that gave it.
 */
export function chatModelStack(options: ChatModelStackOptions): ChatModel {
  const { onEvent, clock, ledger = new MemoryUsageLedger({ clock }) } = options
  const candidates = options.choices.map((choice) => ({
    provider: choice.provider.name,
    model: modelOf(choice, { ...options, ledger }),
  }))
  return new FallbackChatModel({ candidates, onEvent, clock })
}

function modelOf(
  choice: ModelChoice,
  options: ChatModelStackOptions & { readonly ledger: UsageLedger },
): ChatModel {
  const { attemptTimeoutMs, deadlineMs, dailyUsd, cached, ledger, onEvent, clock, random } = options
  const { model } = choice
  const provider = choice.provider.name
  const plain = new OpenAiChatModel({ ...choice, attemptTimeoutMs, clock })
  const resilient = new ResilientChatModel({ ...choice, inner: plain, deadlineMs, onEvent, clock, random })
  const metered = new MeteredChatModel({ inner: resilient, provider, model, ledger, clock })
  const budgeted =
    dailyUsd === undefined
      ? metered
      : new BudgetedChatModel({ inner: metered, provider, model, ledger, dailyUsd, clock })
  return cached
    ? new CachedChatModel({ ...cached, inner: budgeted, provider, model, ledger, clock })
    : budgeted
}
