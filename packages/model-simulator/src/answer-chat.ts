import type { Brain, BrainAnswer } from './brain.ts'
import { type Draft, draftAnswer } from './draft.ts'
import type { PrefixUse, Quirks, Task } from './quirks.ts'
import type { ChatBody } from './chat-body.ts'
import type { Exchange } from './exchange.ts'
import type { PacedAnswer, Pacing } from './pacing.ts'
import { firstTokens } from './tokens.ts'
import { sendStream } from './send-stream.ts'
import { sendWhole } from './send-whole.ts'

export interface ChatSetting {
  readonly quirks: Quirks
  readonly brain: Brain
  readonly pacing: Pacing
  readonly reasoningTokens: Readonly<Record<string, number>>
  /** Ms of chaos before the first token. */
  readonly delayMs: number
  readonly id: string
  /** Without its prefix and query. */
  readonly path: string
}

/** All that a sender needs to know of an answer. */
export interface PreparedAnswer {
  readonly id: string
  /** In seconds since the epoch. */
  readonly created: number
  /** The model that the answer names. */
  readonly model: string
  readonly task: Task
  readonly draft: Draft
  readonly usage: Readonly<Record<string, unknown>>
  /** From the request's arrival. */
  readonly pace: PacedAnswer
  /** Of the rate limit. */
  readonly headers: Readonly<Record<string, string>>
}

/** Answers a chat completion: understood, admitted, thought, then sent at the model's pace. */
export async function answerChat(exchange: Exchange, body: ChatBody, setting: ChatSetting): Promise<void> {
  const { quirks } = setting
  const task = quirks.understand(body, { now: exchange.clock.now(), path: setting.path })
  if ('status' in task) return exchange.error(task)
  const admission = quirks.admit(task)
  if ('status' in admission) return exchange.error(admission)
  try {
    const prefix = quirks.readPrefix(task)
    const thought = await think(task, setting, exchange.signal)
    if (thought === undefined) return exchange.error(quirks.error('500', task.model.id))
    const draft = draftAnswer(task, thought, exchange.fault)
    const answer = prepare(exchange, { task, draft, prefix, headers: admission.headers }, setting)
    await (task.stream ? sendStream(exchange, answer, quirks) : sendWhole(exchange, answer, quirks))
    quirks.keepPrefix(task, draft.content ?? '')
  } finally {
    admission.release()
  }
}

function prepare(
  exchange: Exchange,
  {
    task,
    draft,
    prefix,
    headers,
  }: Pick<PreparedAnswer, 'task' | 'draft' | 'headers'> & { readonly prefix: PrefixUse },
  { quirks, pacing, delayMs, id }: ChatSetting,
): PreparedAnswer {
  const completion = draft.reasoningTokens + draft.answerTokens
  const { firstTokenMs, perTokenMs } = pacing.draw(task.model.id)
  exchange.finishReason = draft.finishReason
  exchange.usage = quirks.usage({ ...prefix, completion, reasoning: draft.reasoningTokens })
  return {
    id,
    created: Math.floor(exchange.clock.now() / 1_000),
    model: task.model.servedAs ?? task.model.id,
    task,
    draft,
    usage: exchange.usage,
    pace: { firstTokenMs: delayMs + firstTokenMs, perTokenMs },
    headers,
  }
}

/** `undefined`: the brain threw. */
async function think(
  task: Task,
  setting: ChatSetting,
  signal: AbortSignal,
): Promise<BrainAnswer | undefined> {
  const { effort, temperature, format, schema, messages, body, model } = task
  const { provider } = setting.quirks
  try {
    const answer = await setting.brain({
      provider,
      model: model.id,
      messages,
      effort,
      temperature,
      format,
      schema,
      body,
      signal,
    })
    return { ...answer, reasoning: answer.reasoning ?? filler(setting.reasoningTokens[effort]) }
  } catch {
    return undefined
  }
}

const THOUGHT = '[simulated reasoning] '

function filler(tokens: number | undefined): string {
  if (tokens === undefined) return THOUGHT
  const sentence = THOUGHT.repeat(Math.ceil((tokens * 5) / THOUGHT.length))
  return firstTokens(sentence, tokens)
}
