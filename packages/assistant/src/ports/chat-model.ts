import type { PolicyContext } from '@larder/cache-core'

/** Who asks: limits, costs and answers are accounted by agent. */
export type AgentName = 'router' | 'logic' | 'human'

/** How long a model may think. The one portable word: a provider translates it, or refuses what it cannot do. */
export type Effort = 'none' | 'low' | 'high'

export interface ChatMessage {
  readonly role: 'user' | 'assistant'
  readonly content: string
}

/** The shape an answer must have. */
export interface ResponseSchema<T> {
  readonly name: string
  /** JSON Schema, as strict modes take it: every property required, no additional ones. */
  readonly jsonSchema: Readonly<Record<string, unknown>>
  /** The value as that shape; throws on any other. */
  readonly parse: (value: unknown) => T
}

export interface ChatRequest<T = unknown> {
  readonly agent: AgentName
  /** The instructions; static text first, so that providers can keep it. */
  readonly system: string
  /** Of one conversation, oldest first; the last one is the user's. */
  readonly messages: readonly ChatMessage[]
  /** Default: the answer is text. */
  readonly schema?: ResponseSchema<T> | undefined
  readonly effort: Effort
  /** Of the answer, thinking included. */
  readonly maxTokens: number
  /** Default: the provider's. */
  readonly temperature?: number | undefined
  /** Whose answers, costs and limits these are. Answers are not shared between tenants. */
  readonly tenant: string
  /** Changes with every change of the instructions. */
  readonly promptVersion: string
  /** Tells variants of an equal request apart, where the same answer each time would be dull. Default 0. */
  readonly variant?: number | undefined
}

export interface ChatContext extends PolicyContext {
  /** Aborts with the caller. */
  readonly signal: AbortSignal
}

/** Tokens. A provider that does not count something reports 0. */
export interface ChatUsage {
  readonly inputMiss: number
  /** Read from the provider's own prefix cache. */
  readonly inputHit: number
  readonly cacheWrite: number
  /** Reasoning included. */
  readonly output: number
  readonly reasoning: number
}

export interface ServedBy {
  readonly provider: string
  /** As the provider names it in its answer. */
  readonly model: string
  /** The provider that was asked first, where this one stands in for it. */
  readonly fallbackFrom?: string | undefined
}

export interface Completion<T = unknown> {
  readonly text: string
  /** Where the request has a schema. */
  readonly parsed?: T | undefined
  readonly servedBy: ServedBy
  readonly usage: ChatUsage
  /** What it cost; 0 for an answer from the cache. `undefined`: no price is known for the model at that time. */
  readonly usd: number | undefined
  readonly latency: {
    /** To the first token; `undefined` where the answer came in one piece. */
    readonly ttftMs: number | undefined
    readonly totalMs: number
    readonly attempts: number
  }
  readonly cache: 'hit' | 'stale' | 'miss' | 'bypass'
  /** What an answer from the cache had cost when it was made; `usage` and `usd` are 0 then. */
  readonly savedUsd?: number | undefined
  /** What an answer from the cache had used when it was made. */
  readonly cachedUsage?: ChatUsage | undefined
  readonly requestId: string | undefined
}

export type ChatDelta<T = unknown> =
  | { readonly type: 'text'; readonly text: string }
  /** The last one. */
  | { readonly type: 'done'; readonly completion: Completion<T> }

/** A model that talks. Rejects with ChatModelError for what the provider said, with CacheError for what was not even sent. */
export interface ChatModel {
  complete<T>(request: ChatRequest<T>, context: ChatContext): Promise<Completion<T>>
  /** The same piece by piece; throws while it is read. What was read before it threw is void. */
  stream<T>(request: ChatRequest<T>, context: ChatContext): AsyncIterable<ChatDelta<T>>
}
