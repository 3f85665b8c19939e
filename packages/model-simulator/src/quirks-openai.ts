import { incorrectKey, openaiError, rateLimited } from './errors-openai.ts'
import { isShutDown, type SimulatedModel } from './simulated-model.ts'
import { PrefixCache, promptText } from './prefix-cache.ts'
import type { Admission, Asked, PrefixUse, Quirks, Task, TokenCounts } from './quirks.ts'
import type { ApiError } from './api-error.ts'
import type { ChatBody } from './chat-body.ts'
import type { Clock } from '@larder/cache-core'
import type { ErrorFault } from './fault-kinds.ts'
import { RateBucket } from './rate-bucket.ts'
import type { RequestKind } from './journal.ts'
import { tokensOf } from './tokens.ts'
import { understandOpenai } from './understand-openai.ts'

/** Below this no prefix is kept; above it, in steps. */
const SMALLEST_PREFIX_TOKENS = 1_024
const PREFIX_STEP_TOKENS = 128

export interface OpenaiQuirksOptions {
  readonly models: readonly SimulatedModel[]
  readonly requestsPerMinute: number
  readonly tokensPerMinute: number
  readonly clock: Clock
}

interface Buckets {
  readonly requests: RateBucket
  readonly tokens: RateBucket
}

/** OpenAI's ways, as far as its documents and bug reports tell them. */
export class OpenaiQuirks implements Quirks {
  readonly provider = 'openai'
  readonly tellsReasoning = false
  readonly keepAliveMs = undefined
  readonly waitLimitMs = undefined
  readonly #options: OpenaiQuirksOptions
  /** By model. */
  readonly #buckets = new Map<string, Buckets>()
  /** By `prompt_cache_key`: it sends like prompts to one machine. */
  readonly #prefixes = new Map<string, PrefixCache>()

  constructor(options: OpenaiQuirksOptions) {
    this.#options = options
  }

  route(method: string, path: string): RequestKind | undefined {
    if (method === 'POST' && path === '/v1/chat/completions') return 'chat'
    if (method === 'GET' && path === '/v1/models') return 'models'
    return undefined
  }

  understand(body: ChatBody, { now }: Asked): Task | ApiError {
    return understandOpenai(body, this.#options.models, now)
  }

  admit(task: Task): Admission | ApiError {
    const { requests, tokens } = this.#bucketsOf(task)
    const wanted = tokensOf(promptText(task.messages)) + (task.maxTokens ?? 0)
    for (const [unit, bucket, requested] of [
      ['requests', requests, 1],
      ['tokens', tokens, wanted],
    ] as const) {
      const waitMs = bucket.waitMs(requested)
      if (waitMs === 0) continue
      const used = Math.round(bucket.limit - bucket.remaining)
      const error = rateLimited(unit, task.model.id, { limit: bucket.limit, used, requested, waitMs })
      return { ...error, headers: { ...rateHeaders(requests, tokens), ...error.headers } }
    }
    requests.take(1)
    tokens.take(wanted)
    return { headers: rateHeaders(requests, tokens), release: () => {} }
  }

  readPrefix(task: Task): PrefixUse {
    const text = promptText(task.messages)
    const prompt = tokensOf(text)
    const shared = tokensOf(this.#prefixesOf(task).sharedPrefix(text))
    const cached = shared < SMALLEST_PREFIX_TOKENS ? 0 : shared - (shared % PREFIX_STEP_TOKENS)
    const isWritten = task.model.countsCacheWrites === true && prompt >= SMALLEST_PREFIX_TOKENS
    return { prompt, cached, written: isWritten ? prompt - cached : 0 }
  }

  keepPrefix(task: Task): void {
    this.#prefixesOf(task).addSeen(promptText(task.messages))
  }

  usage({ prompt, cached, written, completion, reasoning }: TokenCounts): Readonly<Record<string, unknown>> {
    return {
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: prompt + completion,
      prompt_tokens_details: { cached_tokens: cached, cache_write_tokens: written, audio_tokens: 0 },
      completion_tokens_details: {
        reasoning_tokens: reasoning,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    }
  }

  models(now: number): unknown {
    const data = this.#options.models
      .filter((model) => !isShutDown(model, now))
      .map(({ id, shutdownAt }) => ({
        id,
        object: 'model',
        created: 1_750_000_000,
        owned_by: 'openai',
        shutdown_date: shutdownAt?.slice(0, 10) ?? null,
      }))
    return { object: 'list', data }
  }

  error(fault: ErrorFault, model: string): ApiError {
    return openaiError(fault, model)
  }

  wrongKey(key: string): ApiError {
    return incorrectKey(key)
  }

  unpaid(): ApiError {
    return openaiError('429-quota', '')
  }

  headers(requestId: string): Readonly<Record<string, string>> {
    return {
      'x-request-id': requestId,
      'openai-organization': 'org-simulated',
      'openai-version': '2020-10-01',
    }
  }

  #bucketsOf({ model }: Task): Buckets {
    const { requestsPerMinute, tokensPerMinute, clock } = this.#options
    const buckets = this.#buckets.get(model.id) ?? {
      requests: new RateBucket(requestsPerMinute, clock),
      tokens: new RateBucket(tokensPerMinute, clock),
    }
    this.#buckets.set(model.id, buckets)
    return buckets
  }

  #prefixesOf({ body, model }: Task): PrefixCache {
    const owner = JSON.stringify([model.id, body['prompt_cache_key']])
    const known = this.#prefixes.get(owner) ?? new PrefixCache()
    this.#prefixes.set(owner, known)
    return known
  }
}

function rateHeaders(requests: RateBucket, tokens: RateBucket): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit-requests': String(requests.limit),
    'x-ratelimit-limit-tokens': String(tokens.limit),
    'x-ratelimit-remaining-requests': String(Math.max(0, Math.floor(requests.remaining))),
    'x-ratelimit-remaining-tokens': String(Math.max(0, Math.floor(tokens.remaining))),
    'x-ratelimit-reset-requests': asDuration(requests.resetMs),
    'x-ratelimit-reset-tokens': asDuration(tokens.resetMs),
  }
}

/** As `6m0s`, `1.5s` or `20ms`. */
function asDuration(ms: number): string {
  const whole = Math.ceil(ms)
  if (whole < 1_000) return `${whole}ms`
  const seconds = `${(whole % 60_000) / 1_000}s`
  return whole < 60_000 ? seconds : `${Math.floor(whole / 60_000)}m${seconds}`
}
