import type { ChatUsage, SpentInVain } from '@larder/assistant'

export const NO_USAGE: ChatUsage = { inputMiss: 0, inputHit: 0, cacheWrite: 0, output: 0, reasoning: 0 }

/**
 * Tokens as a provider reports them: DeepSeek's hits and misses, or OpenAI's total with details. What was written to the
 * provider's cache is no miss: it has a price of its own. `undefined` when the provider reports nothing.
 */
export function usageFrom(raw: unknown): ChatUsage | undefined {
  if (!isObject(raw)) return undefined
  const prompt = count(raw['prompt_tokens'])
  const input = objectAt(raw, 'prompt_tokens_details')
  const cacheWrite = count(input['cache_write_tokens'])
  const inputHit = count(raw['prompt_cache_hit_tokens'] ?? input['cached_tokens'])
  const inputMiss =
    raw['prompt_cache_miss_tokens'] === undefined
      ? Math.max(0, prompt - inputHit - cacheWrite)
      : count(raw['prompt_cache_miss_tokens'])
  return {
    inputMiss,
    inputHit,
    cacheWrite,
    output: count(raw['completion_tokens']),
    reasoning: count(objectAt(raw, 'completion_tokens_details')['reasoning_tokens']),
  }
}

export function addUsage(a: ChatUsage, b: ChatUsage): ChatUsage {
  return {
    inputMiss: a.inputMiss + b.inputMiss,
    inputHit: a.inputHit + b.inputHit,
    cacheWrite: a.cacheWrite + b.cacheWrite,
    output: a.output + b.output,
    reasoning: a.reasoning + b.reasoning,
  }
}

/** Both together; with one price unknown the sum is unknown. */
export function addSpent(a: SpentInVain, b: SpentInVain): SpentInVain {
  const usd = a.usd === undefined || b.usd === undefined ? undefined : a.usd + b.usd
  return { usage: addUsage(a.usage, b.usage), usd }
}

function objectAt(raw: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, unknown>> {
  const value = raw[name]
  return isObject(value) ? value : {}
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0
}
