import type { ChatContext, ChatDelta, ChatModel, ChatRequest, ChatUsage, Completion } from '@larder/assistant'
import { CacheError, type Clock, deadline, systemClock } from '@larder/cache-core'
import { OpenAI } from 'openai'
import { acceptAnswer, type Answer } from './accept-answer.ts'
import { answerFrom, AnswerParts } from './wire-answer.ts'
import { NO_USAGE } from './usage.ts'
import { knownId, toChatModelError } from './openai-errors.ts'
import { costIfKnown } from './pricing.ts'
import type { Provider } from './providers.ts'
import { readWithin } from './read-within.ts'
import { shapeRequest } from './request-shape.ts'
import { type Fetch, sealedFetch } from './sealed-fetch.ts'

export interface OpenAiChatModelOptions {
  readonly provider: Provider
  /** As the provider names it. */
  readonly model: string
  /** Of this provider. Never taken from the environment. */
  readonly apiKey: string
  /** How long one request may take, its whole stream included, in ms. Default 30,000. */
  readonly attemptTimeoutMs?: number | undefined
  /** How long a stream may take until its first piece, in ms. Signs of life without content do not count. Default 15,000. */
  readonly firstTokenMs?: number | undefined
  /** How long a stream may pause after that, in ms. Default 10,000. */
  readonly idleMs?: number | undefined
  /** Default: the platform's. For a proxy, or for answers that take longer than its own five minutes. */
  readonly fetch?: Fetch | undefined
  readonly clock?: Clock | undefined
}

/** The SDK's own timers are real and would multiply with ours: it is left none. */
const NO_SDK_TIMEOUT = 2 ** 31 - 1

interface Started {
  /** Wall time, for the price. */
  readonly at: number
  readonly monotonic: number
}

/**
 * A model behind Chat Completions, on the official SDK: one call is one request, without retries. Throws CacheError
 * INVALID_ARGUMENT without a key: the SDK would take `OPENAI_API_KEY` and send it to whatever host `provider` names.
 */
export class OpenAiChatModel implements ChatModel {
  readonly provider: Provider
  readonly model: string
  readonly #options: OpenAiChatModelOptions
  readonly #client: OpenAI
  readonly #clock: Clock

  constructor(options: OpenAiChatModelOptions) {
    const { provider, model, apiKey, fetch } = options
    if (typeof apiKey !== 'string' || apiKey.trim() === '')
      throw new CacheError('INVALID_ARGUMENT', `The key of ${provider.name} is empty: pass apiKey.`)
    this.provider = provider
    this.model = model
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#client = new OpenAI({
      apiKey,
      baseURL: provider.baseUrl,
      // Each of these would come from the environment.
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      logLevel: 'off',
      maxRetries: 0,
      timeout: NO_SDK_TIMEOUT,
      fetch: sealedFetch(apiKey, fetch),
    })
  }

  async complete<T>(request: ChatRequest<T>, context: ChatContext): Promise<Completion<T>> {
    const body = shapeRequest(request, { provider: this.provider, model: this.model, isStream: false })
    const started = this.#start()
    try {
      const limit = deadline({ ms: this.#attemptTimeoutMs, clock: this.#clock, label: 'request to a model' })
      const answer = await limit.execute(async ({ signal }) => {
        const sent = this.#client.chat.completions.create(body as never, { signal })
        const { data, request_id } = await sent.withResponse()
        return answerFrom(data, { provider: this.provider.name, requestId: knownId(request_id) })
      }, context)
      return this.#completion(answer, request, started, undefined)
    } catch (error) {
      throw toChatModelError(error, this.provider.name)
    }
  }

  async *stream<T>(request: ChatRequest<T>, context: ChatContext): AsyncGenerator<ChatDelta<T>, void> {
    const body = shapeRequest(request, { provider: this.provider, model: this.model, isStream: true })
    const started = this.#start()
    const parts = new AnswerParts(this.provider.name)
    let ttftMs: number | undefined
    try {
      for await (const chunk of this.#chunks(body, parts, context, started)) {
        const text = parts.add(chunk)
        if (text === '') continue
        ttftMs ??= this.#clock.monotonic() - started.monotonic
        yield { type: 'text', text }
      }
      const completion = this.#completion(parts.answer, request, started, ttftMs)
      yield { type: 'done', completion }
    } catch (error) {
      throw toChatModelError(error, this.provider.name)
    }
  }

  async *#chunks(
    body: object,
    parts: AnswerParts,
    { signal, deadlineAt = Number.POSITIVE_INFINITY }: ChatContext,
    { monotonic: startedAt }: Started,
  ): AsyncGenerator<unknown, void> {
    const { firstTokenMs = 15_000, idleMs = 10_000 } = this.#options
    const clock = this.#clock
    const endsAt = Math.min(deadlineAt, startedAt + this.#attemptTimeoutMs)
    const nextMs = () => {
      const now = clock.monotonic()
      return Math.min(endsAt, parts.hasBegun ? now + idleMs : startedAt + firstTokenMs) - now
    }
    const connection = new AbortController()
    const close = (reason: unknown) => connection.abort(reason)
    const opened = deadline({ ms: nextMs(), clock, label: 'wait for a model to begin' })
    const { data, response, request_id } = await opened
      .execute(
        () =>
          this.#client.chat.completions.create(body as never, { signal: connection.signal }).withResponse(),
        { signal },
      )
      .catch((error: unknown) => {
        close(error)
        throw error
      })
    parts.begin(response, knownId(request_id), close)
    yield* readWithin(data as unknown as AsyncIterable<unknown>, { nextMs, clock, signal, close })
  }

  #completion<T>(
    answer: Answer,
    request: ChatRequest<T>,
    started: Started,
    ttftMs: number | undefined,
  ): Completion<T> {
    const provider = this.provider.name
    const model = answer.model ?? this.model
    const { usage, text, requestId } = answer
    const usd = usage && this.#cost(model, usage, started.at)
    const parsed = acceptAnswer(answer, request, { provider, usd })
    return {
      text,
      ...(request.schema ? { parsed } : {}),
      servedBy: { provider, model },
      usage: usage ?? NO_USAGE,
      usd,
      latency: { ttftMs, totalMs: this.#clock.monotonic() - started.monotonic, attempts: 1 },
      cache: 'bypass',
      requestId,
    }
  }

  /** By the name that served it; a name that nobody knows is billed, as far as is known, as the one that was asked for. */
  #cost(served: string, usage: ChatUsage, at: number): number | undefined {
    const question = { provider: this.provider.name, usage, at }
    return costIfKnown({ ...question, model: served }) ?? costIfKnown({ ...question, model: this.model })
  }

  #start(): Started {
    return { at: this.#clock.now(), monotonic: this.#clock.monotonic() }
  }

  get #attemptTimeoutMs(): number {
    return this.#options.attemptTimeoutMs ?? 30_000
  }
}
