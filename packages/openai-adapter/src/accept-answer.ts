import type { ChatRequest, ChatUsage, SpentInVain } from '@larder/assistant'
import { NO_USAGE } from './usage.ts'
import { chatModelError } from './openai-errors.ts'

/** What a provider said, in one piece or put together from many. */
export interface Answer {
  readonly text: string
  /** `undefined` when it never said that it had finished. */
  readonly finish: string | undefined
  readonly isRefusal: boolean
  /** As the provider names it; `undefined` when it does not. */
  readonly model: string | undefined
  readonly usage: ChatUsage | undefined
  readonly requestId: string | undefined
}

export interface AcceptContext {
  readonly provider: string
  readonly usd: number | undefined
}

/** The value of an answer that is finished and fits the request's schema. Throws ChatModelError for any other, with its cost. */
export function acceptAnswer<T>(
  answer: Answer,
  request: ChatRequest<T>,
  context: AcceptContext,
): T | undefined {
  const { provider, usd } = context
  const { finish, isRefusal, requestId, usage, text } = answer
  const spent: SpentInVain = { usage: usage ?? NO_USAGE, usd }
  const failed = (code: Parameters<typeof chatModelError>[0], detail?: string) =>
    chatModelError(code, { provider, requestId, spent }, detail)
  if (isRefusal || finish === 'content_filter') throw failed('REFUSED')
  if (finish === undefined) throw failed('INCOMPLETE', 'it ended without finish_reason')
  if (finish === 'insufficient_system_resource') throw failed('OVERLOADED')
  if (finish === 'length') throw failed('LENGTH', `${request.maxTokens} tokens were not enough`)
  if (finish !== 'stop') throw failed('INVALID_OUTPUT', 'it ended for an unknown reason')
  if (text.trim() === '') throw failed('INVALID_OUTPUT', 'it was blank')
  if (!request.schema) return undefined
  const { schema } = request
  try {
    return schema.parse(jsonOf(text))
  } catch (error) {
    // Neither error is passed on: both quote what was answered.
    throw failed(
      'INVALID_OUTPUT',
      error instanceof SyntaxError ? 'it was not JSON' : `it did not fit the schema ${schema.name}`,
    )
  }
}

function jsonOf(text: string): unknown {
  return JSON.parse(text)
}
