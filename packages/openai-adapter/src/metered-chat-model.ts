import {
  type ChatContext,
  type ChatDelta,
  type ChatModel,
  ChatModelError,
  type ChatRequest,
  type Completion,
  type UsageLedger,
} from '@larder/assistant'
import { type Clock, systemClock } from '@larder/cache-core'
import { NO_USAGE } from './usage.ts'
import { usageRecordOf } from './usage-record.ts'

export interface MeteredChatModelOptions {
  readonly inner: ChatModel
  /** Of a call that failed before anybody answered. */
  readonly provider: string
  readonly model: string
  readonly ledger: UsageLedger
  readonly clock?: Clock | undefined
}

/** Tells the ledger of every call: what it used and cost, also where it failed. Goes inside of the cache, next to what costs. */
export class MeteredChatModel implements ChatModel {
  readonly #options: MeteredChatModelOptions
  readonly #clock: Clock

  constructor(options: MeteredChatModelOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
  }

  async complete<T>(request: ChatRequest<T>, context: ChatContext): Promise<Completion<T>> {
    const startedAt = this.#clock.monotonic()
    try {
      const completion = await this.#options.inner.complete(request, context)
      this.#answered(request, completion)
      return completion
    } catch (error) {
      this.#failed(request, error, startedAt)
      throw error
    }
  }

  async *stream<T>(request: ChatRequest<T>, context: ChatContext): AsyncGenerator<ChatDelta<T>, void> {
    const startedAt = this.#clock.monotonic()
    let isTold = false
    try {
      for await (const delta of this.#options.inner.stream(request, context)) {
        if (delta.type === 'done') {
          isTold = true
          this.#answered(request, delta.completion)
        }
        yield delta
      }
    } catch (error) {
      isTold = true
      this.#failed(request, error, startedAt)
      throw error
    } finally {
      // Whoever stops reading has the provider's work all the same.
      if (!isTold) this.#failed(request, undefined, startedAt)
    }
  }

  #answered(request: ChatRequest, completion: Completion): void {
    this.#options.ledger.record(usageRecordOf(request, completion))
  }

  #failed({ agent, tenant }: ChatRequest, error: unknown, startedAt: number): void {
    const { ledger, provider, model } = this.#options
    const spent = error instanceof ChatModelError ? error.spent : undefined
    const usd = spent ? spent.usd : mayHaveCost(error) ? undefined : 0
    const usage = spent?.usage ?? NO_USAGE
    const totalMs = this.#clock.monotonic() - startedAt
    ledger.record({ agent, tenant, provider, model, usage, usd, savedUsd: 0, totalMs, outcome: 'error' })
  }
}

/** The provider may have worked on what nobody waited for, and nobody was told what that cost. */
function mayHaveCost(error: unknown): boolean {
  if (error === undefined) return true
  return error instanceof ChatModelError && /^(TIMEOUT|ABORTED|INCOMPLETE)$/.test(error.code)
}
