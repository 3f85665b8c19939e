import {
  type ChatContext,
  type ChatDelta,
  type ChatModel,
  ChatModelError,
  type ChatRequest,
  type Completion,
} from '@larder/assistant'
import {
  CacheError,
  CircuitBreaker,
  type Clock,
  deadline,
  fullJitter,
  mathRandom,
  pipeline,
  type Policy,
  type Random,
  type RateBudget,
  retry,
  RetryBudget,
  systemClock,
} from '@larder/cache-core'
import { AttemptPlan } from './attempt-plan.ts'
import { ERROR_TABLE } from './error-table.ts'
import { modelGuards } from './model-guards.ts'
import { ModelLatch } from './model-latch.ts'
import type { OnModelEvent } from './model-event.ts'
import type { Provider } from './providers.ts'
import { Relay } from './relay.ts'
import { toChatModelError } from './openai-errors.ts'

export interface ResilientChatModelOptions {
  /** Makes one attempt. */
  readonly inner: ChatModel
  readonly provider: Provider
  readonly model: string
  /** How long a call may take, waits and retries included, in ms. A nearer deadline of the caller holds. Default 30,000. */
  readonly deadlineMs?: number | undefined
  /** Attempts in all. Default 3; the error table says which errors have a second one. */
  readonly attempts?: number | undefined
  /** How long nobody asks after AUTH, BILLING or MODEL_GONE, in ms. Default 300,000. */
  readonly latchMs?: number | undefined
  /** Leave to send, in scope `model:<provider>:<model>`. Default: the provider's requestsPerMinute, in this process. */
  readonly budget?: RateBudget | undefined
  /** Calls that may wait for a place where the provider bounds those at once. Default 64. */
  readonly maxQueue?: number | undefined
  readonly onEvent?: OnModelEvent | undefined
  readonly clock?: Clock | undefined
  readonly random?: Random | undefined
}

const LATCH_MS = 300_000
/** Of a 429 that does not say how long. */
const COOLDOWN_MS = 1_000
/** Those who wait for the same instant do not all come at it. */
const SPREAD = 0.1

/**
 * One model, asked with care: deadline > retry > latch > rate budget > breaker > bulkhead > one attempt. What is retried, and
 * what counts against the model, is in the error table. Rejects with ChatModelError for what was sent, with CacheError
 * (CIRCUIT_OPEN, RATE_LIMITED, BULKHEAD_FULL) for what was not.
 */
export class ResilientChatModel implements ChatModel {
  readonly latch: ModelLatch
  readonly breaker: CircuitBreaker
  readonly #options: ResilientChatModelOptions
  readonly #clock: Clock
  readonly #random: Random
  readonly #guards: Policy
  readonly #retries = new RetryBudget()

