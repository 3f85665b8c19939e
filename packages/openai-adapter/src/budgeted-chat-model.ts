import type {
  ChatContext,
  ChatDelta,
  ChatModel,
  ChatRequest,
  Completion,
  UsageLedger,
} from '@larder/assistant'
import { CacheError, type Clock, systemClock } from '@larder/cache-core'
import { worstCostOf } from './worst-cost.ts'

export interface BudgetedChatModelOptions {
  /** Tells the ledger what it costs. */
  readonly inner: ChatModel
  readonly provider: string
  readonly model: string
  readonly ledger: UsageLedger
  /** What a tenant may spend in a day (UTC), in USD. A function that gives `undefined` sets no limit. */
  readonly dailyUsd: number | ((tenant: string) => number | undefined)
  readonly clock?: Clock | undefined
}

const DAY_MS = 86_400_000

/**
 * Lets a tenant spend so much a day: what the ledger has counted, and what is under way at its worst. Then rejects with
 * CacheError RATE_LIMITED until midnight (UTC), so that the caller goes on by rules. Goes around the meter and inside of the
 * cache: what costs nothing is never refused.
 */
export class BudgetedChatModel implements ChatModel {
  readonly #options: BudgetedChatModelOptions
  readonly #clock: Clock
  /** USD under way, by tenant. */
  readonly #reserved = new Map<string, number>()

  constructor(options: BudgetedChatModelOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
  }

  async complete<T>(request: ChatRequest<T>, context: ChatContext): Promise<Completion<T>> {
    const release = this.#reserve(request)
    try {
      return await this.#options.inner.complete(request, context)
    } finally {
      release()
    }
  }

  async *stream<T>(request: ChatRequest<T>, context: ChatContext): AsyncGenerator<ChatDelta<T>, void> {
    const release = this.#reserve(request)
    try {
      yield* this.#options.inner.stream(request, context)
    } finally {
      release()
    }
  }

  #reserve(request: ChatRequest): () => void {
    const { ledger, dailyUsd, provider, model } = this.#options
    const { tenant } = request
    const limit = typeof dailyUsd === 'number' ? dailyUsd : dailyUsd(tenant)
    if (limit === undefined) return () => {}
    const worst = worstCostOf(request, { provider, model, at: this.#clock.now() })
    const underWay = this.#reserved.get(tenant) ?? 0
    const spent = ledger.spentToday(tenant)
    if (spent >= limit || spent + underWay + worst > limit)
      throw this.#refusal(limit, spent, underWay + worst)
    this.#reserved.set(tenant, underWay + worst)
    return () => this.#release(tenant, worst)
  }

  #release(tenant: string, usd: number): void {
    const left = (this.#reserved.get(tenant) ?? 0) - usd
    // Sums of fractions seldom come back to 0.
    if (left > 1e-9) this.#reserved.set(tenant, left)
    else this.#reserved.delete(tenant)
  }

  #refusal(limit: number, spent: number, wanted: number): CacheError {
    return new CacheError(
      'RATE_LIMITED',
      `The tenant has spent ${spent.toFixed(6)} of ${limit} USD for models today, and this call and those under way may cost ${wanted.toFixed(6)}: wait until midnight UTC, or raise dailyUsd.`,
      { retryable: false, retryAfterMs: DAY_MS - (this.#clock.now() % DAY_MS) },
    )
  }
}
