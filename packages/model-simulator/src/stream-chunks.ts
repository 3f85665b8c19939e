import { piecesOf, tokensOf } from './tokens.ts'
import type { PreparedAnswer } from './answer-chat.ts'
import type { Quirks } from './quirks.ts'
import { toolCallsOf } from './tool-calls.ts'

export interface StreamChunk {
  /** Tokens that the model writes before this chunk can be sent. */
  readonly tokensBefore: number
  /** Whether it carries finish_reason. */
  readonly isLast: boolean
  readonly value: unknown
}

const TOKENS_EACH = 4

type Delta = Readonly<Record<string, unknown>>

/** An answer in chunks: the role, what it thought (where that is told), the text, finish_reason, the usage. */
export function* chunksOf(answer: PreparedAnswer, quirks: Quirks): Generator<StreamChunk> {
  const { draft, task } = answer
  const total = draft.reasoningTokens + draft.answerTokens
  let tokensBefore = 0
  const chunk = (delta: Delta): StreamChunk => ({
    tokensBefore,
    isLast: false,
    value: chunkOf(answer, delta, null),
  })

  const tellsReasoning = quirks.tellsReasoning && draft.reasoning !== ''
  yield chunk({
    role: 'assistant',
    ...(tellsReasoning ? { content: null, reasoning_content: '' } : { content: '' }),
  })
  for (const piece of tellsReasoning ? piecesOf(draft.reasoning, TOKENS_EACH) : []) {
    tokensBefore += TOKENS_EACH
    yield chunk({ content: null, reasoning_content: piece })
  }
  tokensBefore = draft.reasoningTokens
  for (const piece of piecesOf(draft.content ?? '', TOKENS_EACH)) {
    tokensBefore = Math.min(total, tokensBefore + tokensOf(piece))
    yield chunk({ content: piece, ...(tellsReasoning ? { reasoning_content: null } : {}) })
  }
  tokensBefore = total
  if (draft.refusal !== null) yield chunk({ refusal: draft.refusal })
  for (const [index, call] of toolCallsOf(answer.id, draft.toolCalls).entries())
    yield chunk({ tool_calls: [{ index, ...call }] })
  yield { tokensBefore, isLast: true, value: chunkOf(answer, {}, draft.finishReason) }
  if (task.includeUsage)
    yield { tokensBefore, isLast: false, value: { ...envelope(answer), choices: [], usage: answer.usage } }
}

function chunkOf(answer: PreparedAnswer, delta: Delta, finishReason: string | null): unknown {
  return {
    ...envelope(answer),
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
    ...(answer.task.includeUsage ? { usage: null } : {}),
  }
}

function envelope({ id, created, model }: PreparedAnswer): Readonly<Record<string, unknown>> {
  return { id, object: 'chat.completion.chunk', created, model, system_fingerprint: 'simulated' }
}
