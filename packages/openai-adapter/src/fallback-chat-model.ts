import {
  type ChatContext,
  type ChatDelta,
  type ChatModel,
  ChatModelError,
  type ChatRequest,
  type Completion,
} from '@larder/assistant'
import { CacheError, type Clock, deadline, systemClock } from '@larder/cache-core'
import { ERROR_TABLE } from './error-table.ts'
import type { OnModelEvent } from './model-event.ts'

/** One of several models, best first. */
export interface Candidate {
  /** As in `servedBy.fallbackFrom`. */
  readonly provider: string
  readonly model: ChatModel
}

export interface FallbackChatModelOptions {
  readonly candidates: readonly Candidate[]
  /** Share of what is left of the caller's deadline that a model has while there is another one, above 0 to 1. Default 0.6. */
  readonly share?: number | undefined
  readonly onEvent?: OnModelEvent | undefined
  readonly clock?: Clock | undefined
}

/**
 * Asks the next model when one fails, as the error table allows: never for a request that is wrong, a refusal or a caller who
 * gave up, and never once a part of an answer was handed out. Rejects with the last model's error.
 */
export class FallbackChatModel implements ChatModel {
  readonly #options: FallbackChatModelOptions
  readonly #clock: Clock

  /** Throws CacheError INVALID_ARGUMENT without candidates. */
  constructor(options: FallbackChatModelOptions) {
    const { candidates, share = 0.6 } = options
    if (candidates.length === 0)
      throw new CacheError('INVALID_ARGUMENT', 'candidates is empty: give at least one model.')
    if (!(share > 0 && share <= 1))
      throw new CacheError('INVALID_ARGUMENT', `share must be above 0 and at most 1; received ${share}.`)
    this.#options = options
    this.#clock = options.clock ?? systemClock
  }

  async complete<T>(request: ChatRequest<T>, context: ChatContext): Promise<Completion<T>> {
    const { candidates } = this.#options
    const startedAt = this.#clock.monotonic()
    for (let index = 0; ; index++) {
      const askedAt = this.#clock.monotonic()
      const { model } = this.#at(index)
      try {
        const completion = await this.#within(index, context, (inner) => model.complete(request, inner))
        return this.#marked(completion, index, askedAt - startedAt)
      } catch (error) {
        if (index === candidates.length - 1 || !mayFallBack(error, context)) throw error
        this.#tell(index, error)
      }
    }
  }

  async *stream<T>(request: ChatRequest<T>, context: ChatContext): AsyncGenerator<ChatDelta<T>, void> {
    const { candidates } = this.#options
    const startedAt = this.#clock.monotonic()
    for (let index = 0; ; index++) {
      const askedAt = this.#clock.monotonic()
      let isShown = false
      try {
        for await (const delta of this.#streamOf(index, request, context)) {
          isShown = true
          yield delta.type === 'text'
            ? delta
            : { type: 'done', completion: this.#marked(delta.completion, index, askedAt - startedAt) }
        }
        return
      } catch (error) {
        if (isShown || index === candidates.length - 1 || !mayFallBack(error, context)) throw error
        this.#tell(index, error)
      }
    }
  }

  /** A model may use its share until it begins to answer; then it has all the time there is. */
  async *#streamOf<T>(
    index: number,
    request: ChatRequest<T>,
    context: ChatContext,
  ): AsyncGenerator<ChatDelta<T>, void> {
    const late = new AbortController()
    const shareMs = this.#shareMs(index, context)
    const timer =
      shareMs === undefined ? undefined : this.#clock.setTimer(() => late.abort(outOfShare(shareMs)), shareMs)
    const signal = AbortSignal.any([context.signal, late.signal])
    try {
      for await (const delta of this.#at(index).model.stream(request, { ...context, signal })) {
        timer?.cancel()
        yield delta
      }
    } finally {
      timer?.cancel()
    }
  }

  #within<R>(index: number, context: ChatContext, ask: (context: ChatContext) => Promise<R>): Promise<R> {
    const ms = this.#shareMs(index, context)
    if (ms === undefined) return ask(context)
    const limit = deadline({ ms, clock: this.#clock, label: 'share of a model in the deadline' })
    return limit.execute(
      ({ signal, deadlineAt }) => ask({ signal: signal ?? context.signal, deadlineAt }),
      context,
    )
  }

  /** `undefined` for the last one, and where there is no deadline: the model's own holds. */
  #shareMs(index: number, { deadlineAt }: ChatContext): number | undefined {
    const { candidates, share = 0.6 } = this.#options
    if (deadlineAt === undefined || index === candidates.length - 1) return undefined
    return (deadlineAt - this.#clock.monotonic()) * share
  }

  #at(index: number): Candidate {
    return this.#options.candidates[index] as Candidate
  }

  /** Says for whom it stands in, and counts the time that the others took. */
  #marked<T>(completion: Completion<T>, index: number, lostMs: number): Completion<T> {
    if (index === 0) return completion
    const fallbackFrom = this.#at(0).provider
    const { ttftMs, totalMs, attempts } = completion.latency
    const latency = {
      ttftMs: ttftMs === undefined ? undefined : ttftMs + lostMs,
      totalMs: totalMs + lostMs,
      attempts,
    }
    return { ...completion, latency, servedBy: { ...completion.servedBy, fallbackFrom } }
  }

  #tell(index: number, error: unknown): void {
    const { code } = error as ChatModelError | CacheError
    const [from, to] = [this.#at(index).provider, this.#at(index + 1).provider]
    this.#options.onEvent?.({ type: 'fallback', from, to, code })
  }
}

/** What was not even sent may be sent elsewhere, unless its caller gave up or it was wrong. */
function mayFallBack(error: unknown, { signal }: ChatContext): boolean {
  if (signal.aborted) return false
  if (error instanceof ChatModelError) return ERROR_TABLE[error.code].fallsBack
  return error instanceof CacheError && !NOT_ELSEWHERE.has(error.code)
}

const NOT_ELSEWHERE: ReadonlySet<CacheError['code']> = new Set(['ABORTED', 'INVALID_ARGUMENT'])

function outOfShare(ms: number): CacheError {
  return new CacheError('DEADLINE_EXCEEDED', `The model did not begin within its ${Math.round(ms)} ms.`)
}
