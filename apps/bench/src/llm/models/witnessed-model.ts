import {
  type ChatContext,
  type ChatDelta,
  type ChatModel,
  ChatModelError,
  type ChatRequest,
  type Completion,
} from '@larder/assistant'
import type { Clock } from '@larder/cache-core'
import { type ErrorClass, NO_USAGE, type Outcome } from '../trial.ts'
import type { ArmModel } from './arm-model.ts'

/** Thinking counts as output: what is enough for an answer is not enough for it. */
const ROOM_TO_THINK = 16_000

export interface WitnessOptions {
  readonly arm: ArmModel
  readonly clock: Clock
  /** Told of each request before it is made. */
  readonly onRequest?: ((request: ChatRequest) => void) | undefined
}

/**
 * A model for one trial, that writes down what it was asked for and what that took. It asks with the arm's effort, not the
 * agent's, and streams, so that the first token can be timed.
 */
export class WitnessedModel implements ChatModel {
  readonly #options: WitnessOptions
  readonly #completions: Completion[] = []
  #failedMs = 0
  #spentInVain = { usage: NO_USAGE, usd: 0 as number | undefined }
  #failures = 0
  #error: ErrorClass | undefined

  constructor(options: WitnessOptions) {
    this.#options = options
  }

  async complete<T>(request: ChatRequest<T>, context: ChatContext): Promise<Completion<T>> {
    const { arm, clock, onRequest } = this.#options
    const begin = clock.monotonic()
    const asked = withEffort(request, arm)
    onRequest?.(asked)
    try {
      for await (const delta of arm.chat.stream(asked, context))
        if (delta.type === 'done') {
          const { completion } = delta
          this.#completions.push({ ...completion, usd: arm.priceOf(completion.usage) })
          this.#error = undefined
          return completion
        }
      throw new ChatModelError('INCOMPLETE', 'The stream ended without its end.', { provider: arm.provider })
    } catch (error) {
      this.#fail(error, clock.monotonic() - begin)
      throw error
    }
  }

  async *stream<T>(request: ChatRequest<T>, context: ChatContext): AsyncIterable<ChatDelta<T>> {
    const completion = await this.complete(request, context)
    yield { type: 'text', text: completion.text }
    yield { type: 'done', completion }
  }

  /** Of the last request, when it failed. */
  get error(): ErrorClass | undefined {
    return this.#error
  }

  /** Of all requests. */
  get failures(): number {
    return this.#failures
  }

  /** What all of it took, to go with an answer; times are those of the models alone. */
  outcome(answer: unknown): Outcome {
    const spent = [...this.#completions, this.#spentInVain]
    const costs = spent.map(({ usd }) => usd)
    const [first] = this.#completions
    return {
      answer,
      error: answer === undefined ? (this.#error ?? 'BUG') : undefined,
      latency: {
        ttftMs: first?.latency.ttftMs,
        totalMs: this.#completions.reduce((sum, { latency }) => sum + latency.totalMs, this.#failedMs),
      },
      usage: spent.map(({ usage }) => usage).reduce(addUsage, NO_USAGE),
      usd: costs.every((usd) => usd !== undefined) ? costs.reduce((sum, usd) => sum + usd, 0) : undefined,
      models: [...new Set(this.#completions.map(({ servedBy }) => servedBy.model))],
      calls: this.#completions.length + this.#failures,
    }
  }

  #fail(error: unknown, tookMs: number): void {
    this.#failures++
    this.#failedMs += tookMs
    this.#error = error instanceof ChatModelError ? error.code : 'BUG'
    if (!(error instanceof ChatModelError) || error.spent === undefined) return
    const { usage } = error.spent
    const usd = this.#options.arm.priceOf(usage)
    const before = this.#spentInVain
    this.#spentInVain = {
      usage: addUsage(before.usage, usage),
      usd: before.usd === undefined || usd === undefined ? undefined : before.usd + usd,
    }
  }
}

/** Effort is the arm's. Who thinks takes no temperature, and needs room. */
function withEffort<T>(request: ChatRequest<T>, { effort }: ArmModel): ChatRequest<T> {
  if (effort === 'none') return { ...request, effort }
  const { temperature: _, ...rest } = request
  return { ...rest, effort, maxTokens: Math.max(request.maxTokens, ROOM_TO_THINK) }
}

/** The sum of two. */
export function addUsage(one: Outcome['usage'], other: Outcome['usage']): Outcome['usage'] {
  return {
    inputMiss: one.inputMiss + other.inputMiss,
    inputHit: one.inputHit + other.inputHit,
    cacheWrite: one.cacheWrite + other.cacheWrite,
    output: one.output + other.output,
    reasoning: one.reasoning + other.reasoning,
  }
}
