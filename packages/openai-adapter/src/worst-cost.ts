import type { ChatRequest } from '@larder/assistant'
import { costIfKnown } from './pricing.ts'
import { NO_USAGE } from './usage.ts'

/** Fewer than there are in any text that we know of: Spanish and English have about four. */
const CHARACTERS_PER_TOKEN = 3

export interface WorstCostOptions {
  readonly provider: string
  readonly model: string
  /** Instant of the request, in ms since the epoch. */
  readonly at: number
}

/** The most that one attempt at a request is expected to cost, in USD: nothing in a prefix cache, and all of `maxTokens`. 0 where no price is known. */
export function worstCostOf(request: ChatRequest, options: WorstCostOptions): number {
  const { system, messages, schema, maxTokens } = request
  const texts = [
    system,
    ...messages.map(({ content }) => content),
    schema ? JSON.stringify(schema.jsonSchema) : '',
  ]
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  const usage = {
    ...NO_USAGE,
    inputMiss: Math.ceil(characters / CHARACTERS_PER_TOKEN),
    output: maxTokens,
  }
  return costIfKnown({ ...options, usage }) ?? 0
}
