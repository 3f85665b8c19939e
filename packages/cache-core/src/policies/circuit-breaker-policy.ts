import type { CircuitBreaker } from './circuit-breaker.ts'
import type { Policy } from './policy.ts'
import { CacheError, type CacheErrorCode } from '../errors.ts'

/** Errors that say nothing about the resource behind the breaker. */
const NEUTRAL: ReadonlySet<CacheErrorCode> = new Set([
  'ABORTED',
  'BULKHEAD_FULL',
  'RATE_LIMITED',
  'INVALID_ARGUMENT',
  'CIRCUIT_OPEN',
])

export interface CircuitBreakerPolicyOptions {
  /** What an error says about the resource. Default: every error is a failure but those of policies and callers. */
  readonly classify?: ((error: unknown) => 'failure' | 'neutral') | undefined
}

/** Asks the breaker before each attempt and tells it the outcome. Rejects with CIRCUIT_OPEN, at once, while it is open. */
export function circuitBreaker(
  breaker: CircuitBreaker,
  { classify = classifyByCode }: CircuitBreakerPolicyOptions = {},
): Policy {
  return {
    async execute(operation, context) {
      const permit = breaker.tryAcquire()
      if (permit === 0) throw circuitOpen(breaker)
      try {
        const result = await operation(context)
        breaker.record('success', permit)
        return result
      } catch (error) {
        breaker.record(classify(error), permit)
        throw error
      }
    },
  }
}

function classifyByCode(error: unknown): 'failure' | 'neutral' {
  return error instanceof CacheError && NEUTRAL.has(error.code) ? 'neutral' : 'failure'
}

function circuitOpen(breaker: CircuitBreaker): CacheError {
  const retryAfterMs = breaker.retryAfterMs
  return new CacheError(
    'CIRCUIT_OPEN',
    `The circuit breaker is ${breaker.state} after ${breaker.failures} failures in a row; next try in ${Math.ceil(retryAfterMs)} ms.`,
    { retryable: true, retryAfterMs },
  )
}
