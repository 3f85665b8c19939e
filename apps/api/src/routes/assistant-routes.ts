import {
  type Assistant,
  AssistantError,
  type AssistantErrorCode,
  MOST_MESSAGE_CHARACTERS,
  type ReplyEvent,
} from '@larder/assistant'
import { type Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Logger } from 'pino'
import { z } from 'zod'
import { mayDo } from '../access/caller.ts'
import type { CreateOnce } from '../create-once.ts'
import type { CallerVariables } from '../middleware/require-caller.ts'
import { problem } from '../problem.ts'
import { refusedOnce, replyOnce, streamOnce } from './assistant-once.ts'

/** The assistant, and the base whose book it keeps. */
export interface TableTalk {
  readonly assistant: Assistant
  readonly base: string
}

export interface AssistantRoutesOptions {
  /** `undefined`: no base is its book. */
  readonly talk: TableTalk | undefined
  /** Keeps a message that is sent again under its key from taking another turn. */
  readonly createOnce: CreateOnce
  readonly logger: Logger
}

/** Largest body taken, in bytes: a message of 2,000 characters in any script, and its id. */
const MAX_BODY_BYTES = 16 * 2 ** 10

const body = z.strictObject({
  message: z
    .string({ error: 'must be a text' })
    .min(1, 'must not be empty')
    .max(MOST_MESSAGE_CHARACTERS, `must have at most ${MOST_MESSAGE_CHARACTERS} characters`),
  conversationId: z
    .string({ error: 'must be the id of an earlier answer' })
    .max(64, 'is no id of ours')
    .optional(),
})

const STATUS: Readonly<Record<AssistantErrorCode, ContentfulStatusCode>> = {
  INVALID_MESSAGE: 400,
  UNKNOWN_CONVERSATION: 404,
  BUSY: 409,
}

/** `POST /messages` and `GET /conversations/{id}`, below `/assistant`. */
export function assistantRoutes({ talk, createOnce, logger }: AssistantRoutesOptions): Hono<CallerVariables> {
  const app = new Hono<CallerVariables>()
  app.use('*', async (c, next) => {
    if (!talk)
      return problem(c, 404, 'The assistant has no book: see docs/assistant.md for how to give it one.')
    if (!mayDo(c.get('caller'), talk.base, 'write'))
      return problem(c, 403, `This key may not write to ${talk.base}, where the assistant keeps its book.`)
    return next()
  })
  if (!talk) return app
  const { assistant, base } = talk
  app.post('/messages', async (c) => {
    const asked = await readMessage(c.req.raw)
    if ('detail' in asked) return problem(c, asked.status, asked.detail)
    const { message, conversationId } = asked
    const options = { conversationId, signal: c.req.raw.signal }
    const idempotencyKey = c.req.header('idempotency-key')
    const once =
      idempotencyKey === undefined
        ? undefined
        : { idempotencyKey, caller: c.get('caller').name, base, message, conversationId }
    try {
      if (acceptsEvents(c)) {
        const events = once ? streamOnce(createOnce, assistant, once) : assistant.stream(message, options)
        return await streamed(c, events, logger)
      }
      if (!once) return c.json(await assistant.reply(message, options))
      const { reply, isReplayed } = await replyOnce(createOnce, assistant, once)
      if (isReplayed) c.header('idempotent-replayed', 'true')
      return c.json(reply)
    } catch (error) {
      return refused(c, error)
    }
  })
  app.get('/conversations/:id', async (c) => {
    const conversation = await assistant.conversation(c.req.param('id'))
    return conversation
      ? c.json(conversation)
      : problem(c, 404, 'There is no such conversation, or it has ended.')
  })
  return app
}

function refused(c: Context, error: unknown): Response {
  if (error instanceof AssistantError) return problem(c, STATUS[error.code], error.message)
  const refusal = refusedOnce(error)
  if (refusal) {
    const { status, detail, retryAfterMs } = refusal
    if (retryAfterMs !== undefined) c.header('retry-after', String(Math.ceil(retryAfterMs / 1_000)))
    return problem(c, status as ContentfulStatusCode, detail)
  }
  // Nobody reads it. What was written to the book is found when the message is sent again.
  if (c.req.raw.signal.aborted) return problem(c, 408, 'The caller has gone.')
  throw error
}

function acceptsEvents(c: Context): boolean {
  return (c.req.header('accept') ?? '').toLowerCase().includes('text/event-stream')
}

/** The first event decides the status: what is refused is a problem, not a stream. */
async function streamed(c: Context, stream: AsyncIterable<ReplyEvent>, logger: Logger): Promise<Response> {
  const events = stream[Symbol.asyncIterator]()
  let next = await events.next()
  return streamSSE(
    c,
    async (stream) => {
      for (; next.done !== true; next = await events.next()) {
        const { type, ...event } = next.value
        await stream.writeSSE({ event: type, data: JSON.stringify(event) })
      }
    },
    async (error, stream) => {
      if (c.req.raw.signal.aborted) return
      logger.error({ error: error.message, stack: error.stack }, 'a reply failed on its way')
      await stream.writeSSE({
        event: 'error',
        data: JSON.stringify({ detail: 'The reply failed on its way: ask where the conversation stands.' }),
      })
    },
  )
}

async function readMessage(
  request: Request,
): Promise<
  | (z.infer<typeof body> & { readonly conversationId: string | undefined })
  | { readonly status: 400 | 413; readonly detail: string }
> {
  const bytes = await readWithin(request)
  if (bytes === undefined) return { status: 413, detail: `The body is larger than ${MAX_BODY_BYTES} bytes.` }
  let json: unknown
  try {
    json = JSON.parse(bytes)
  } catch {
    return { status: 400, detail: 'The body must be JSON: { "message": "…", "conversationId": "…" }.' }
  }
  const { data, error } = body.safeParse(json)
  if (data) return { message: data.message, conversationId: data.conversationId }
  const told = error.issues.map(({ path, message }) =>
    path.length === 0 ? `The body: ${message}` : `${path.join('.')} ${message}`,
  )
  return { status: 400, detail: `${told.join('; ')}.` }
}

/** `undefined` when there is more than may be taken, however much was declared. */
async function readWithin(request: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
