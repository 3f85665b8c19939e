/** Leave to send requests to an upstream that counts them, per scope (for Airtable: per base). */
export interface RateBudget {
  /**
   * Resolves when one request may be sent now; requests of a scope are let through in order.
   * Rejects with CacheError RATE_LIMITED when the wait would exceed `maxWaitMs` or the queue is full,
   * ABORTED when the signal aborts while waiting.
   */
  acquire(scope: string, options?: AcquireOptions): Promise<Departure>
  /** The upstream refused: nothing of this scope is sent for `durationMs`. Never shortens a lockout. */
  lock(scope: string, durationMs: number): void
  /** Requests waiting, and how long the next one would wait, in ms. */
  status(scope: string): { readonly queued: number; readonly waitMs: number }
}

/** One request that may be sent. */
export interface Departure {
  /**
   * Call when the upstream has answered, or the request has failed. It may have arrived as late as now, and counts from
   * now on; without this call it counts from when it left.
   */
  arrived(): void
}

export interface AcquireOptions {
  /** Longest acceptable wait in ms; default: no limit but the queue's length. */
  readonly maxWaitMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}
