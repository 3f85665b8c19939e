import type { Backoff } from './backoff.ts'
import type { Clock } from '../ports/clock.ts'
import type { Policy, PolicyContext } from './policy.ts'
import type { RetryBudget } from './retry-budget.ts'
import { CacheError } from '../errors.ts'
import { waitFor } from './wait-for.ts'

export interface RetryOptions {
  /** Attempts in all, the first included. Default 3. */
  readonly attempts?: number | undefined
  readonly backoff: Backoff
  readonly clock: Clock
  /** What all calls to a resource share, so that retries do not multiply the load of an outage. Default: no limit. */
  readonly budget?: RetryBudget | undefined
  /** Default: CacheErrors marked retryable. */
  readonly isRetryable?: ((error: unknown) => boolean) | undefined
  /** The least wait that an error asks for, in ms. Default: a CacheError's retryAfterMs. */
  readonly retryAfterMs?: ((error: unknown) => number | undefined) | undefined
  readonly onRetry?: ((error: unknown, attempt: number, delayMs: number) => void) | undefined
}

/**
 * Runs an operation again when it failed in a way that may pass. Gives up with the last error when attempts are used
 * up, when the wait would end past the context's deadline, when the budget is spent, or when the error will not pass.
 * Waiting is abortable (ABORTED).
 */
export function retry(options: RetryOptions): Policy {
  const { attempts = 3, backoff, clock, budget } = options
  const isRetryable =
    options.isRetryable ?? ((error: unknown) => error instanceof CacheError && error.retryable)
  const retryAfterOf =
    options.retryAfterMs ??
    ((error: unknown) => (error instanceof CacheError ? error.retryAfterMs : undefined))
  return {
    async execute(operation, context) {
      for (let attempt = 1; ; attempt++) {
        throwIfAborted(context)
        try {
          const result = await operation(context)
          budget?.earn()
          return result
        } catch (error) {
          if (attempt >= attempts || context.signal?.aborted || !isRetryable(error)) throw error
          const delayMs = Math.max(backoff(attempt - 1), retryAfterOf(error) ?? 0)
          if (clock.monotonic() + delayMs >= (context.deadlineAt ?? Number.POSITIVE_INFINITY)) throw error
          if (budget && !budget.trySpend()) throw error
          options.onRetry?.(error, attempt, delayMs)
          await waitFor(delayMs, clock, context.signal)
        }
      }
    },
  }
}

function throwIfAborted({ signal }: PolicyContext): void {
  if (signal?.aborted)
    throw new CacheError('ABORTED', 'The call was aborted before an attempt.', { cause: signal.reason })
}
