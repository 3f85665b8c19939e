import { conversationRoute, postMessageRoute, type ProblemName } from '@larder/api-contract'
import { type Assistant, AssistantError, type AssistantErrorCode } from '@larder/assistant'
import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import type { Logger } from 'pino'
import { mayDo } from '../access/caller.ts'
import type { CallerVariables } from '../middleware/require-caller.ts'
import { preferredType } from '../openapi/preferred-type.ts'
import { invalidInput } from '../problem/invalid-input.ts'
import { ProblemError } from '../problem/problem-error.ts'
import { streamedReply } from './streamed-reply.ts'

/** The assistant, and the base whose book it keeps. */
export interface TableTalk {
  readonly assistant: Assistant
  readonly base: string
}

export interface AssistantRoutesOptions {
  /** `undefined`: no base is its book. */
  readonly talk: TableTalk | undefined
  readonly logger: Logger
}

/** Largest body taken, in bytes: a message of 2,000 characters in any script, and its id. */
const MAX_BODY_BYTES = 16 * 2 ** 10

const PROBLEMS: Readonly<Record<Exclude<AssistantErrorCode, 'INVALID_MESSAGE'>, ProblemName>> = {
  UNKNOWN_CONVERSATION: 'unknown-conversation',
  BUSY: 'conversation-busy',
}

/** `POST /assistant/messages` and `GET /assistant/conversations/{id}`. */
export function assistantRoutes({ talk, logger }: AssistantRoutesOptions): OpenAPIHono<CallerVariables> {
  const app = new OpenAPIHono<CallerVariables>()
  app.use('/assistant/*', async (c, next) => {
    const { base } = bookOf(talk)
    if (mayDo(c.get('caller'), base, 'write')) return next()
    throw new ProblemError(
      'not-permitted',
      `This key may not write to ${base}, where the assistant keeps its book.`,
    )
  })
  app.use('/assistant/messages', bodyLimit({ maxSize: MAX_BODY_BYTES, onError: refuseBody }))
  app.openapi(postMessageRoute, async (c) => {
    const { message, conversationId } = c.req.valid('json')
    const { assistant } = bookOf(talk)
    const { signal } = c.req.raw
    const options = { conversationId, signal }
    try {
      if (preferredType(c.req.header('accept'), REPLIES) === EVENTS)
        // The types of the route know its JSON alone.
        return (await streamedReply(c, assistant.stream(message, options), logger)) as never
      return c.json(await assistant.reply(message, options), 200)
    } catch (error) {
      throw refused(error, signal)
    }
  })
  app.openapi(conversationRoute, async (c) => {
    const conversation = await bookOf(talk).assistant.conversation(c.req.param('id'))
    if (conversation) return c.json(conversation, 200)
    throw new ProblemError('unknown-conversation', 'There is no such conversation, or it has ended.')
  })
  return app
}

const EVENTS = 'text/event-stream'
const REPLIES = ['application/json', EVENTS]

function bookOf(talk: TableTalk | undefined): TableTalk {
  if (talk) return talk
  throw new ProblemError(
    'no-book',
    'The assistant has no book: see docs/assistant.md for how to give it one.',
  )
}

function refuseBody(): never {
  throw new ProblemError('body-too-large', `The body is larger than ${MAX_BODY_BYTES} bytes.`)
}

function refused(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof AssistantError)
    return error.code === 'INVALID_MESSAGE'
      ? invalidInput([{ in: 'body', field: 'message', detail: error.message }])
      : new ProblemError(PROBLEMS[error.code], error.message)
  // Nobody reads it. What was written to the book is found when the message is sent again.
  return signal.aborted ? new ProblemError('caller-gone', 'The caller has gone.') : error
}
