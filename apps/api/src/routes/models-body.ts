import type { ModelsBody, ModelUseBody } from '@larder/api-contract'
import type { UsageTotal, UsageTotals } from '@larder/openai-adapter'

/** What models were used for, and what that cost, since the process began; not by tenant. */
export function modelsBody({ all, byAgent, byProvider, byModel }: UsageTotals): ModelsBody {
  return {
    ...totalBody(all),
    by_agent: bodies(byAgent),
    by_provider: bodies(byProvider),
    by_model: bodies(byModel),
  }
}

function bodies(totals: Readonly<Record<string, UsageTotal>>): Record<string, ModelUseBody> {
  return Object.fromEntries(Object.entries(totals).map(([name, total]) => [name, totalBody(total)]))
}

function totalBody({ calls, errors, hits, usage, usd, savedUsd, unpriced }: UsageTotal): ModelUseBody {
  return {
    calls,
    errors,
    cache_hits: hits,
    tokens: {
      input: usage.inputMiss + usage.cacheWrite,
      input_cached: usage.inputHit,
      output: usage.output,
      reasoning: usage.reasoning,
    },
    usd: toMicros(usd),
    saved_usd: toMicros(savedUsd),
    unpriced_calls: unpriced,
  }
}

/** Sums of floats without their dust. */
function toMicros(usd: number): number {
  return Math.round(usd * 1_000_000) / 1_000_000
}
