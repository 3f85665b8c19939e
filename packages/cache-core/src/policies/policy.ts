/** What one call may use: passed down through every policy, narrowed on the way. */
export interface PolicyContext {
  /** Aborts the work. Policies that cut a call short pass a derived signal down. */
  readonly signal?: AbortSignal | undefined
  /** Monotonic instant (ms) after which nobody waits for the result. */
  readonly deadlineAt?: number | undefined
}

export type Operation<T> = (context: PolicyContext) => Promise<T>

/** A rule about how an operation is run: how often, how long, how many at once, or not at all. */
export interface Policy {
  execute<T>(operation: Operation<T>, context: PolicyContext): Promise<T>
}

/**
 * Composes policies, outermost first: `pipeline(deadline, retry, breaker, bulkhead, timeout)`.
 * That order is the recommended one: the breaker sees attempts, and a full bulkhead does not trip it.
 */
export function pipeline(...policies: readonly Policy[]): Policy {
  return {
    execute: (operation, context) =>
      policies.reduceRight<typeof operation>(
        (inner, policy) => (next) => policy.execute(inner, next),
        operation,
      )(context),
  }
}
