import type {
  ChatContext,
  ChatDelta,
  ChatModel,
  ChatRequest,
  Completion,
  UsageLedger,
} from '@larder/assistant'
import { CacheError, type Clock, systemClock } from '@larder/cache-core'

export interface BudgetedChatModelOptions {
  readonly inner: ChatModel
  readonly ledger: UsageLedger
  /** What a tenant may spend in a day (UTC), in USD. Default of a function that gives `undefined`: no limit. */
  readonly dailyUsd: number | ((tenant: string) => number | undefined)
  readonly clock?: Clock | undefined
}

const DAY_MS = 86_400_000

/**
 * Lets a tenant spend so much a day, as the ledger counts it. Then rejects with CacheError RATE_LIMITED until midnight (UTC),
 * so that the caller goes on by rules. Calls that are under way when it is reached are still made. Goes inside of the
 * cache: what costs nothing is never refused.
 */
export class BudgetedChatModel implements ChatModel {
  readonly #options: BudgetedChatModelOptions
  readonly #clock: Clock

  constructor(options: BudgetedChatModelOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
  }

  async complete<T>(request: ChatRequest<T>, context: ChatContext): Promise<Completion<T>> {
    this.#admit(request.tenant)
    return this.#options.inner.complete(request, context)
  }

  async *stream<T>(request: ChatRequest<T>, context: ChatContext): AsyncGenerator<ChatDelta<T>, void> {
    this.#admit(request.tenant)
    yield* this.#options.inner.stream(request, context)
  }

  #admit(tenant: string): void {
    const { ledger, dailyUsd } = this.#options
    const limit = typeof dailyUsd === 'number' ? dailyUsd : dailyUsd(tenant)
    if (limit === undefined) return
    const spent = ledger.spentToday(tenant)
    if (spent < limit) return
    throw new CacheError(
      'RATE_LIMITED',
      `The tenant has spent ${spent.toFixed(4)} of ${limit} USD for models today: wait until midnight UTC, or raise dailyUsd.`,
      { retryable: false, retryAfterMs: DAY_MS - (this.#clock.now() % DAY_MS) },
    )
  }
}
