import { firstTokens, tokensOf } from './tokens.ts'
import type { BrainAnswer, ToolCall } from './brain.ts'
import type { Fault } from './chaos.ts'
import type { Task } from './quirks.ts'

/** What is going to be answered, before it is put into chunks. */
export interface Draft {
  /** `null`: it will not say. */
  readonly content: string | null
  readonly reasoning: string
  readonly refusal: string | null
  readonly toolCalls: readonly ToolCall[]
  readonly finishReason: string
  readonly reasoningTokens: number
  /** Of the answer, without reasoning. */
  readonly answerTokens: number
}

type Written = Pick<Draft, 'content' | 'refusal' | 'finishReason'>

/** What the model wrote, as far as its tokens reach and as the fault spoils it. */
export function draftAnswer(task: Task, answer: BrainAnswer, fault: Fault | undefined): Draft {
  const thinks = task.effort !== 'none'
  const budget = task.maxTokens ?? Number.MAX_SAFE_INTEGER
  const reasoning = thinks ? firstTokens(answer.reasoning ?? '', budget) : ''
  const reasoningTokens = Math.min(budget, tokensOf(reasoning))
  const toolCalls = answer.toolCalls ?? []
  const written = spoiled(fault) ?? spelled(answer.content, toolCalls.length > 0, fault)
  const within = cutTo(budget - reasoningTokens, written)
  const words = [within.content ?? '', within.refusal ?? '', ...toolCalls.map((call) => call.arguments)]
  const answerTokens = words.reduce((sum, text) => sum + tokensOf(text), 0)
  return { ...within, reasoning, reasoningTokens, toolCalls, answerTokens }
}

function cutTo(tokens: number, written: Written): Written {
  if (written.content === null || tokensOf(written.content) <= tokens) return written
  return { ...written, content: firstTokens(written.content, tokens), finishReason: 'length' }
}

function spoiled(fault: Fault | undefined): Written | undefined {
  switch (fault?.kind) {
    case 'blank':
      return { content: ' \n\n  ', refusal: null, finishReason: 'stop' }
    case 'not-json':
      return {
        content: 'Simulated: of course! Here is what you asked for.',
        refusal: null,
        finishReason: 'stop',
      }
    case 'schema-mismatch':
      return { content: '{"simulated":"nobody asked for this"}', refusal: null, finishReason: 'stop' }
    case 'content-filter':
      return { content: '', refusal: null, finishReason: 'content_filter' }
    case 'refusal':
      return { content: null, refusal: 'Simulated: I cannot help with that.', finishReason: 'stop' }
    default:
      return undefined
  }
}

function spelled(content: string, callsTools: boolean, fault: Fault | undefined): Written {
  const half = content.slice(0, Math.floor(content.length / 2))
  if (fault?.kind === 'length') return { content: half, refusal: null, finishReason: 'length' }
  if (fault?.kind === 'out-of-resources')
    return { content: half, refusal: null, finishReason: 'insufficient_system_resource' }
  return { content, refusal: null, finishReason: callsTools ? 'tool_calls' : 'stop' }
}
