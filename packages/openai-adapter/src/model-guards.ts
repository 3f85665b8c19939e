import { ChatModelError } from '@larder/assistant'
import {
  Bulkhead,
  type CircuitBreaker,
  circuitBreaker,
  type Clock,
  failFast,
  pipeline,
  type Policy,
  type RateBudget,
  RateLimit,
  rateLimit,
} from '@larder/cache-core'
import { ERROR_TABLE } from './error-table.ts'
import type { ModelLatch } from './model-latch.ts'
import type { Provider } from './providers.ts'

export interface ModelGuardsOptions {
  readonly provider: Provider
  readonly model: string
  readonly latch: ModelLatch
  readonly breaker: CircuitBreaker
  /** Default: the provider's requestsPerMinute, in this process. */
  readonly budget?: RateBudget | undefined
  /** Default 64. */
  readonly maxQueue?: number | undefined
  readonly clock: Clock
}

const MINUTE_MS = 60_000

/** What all calls of a model share, around each attempt: latch > rate budget > breaker > bulkhead. */
export function modelGuards(options: ModelGuardsOptions): Policy {
  const { provider, model, latch, breaker, maxQueue = 64, clock } = options
  const { maxConcurrent, requestsPerMinute } = provider.limits
  const limit = requestsPerMinute
    ? new RateLimit({ limit: requestsPerMinute, intervalMs: MINUTE_MS, clock })
    : undefined
  const budget = options.budget ?? limit
  return pipeline(
    latch,
    // Whoever would be refused waits for no leave to send.
    failFast(breaker),
    ...(budget ? [rateLimit(budget, `model:${provider.name}:${model}`, clock)] : []),
    circuitBreaker(breaker, { classify }),
    ...(maxConcurrent ? [new Bulkhead({ maxConcurrent, maxQueue, clock })] : []),
  )
}

function classify(error: unknown): 'failure' | 'neutral' {
  return error instanceof ChatModelError && ERROR_TABLE[error.code].breaker === 'count'
    ? 'failure'
    : 'neutral'
}
