import { AirtableError } from '@larder/airtable-adapter'
import { type Assistant, AssistantError, type Reply, replyEvents, type ReplyEvent } from '@larder/assistant'
import { CacheError } from '@larder/cache-core'
import type { CreateOnce } from '../create-once.ts'

export interface AskedOnce {
  /** As the client sent it. */
  readonly idempotencyKey: string
  /** Keys of different callers are different. */
  readonly caller: string
  /** Whose book it is. */
  readonly base: string
  readonly message: string
  readonly conversationId: string | undefined
}

/** Why a message with a key is not answered. */
export interface RefusedOnce {
  readonly status: number
  readonly detail: string
  readonly retryAfterMs?: number | undefined
}

export interface RepliedOnce {
  readonly reply: Reply
  /** Whether it is that of an earlier request. */
  readonly isReplayed: boolean
}

/**
 * Answers a message once for each `Idempotency-Key`, for 24 h: the same message sent again takes no turn, and is answered as the
 * first was. It is seen through when its caller goes away, so that whoever asks again has the answer.
 */
export async function replyOnce(
  once: CreateOnce,
  assistant: Assistant,
  asked: AskedOnce,
  tell: (event: ReplyEvent) => void = () => {},
): Promise<RepliedOnce> {
  const { idempotencyKey, caller, base, message, conversationId } = asked
  const { answer, isReplayed } = await once.run({
    idempotencyKey,
    caller,
    target: ['assistant', base],
    body: { message, conversationId },
    create: () => wholeReply(assistant, asked, tell),
    // What the assistant refuses has taken no turn.
    mayBeDone: (error) => !(error instanceof AssistantError),
  })
  return { reply: answer as Reply, isReplayed }
}

/** The same piece by piece; of an answer that is given again there is nothing but the text and the whole. */
export function streamOnce(
  once: CreateOnce,
  assistant: Assistant,
  asked: AskedOnce,
): AsyncIterable<ReplyEvent> {
  return replyEvents(async (tell) => (await replyOnce(once, assistant, asked, tell)).reply)
}

/** `undefined` for what is no refusal. */
export function refusedOnce(error: unknown): RefusedOnce | undefined {
  if (error instanceof AirtableError && error.status > 0) {
    const { status, message, retryAfterMs } = error
    const isLost = status === 409 && retryAfterMs === undefined
    return { status, detail: isLost ? LOST : message, retryAfterMs }
  }
  // Without the store nobody can tell whether it was answered before.
  if (error instanceof CacheError)
    return { status: 503, detail: AWAY, retryAfterMs: error.retryAfterMs ?? AWAY_MS }
  return undefined
}

const AWAY_MS = 5_000
const AWAY =
  'What was answered under an Idempotency-Key cannot be looked up now, so the message was not taken. Send it again in a moment.'
const LOST =
  'A message with this Idempotency-Key was taken and its answer was lost. Ask GET /assistant/conversations/{id} what has been booked; to send it again, use another key.'

async function wholeReply(
  assistant: Assistant,
  { message, conversationId }: AskedOnce,
  tell: (event: ReplyEvent) => void,
): Promise<Reply> {
  for await (const event of assistant.stream(message, { conversationId })) {
    if (event.type === 'understood') tell(event)
    if (event.type === 'done') return event.reply
  }
  throw new Error('A reply ended before it was whole.')
}
