import { AirtableError } from '@larder/airtable-adapter'
import { type Assistant, AssistantError, type Reply, replyEvents, type ReplyEvent } from '@larder/assistant'
import { PROBLEM_TYPES } from '@larder/api-contract'
import { CacheError } from '@larder/cache-core'
import type { CreateOnce } from '../create-once.ts'
import { invalidInput } from '../problem/invalid-input.ts'
import { ProblemError } from '../problem/problem-error.ts'

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

/** What CreateOnce refuses, as a problem; `undefined` for what it does not. */
export function refusedOnce(error: unknown): ProblemError | undefined {
  // Without the store nobody can tell whether it was answered before.
  if (error instanceof CacheError)
    return new ProblemError('temporarily-unavailable', AWAY, retryAfter(error.retryAfterMs ?? AWAY_MS))
  if (!(error instanceof AirtableError)) return undefined
  const { status, message, retryAfterMs } = error
  if (status === 400) return invalidInput([{ in: 'header', field: 'Idempotency-Key', detail: message }])
  if (status === 422) return new ProblemError('idempotency-key-reused', message)
  if (status !== 409) return undefined
  return retryAfterMs === undefined
    ? new ProblemError('message-outcome-unknown', PROBLEM_TYPES['message-outcome-unknown'].meaning)
    : new ProblemError('message-under-way', message, retryAfter(retryAfterMs))
}

const AWAY_MS = 5_000
const AWAY =
  'What was answered under an Idempotency-Key cannot be looked up now, so the message was not taken. Send it again in a moment.'

function retryAfter(ms: number): { readonly headers: Readonly<Record<string, string>> } {
  return { headers: { 'retry-after': String(Math.ceil(ms / 1_000)) } }
}

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
