import { ChatModelError, type ChatRequest, type Completion, type SpentInVain } from '@larder/assistant'
import { CacheError } from '@larder/cache-core'
import { addSpent, addUsage, NO_USAGE } from './usage.ts'
import { ERROR_TABLE } from './error-table.ts'

const REPAIR_HINT =
  'Your last answer to this could not be used. Answer again, with exactly what was asked for and nothing around it: where json is asked for, one complete json object of the form that was described.'

/** How much larger the second attempt is when the first was cut off. */
const LARGER = 2

/** The attempts of one call: what the next one asks, whether there is one, and what those before it have cost. */
export class AttemptPlan<T> {
  readonly #original: ChatRequest<T>
  readonly #retried = new Map<string, number>()
  #request: ChatRequest<T>
  #spent: SpentInVain = { usage: NO_USAGE, usd: 0 }
  #attempts = 0

  constructor(request: ChatRequest<T>) {
    this.#original = request
    this.#request = request
  }

  /** Attempts that were sent. */
  get attempts(): number {
    return this.#attempts
  }

  /** What to ask now. */
  begin(): ChatRequest<T> {
    this.#attempts++
    return this.#request
  }

  /** Of every failed attempt, so that what it cost is not lost. */
  failed(error: unknown): void {
    if (error instanceof ChatModelError && error.spent) this.#spent = addSpent(this.#spent, error.spent)
  }

  /** Whether the error's row in the table leaves another attempt. */
  mayRetry(error: unknown): boolean {
    if (error instanceof CacheError) return error.code === 'RATE_LIMITED' && error.retryable
    if (!(error instanceof ChatModelError)) return false
    return (this.#retried.get(error.code) ?? 0) < ERROR_TABLE[error.code].retries
  }

  /** There will be another attempt. */
  retry(error: unknown): void {
    if (!(error instanceof ChatModelError)) return
    this.#retried.set(error.code, (this.#retried.get(error.code) ?? 0) + 1)
    const { changes } = ERROR_TABLE[error.code]
    if (changes === 'larger')
      this.#request = { ...this.#request, maxTokens: this.#original.maxTokens * LARGER }
    if (changes === 'repair') this.#request = { ...this.#request, messages: withHint(this.#original) }
  }

  /** The answer, with the cost of those that could not be used. */
  total(completion: Completion<T>): Completion<T> {
    const { usage, usd } = this.#spent
    return {
      ...completion,
      usage: addUsage(completion.usage, usage),
      usd: completion.usd === undefined || usd === undefined ? undefined : completion.usd + usd,
      latency: { ...completion.latency, attempts: this.#attempts },
    }
  }

  /** The last error, with the cost of all attempts. */
  totalOf(error: ChatModelError): ChatModelError {
    const { code, message, provider, status, retryAfterMs, requestId } = error
    const hasSpent = this.#spent.usage !== NO_USAGE
    const spent = hasSpent ? this.#spent : undefined
    return new ChatModelError(code, message, { provider, status, retryAfterMs, requestId, spent })
  }
}

/** Last, where it disturbs no provider's cache of what comes before. */
function withHint({ messages }: ChatRequest): ChatRequest['messages'] {
  return messages.map((message, index) =>
    index === messages.length - 1 ? { ...message, content: `${message.content}\n\n${REPAIR_HINT}` } : message,
  )
}
