import type { CircuitBreaker } from './circuit-breaker.ts'
import type { Clock } from '../ports/clock.ts'
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
  /** Needed where the breaker's window counts slow calls. */
  readonly clock?: Clock | undefined
}

/**
 * Asks the breaker before each attempt and tells it the outcome. Rejects with CIRCUIT_OPEN, at once, while it is open.
 * With a `clock` it tells the time that the attempt took as well, for a breaker that opens on slow calls.
 */
export function circuitBreaker(
  breaker: CircuitBreaker,
  { classify = classifyByCode, clock }: CircuitBreakerPolicyOptions = {},
): Policy {
  return {
    async execute(operation, context) {
      const permit = breaker.tryAcquire()
      if (permit === 0) throw circuitOpen(breaker)
      const startedAt = clock?.monotonic() ?? 0
      const tookMs = () => (clock ? clock.monotonic() - startedAt : 0)
      try {
        const result = await operation(context)
        breaker.record('success', permit, tookMs())
        return result
      } catch (error) {
        breaker.record(classify(error), permit, tookMs())
        throw error
      }
    },
  }
}

/**
 * Rejects with CIRCUIT_OPEN, at once, while the breaker lets nothing through, and takes no permit: to stand before whatever
 * makes calls wait for their turn. The policy `circuitBreaker` stands behind that, so that a probe waits for nobody.
 */
export function failFast(breaker: CircuitBreaker): Policy {
  return {
    async execute(operation, context) {
      if (breaker.state !== 'closed' && breaker.retryAfterMs > 0) throw circuitOpen(breaker)
      return operation(context)
    },
  }
}

function classifyByCode(error: unknown): 'failure' | 'neutral' {
  return error instanceof CacheError && NEUTRAL.has(error.code) ? 'neutral' : 'failure'
}

function circuitOpen(breaker: CircuitBreaker): CacheError {
  const { retryAfterMs, state, failures, isIsolated } = breaker
  const reason = isIsolated
    ? 'held open by hand'
    : state === 'closed'
      ? 'closed again after slow calls and lets only a growing share of calls through'
      : `${state}, with ${failures} failures in a row`
  return new CacheError(
    'CIRCUIT_OPEN',
    `The circuit breaker is ${reason}; next try in ${Math.ceil(retryAfterMs)} ms.`,
    { retryable: true, retryAfterMs },
  )
}
