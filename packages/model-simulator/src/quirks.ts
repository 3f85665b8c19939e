import type { AnswerFormat } from './brain.ts'
import type { ApiError } from './api-error.ts'
import type { ChatBody, ChatMessage } from './chat-body.ts'
import type { ErrorFault } from './fault-kinds.ts'
import type { RequestKind } from './journal.ts'
import type { SimulatedModel } from './simulated-model.ts'

export type ProviderName = 'openai' | 'deepseek'

/** A request as the provider understands it. */
export interface Task {
  readonly model: SimulatedModel
  readonly messages: readonly ChatMessage[]
  readonly body: ChatBody
  readonly stream: boolean
  readonly includeUsage: boolean
  /** `none`: it does not think. */
  readonly effort: string
  readonly temperature: number | undefined
  readonly maxTokens: number | undefined
  readonly format: AnswerFormat
  readonly schema: Readonly<Record<string, unknown>> | undefined
}

/** Tokens of one answer, before a provider words them. */
export interface TokenCounts {
  readonly prompt: number
  /** Of the prompt, read from the prefix cache. */
  readonly cached: number
  /** Of the prompt, written to the prefix cache at a price. */
  readonly written: number
  /** Reasoning included. */
  readonly completion: number
  readonly reasoning: number
}

/** When and where a request was made. */
export interface Asked {
  /** Wall time, ms since the epoch. */
  readonly now: number
  /** Without its prefix and query. */
  readonly path: string
}

/** What of a prompt the prefix cache had. */
export type PrefixUse = Pick<TokenCounts, 'prompt' | 'cached' | 'written'>

/** A place among the running requests. */
export interface Admission {
  readonly headers: Readonly<Record<string, string>>
  /** Gives the place back. Idempotent. */
  release(): void
}

/** Where a provider is not like the other. One object per simulated account: it holds the account's state. */
export interface Quirks {
  readonly provider: ProviderName
  /** Whether the text of what it thought is told. */
  readonly tellsReasoning: boolean
  /** While a request waits for its first token, something is sent every so many ms; `undefined`: silence. */
  readonly keepAliveMs: number | undefined
  /** A request that waited so long, in ms, is broken off; `undefined`: never. */
  readonly waitLimitMs: number | undefined
  /** What a path without its prefix is for; `undefined`: nothing. */
  route(method: string, path: string): RequestKind | undefined
  /** How the request is understood, or why it is refused. */
  understand(body: ChatBody, asked: Asked): Task | ApiError
  /** A place for the request, or the rate limit's answer. */
  admit(task: Task): Admission | ApiError
  /** Looks the prompt up in the prefix cache. */
  readPrefix(task: Task): PrefixUse
  /** Remembers what was asked and answered. */
  keepPrefix(task: Task, content: string): void
  usage(counts: TokenCounts): Readonly<Record<string, unknown>>
  models(now: number): unknown
  error(fault: ErrorFault, model: string): ApiError
  wrongKey(key: string): ApiError
  /** The answer while the account has no money. */
  unpaid(): ApiError
  headers(requestId: string): Readonly<Record<string, string>>
}
