import type { ChatBody, ChatMessage } from './chat-body.ts'
import { exampleOf } from './example-of.ts'
import type { ProviderName } from './quirks.ts'

export type AnswerFormat = 'text' | 'json_object' | 'json_schema'

/** A request as the simulated model sees it: what the provider ignores is not in it. */
export interface BrainRequest {
  readonly provider: ProviderName
  readonly model: string
  readonly messages: readonly ChatMessage[]
  /** `none`: it does not think. */
  readonly effort: string
  /** `undefined` where it was not asked for, or is ignored. */
  readonly temperature: number | undefined
  readonly format: AnswerFormat
  /** Of `json_schema`. */
  readonly schema: Readonly<Record<string, unknown>> | undefined
  /** As it came. */
  readonly body: ChatBody
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal
}

export interface ToolCall {
  readonly name: string
  /** JSON. */
  readonly arguments: string
}

export interface BrainAnswer {
  readonly content: string
  /** What it thought; not told, nor counted, where it does not think. */
  readonly reasoning?: string | undefined
  readonly toolCalls?: readonly ToolCall[] | undefined
}

/** What answers in a model's place. One that throws is answered with the provider's 500. */
export type Brain = (request: BrainRequest) => BrainAnswer | Promise<BrainAnswer>

/** Says back the last message, labelled, in the format that was asked for. */
export const echoBrain: Brain = ({ model, messages, format, schema }) => {
  const echo = messages.findLast(({ role }) => role === 'user')?.content ?? ''
  if (format === 'json_schema' && schema) return { content: JSON.stringify(exampleOf(schema)) }
  if (format === 'json_object') return { content: JSON.stringify({ simulated: true, model, echo }) }
  return { content: `[simulated ${model}] ${echo}` }
}