  constructor(options: ResilientChatModelOptions) {
    const { provider, model, onEvent } = options
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#random = options.random ?? mathRandom
    this.latch = new ModelLatch(`${provider.name} ${model}`, this.#clock)
    this.breaker = new CircuitBreaker({
      clock: this.#clock,
      random: this.#random,
      onChange: (from, to) => onEvent?.({ type: 'breaker', provider: provider.name, model, from, to }),
    })
    const { latch, breaker } = this
    const { budget, maxQueue } = options
    this.#guards = modelGuards({ provider, model, latch, breaker, budget, maxQueue, clock: this.#clock })
  }

  async complete<T>(request: ChatRequest<T>, context: ChatContext): Promise<Completion<T>> {
    const plan = new AttemptPlan(request)
    const startedAt = this.#clock.monotonic()
    const ask = (next: ChatRequest<T>, attempt: ChatContext) => this.#options.inner.complete(next, attempt)
    const completion = await this.#run(plan, context, ask, () => true)
    return this.#timed(plan.total(completion), startedAt)
  }

  /** Once a piece was handed out there is no other attempt. */
  async *stream<T>(request: ChatRequest<T>, context: ChatContext): AsyncGenerator<ChatDelta<T>, void> {
    const plan = new AttemptPlan(request)
    const relay = new Relay<ChatDelta<T>>()
    const left = new AbortController()
    const startedAt = this.#clock.monotonic()
    const ask = async (next: ChatRequest<T>, attempt: ChatContext) => {
      for await (const delta of this.#options.inner.stream(next, attempt))
        if (delta.type === 'text') relay.push(delta)
        else return delta.completion
      throw new CacheError('INVALID_ARGUMENT', 'The stream of the inner model ended without its last piece.')
    }
    const signal = AbortSignal.any([context.signal, left.signal])
    const running = this.#run(plan, { ...context, signal }, ask, () => relay.written === 0).then(
      (completion) => {
        relay.push({ type: 'done', completion: this.#timed(plan.total(completion), startedAt) })
        relay.end()
      },
      (error: unknown) => relay.fail(error),
    )
    try {
      yield* relay
    } finally {
      left.abort()
      await running
    }
  }

  async #run<T>(
    plan: AttemptPlan<T>,
    context: ChatContext,
    ask: (request: ChatRequest<T>, context: ChatContext) => Promise<Completion<T>>,
    mayRepeat: () => boolean,
  ): Promise<Completion<T>> {
    const { provider } = this.#options
    try {
      return await this.#policyOf(plan, mayRepeat).execute(async ({ signal, deadlineAt }) => {
        try {
          return await ask(plan.begin(), { signal: signal ?? context.signal, deadlineAt })
        } catch (error) {
          const known = toChatModelError(error, provider.name)
          plan.failed(known)
          this.#learn(known)
          throw known
        }
      }, context)
    } catch (error) {
      const known = toChatModelError(error, provider.name)
      throw known instanceof ChatModelError ? plan.totalOf(known) : known
    }
  }

  #policyOf(plan: Pick<AttemptPlan<unknown>, 'mayRetry' | 'retry'>, mayRepeat: () => boolean): Policy {
    const { deadlineMs = 30_000, attempts, provider, model, onEvent } = this.#options
    const clock = this.#clock
    return pipeline(
      deadline({ ms: deadlineMs, clock, label: `call to ${provider.name}` }),
      retry({
        attempts,
        clock,
        budget: this.#retries,
        backoff: fullJitter({ baseMs: 250, capMs: 4_000, random: this.#random }),
        isRetryable: (error) => mayRepeat() && plan.mayRetry(error),
        retryAfterMs: (error) => this.#waitOf(error),
        onRetry: (error, attempt, delayMs) => {
          plan.retry(error)
          const { code } = error as ChatModelError
          onEvent?.({ type: 'retry', provider: provider.name, model, code, attempt, delayMs })
        },
      }),
      this.#guards,
    )
  }

  #learn(error: ChatModelError | CacheError): void {
    if (!(error instanceof ChatModelError)) return
    const { breaker } = ERROR_TABLE[error.code]
    if (breaker !== 'latch' && breaker !== 'cooldown') return
    const { provider, model, latchMs = LATCH_MS, onEvent } = this.#options
    const forMs = breaker === 'latch' ? latchMs : (error.retryAfterMs ?? COOLDOWN_MS)
    this.latch.hold(error.code, forMs)
    onEvent?.({ type: 'held-back', provider: provider.name, model, code: error.code, forMs })
  }

  #waitOf(error: unknown): number | undefined {
    if (!(error instanceof ChatModelError || error instanceof CacheError)) return undefined
    const leastMs = Math.max(error.retryAfterMs ?? 0, isRateLimit(error) ? this.latch.leftMs : 0)
    return leastMs * (1 + SPREAD * this.#random.next())
  }

  #timed<T>(completion: Completion<T>, startedAt: number): Completion<T> {
    const totalMs = this.#clock.monotonic() - startedAt
    return { ...completion, latency: { ...completion.latency, totalMs } }
  }
}

function isRateLimit(error: ChatModelError | CacheError): boolean {
  return error.code === 'RATE_LIMITED'
}
