import type { UsageTotals } from '@larder/openai-adapter'
import type { ModelSpend } from './live-point.ts'

/** Where it is added up what models were used for. */
export interface UsageSums {
  totals(): Pick<UsageTotals, 'byProvider'>
}

/** Since the start, the most expensive first. */
export function spendByProvider(usage: UsageSums): readonly ModelSpend[] {
  return Object.entries(usage.totals().byProvider)
    .map(([provider, { usage: tokens, ...total }]) => ({
      provider,
      ...total,
      inputTokens: tokens.inputMiss + tokens.inputHit + tokens.cacheWrite,
      outputTokens: tokens.output,
    }))
    .toSorted((one, other) => other.usd - one.usd || other.calls - one.calls)
}
