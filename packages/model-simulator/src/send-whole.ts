import { toolCallsOf } from './tool-calls.ts'
import type { Exchange } from './exchange.ts'
import { holdOn } from './hold-on.ts'
import type { PreparedAnswer } from './answer-chat.ts'
import type { Quirks } from './quirks.ts'
import { waitForAbort } from './wait-until.ts'

/** Sends an answer in one piece, when its last token would have been there. */
export async function sendWhole(exchange: Exchange, answer: PreparedAnswer, quirks: Quirks): Promise<void> {
  const { pace, draft, headers } = answer
  const tokens = draft.reasoningTokens + draft.answerTokens
  const begin = (): void => exchange.begin(200, { 'content-type': 'application/json', ...headers })
  const goesOn = await holdOn(exchange, quirks, {
    forMs: pace.firstTokenMs + tokens * pace.perTokenMs,
    keepAlive: () => {
      begin()
      exchange.write('\n')
    },
  })
  if (!goesOn) return
  begin()
  const text = JSON.stringify(completionOf(answer, quirks))
  const { faultKind } = exchange
  if (faultKind !== 'stall' && faultKind !== 'cut') return exchange.end(text)
  exchange.write(text.slice(0, Math.floor(text.length / 2)))
  if (faultKind === 'cut') return exchange.breakOff()
  await waitForAbort(exchange.signal)
}

function completionOf(
  { id, created, model, draft, usage }: PreparedAnswer,
  { tellsReasoning }: Quirks,
): unknown {
  const { content, refusal, reasoning, toolCalls, finishReason } = draft
  const message = {
    role: 'assistant',
    content,
    ...(tellsReasoning && reasoning ? { reasoning_content: reasoning } : {}),
    ...(tellsReasoning ? {} : { refusal, annotations: [] }),
    ...(toolCalls.length > 0 ? { tool_calls: toolCallsOf(id, toolCalls) } : {}),
  }
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason }],
    usage,
    system_fingerprint: 'simulated',
  }
}
