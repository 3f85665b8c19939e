/**
 * What a request is for. Somebody waits for both interactive kinds: writes go ahead of reads, but for so long only (see
 * the budget). For `background` nobody waits: it leaves only what others leave over.
 */
export type RequestPriority = 'interactive-write' | 'interactive-read' | 'background'

/** Leave to send requests to an upstream that counts them, per scope (for Airtable: per base, and per token). */
export interface RateBudget {
  /**
   * Resolves when one request may be sent now, which takes a slot of every scope at once, or of none. Rejects with
   * CacheError RATE_LIMITED when the wait is expected to exceed `maxWaitMs`, when it has, or when the queue is full;
   * ABORTED when the signal aborts while waiting.
   */
  acquire(scopes: string | readonly string[], options?: AcquireOptions): Promise<Departure>
  /** The upstream refused: nothing of this scope is sent for `durationMs`. Never shortens a lockout. */
  lock(scope: string, durationMs: number): void
  status(scope: string): BudgetStatus
  /** Scopes of which something is remembered. */
  scopes(): readonly string[]
}

/** One request that may be sent. */
export interface Departure {
  /**
   * Call when the upstream has answered, or the request has failed. It may have arrived as late as now, and counts from
   * now on; without this call it counts as under way for as long as an attempt may take.
   */
  arrived(): void
  /** Call instead when it was not sent: the slot is free again at once. */
  unused(): void
}

export interface AcquireOptions {
  /** Default `interactive-read`. */
  readonly priority?: RequestPriority | undefined
  /** Longest acceptable wait in ms; default: no limit but the queue's length. */
  readonly maxWaitMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** How one scope stands, as far as this process knows. */
export interface BudgetStatus {
  /** Requests of this process that wait, in all. */
  readonly queued: number
  readonly queuedBy: Readonly<Record<RequestPriority, number>>
  /** How long the next interactive read would wait, about, in ms. */
  readonly waitMs: number
  /** Requests of any process that count now, of so many. */
  readonly used: number
  readonly limit: number
  /** How long a lockout still lasts, in ms; 0: there is none. */
  readonly lockedForMs: number
}
