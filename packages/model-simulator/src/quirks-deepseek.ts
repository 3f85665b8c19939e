import {
  type Admission,
  type Asked,
  type PrefixUse,
  type Quirks,
  type Task,
  type TokenCounts,
} from './quirks.ts'
import { concurrencyExceeded, DEEPSEEK_ERRORS, deepseekError } from './errors-deepseek.ts'
import { PrefixCache, promptText } from './prefix-cache.ts'
import type { ApiError } from './api-error.ts'
import type { ChatBody } from './chat-body.ts'
import type { ErrorFault } from './fault-kinds.ts'
import { isShutDown, type SimulatedModel } from './simulated-model.ts'
import type { RequestKind } from './journal.ts'
import { tokensOf } from './tokens.ts'
import { understandDeepseek } from './understand-deepseek.ts'

/** Shared beginnings below this size are not kept: the unit of which the first version of its cache told. */
const SMALLEST_SHARED_TOKENS = 64

export interface DeepseekQuirksOptions {
  readonly models: readonly SimulatedModel[]
  /** Requests under way per model. Default: as published. */
  readonly concurrency?: number | undefined
  readonly keepAliveMs: number
}

/** DeepSeek's ways, as far as its documents and bug reports tell them. */
export class DeepseekQuirks implements Quirks {
  readonly provider = 'deepseek'
  readonly tellsReasoning = true
  readonly keepAliveMs: number
  readonly waitLimitMs = 600_000
  readonly #options: DeepseekQuirksOptions
  readonly #underWay = new Map<string, number>()
  /** By `user_id`: it keeps the caches of users apart. */
  readonly #prefixes = new Map<string, PrefixCache>()

  constructor(options: DeepseekQuirksOptions) {
    this.#options = options
    this.keepAliveMs = options.keepAliveMs
  }

  route(method: string, path: string): RequestKind | undefined {
    const plain = path.replace(/^\/(?:v1|beta)(?=\/)/, '')
    if (method === 'POST' && plain === '/chat/completions') return 'chat'
    if (method === 'GET' && plain === '/models') return 'models'
    if (method === 'GET' && plain === '/user/balance') return 'balance'
    return undefined
  }

  understand(body: ChatBody, asked: Asked): Task | ApiError {
    return understandDeepseek(body, this.#options.models, asked)
  }

  admit({ model }: Task): Admission | ApiError {
    const limit = this.#options.concurrency ?? model.concurrency ?? 500
    const underWay = this.#underWay.get(model.id) ?? 0
    if (underWay >= limit) return concurrencyExceeded(underWay + 1, limit)
    this.#underWay.set(model.id, underWay + 1)
    let held = true
    const release = (): void => {
      if (held) this.#underWay.set(model.id, (this.#underWay.get(model.id) ?? 1) - 1)
      held = false
    }
    return { headers: {}, release }
  }

  readPrefix(task: Task): PrefixUse {
    const prompt = promptText(task.messages)
    const cached = tokensOf(this.#prefixesOf(task).wholeUnit(prompt))
    return { prompt: tokensOf(prompt), cached, written: 0 }
  }

  keepPrefix(task: Task, content: string): void {
    const prefixes = this.#prefixesOf(task)
    const prompt = promptText(task.messages)
    const shared = prefixes.sharedPrefix(prompt)
    if (tokensOf(shared) >= SMALLEST_SHARED_TOKENS) prefixes.addUnit(shared)
    prefixes.addUnit(prompt)
    prefixes.addUnit(
      prompt + promptText([{ role: 'assistant', content, hasToolCalls: false, reasoning: undefined }]),
    )
    prefixes.addSeen(prompt)
  }

  usage({ prompt, cached, completion, reasoning }: TokenCounts): Readonly<Record<string, unknown>> {
    return {
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: prompt + completion,
      prompt_tokens_details: { cached_tokens: cached },
      completion_tokens_details: { reasoning_tokens: reasoning },
      prompt_cache_hit_tokens: cached,
      prompt_cache_miss_tokens: prompt - cached,
    }
  }

  models(now: number): unknown {
    const data = this.#options.models
      .filter((model) => !isShutDown(model, now))
      .map(({ id }) => ({ id, object: 'model', owned_by: 'deepseek' }))
    return { object: 'list', data }
  }

  error(fault: ErrorFault): ApiError {
    return DEEPSEEK_ERRORS[fault]
  }

  wrongKey(key: string): ApiError {
    const message = `Authentication Fails, Your api key: ****${key.slice(-4)} is invalid`
    return deepseekError(401, message, 'authentication_error')
  }

  unpaid(): ApiError {
    return DEEPSEEK_ERRORS['402']
  }

  headers(requestId: string): Readonly<Record<string, string>> {
    return { 'x-ds-trace-id': requestId }
  }

  #prefixesOf({ body, model }: Task): PrefixCache {
    const owner = JSON.stringify([model.id, body['user_id']])
    const known = this.#prefixes.get(owner) ?? new PrefixCache()
    this.#prefixes.set(owner, known)
    return known
  }
}
