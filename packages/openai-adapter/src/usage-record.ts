import type { ChatRequest, Completion, UsageRecord } from '@larder/assistant'

/** What the ledger is told of an answer. */
export function usageRecordOf({ agent, tenant }: ChatRequest, completion: Completion): UsageRecord {
  const { servedBy, usage, usd, savedUsd = 0, latency, cache } = completion
  const { provider, model } = servedBy
  const { totalMs } = latency
  return { agent, tenant, provider, model, usage, usd, savedUsd, totalMs, outcome: 'ok', cache }
}
