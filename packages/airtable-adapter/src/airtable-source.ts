import {
  Bulkhead,
  CacheError,
  CircuitBreaker,
  circuitBreaker,
  type Clock,
  deadline,
  decorrelatedJitter,
  type LoadContext,
  mathRandom,
  pipeline,
  type Policy,
  type Random,
  type RateBudget,
  RateLimit,
  rateLimit,
  retry,
  RetryBudget,
  type Source,
  systemClock,
} from '@larder/cache-core'
import type { AirtableClient, AirtableRequest } from './airtable-client.ts'
import { AirtableError } from './airtable-error.ts'

export interface AirtableSourceOptions {
  readonly client: AirtableClient
  /** Default: 5 requests/s per base, in this process. */
  readonly budget?: RateBudget | undefined
  /** How long a request may take, waits and retries included, in ms. Default 25,000. */
  readonly deadlineMs?: number | undefined
  /** How long one attempt may take once it is sent, in ms. Default 10,000. */
  readonly attemptTimeoutMs?: number | undefined
  /** Attempts in all. Default 3. */
  readonly attempts?: number | undefined
  readonly clock?: Clock | undefined
  readonly random?: Random | undefined
}

/** An Airtable that is back is asked again within so many ms: one request costs little of the budget, and a refused reader has nothing. */
const MAX_OPEN_MS = 2_000
/** Requests of one base under way or waiting for their attempt; beyond it they fail at once. */
const MAX_CONCURRENT = 50
const MAX_QUEUE = 1_000
/** What protects a base, and those who wait for it, from its trouble. */
interface BaseGuard {
  /** Breaker and bulkhead. */
  readonly policy: Policy
  /** Every retry spends budget of requests that others wait for: in an outage they must not be most of them. */
  readonly retries: RetryBudget
}

/** Bases whose guard is remembered: callers name bases, and they may name any. */
const MAX_BASES = 1_000

/**
 * Airtable as a Source that keeps within its limits: deadline > retry > breaker per base > bulkhead > rate budget >
 * timeout of one attempt. Every attempt spends budget, and a tenth of what succeeds may be retried. Rejects with AirtableError for what Airtable said, with
 * CacheError (RATE_LIMITED, CIRCUIT_OPEN, BULKHEAD_FULL, DEADLINE_EXCEEDED, ABORTED) for what was not even sent.
 */
export class AirtableSource implements Source<AirtableRequest, unknown> {
  readonly budget: RateBudget
  readonly #client: AirtableClient
  readonly #clock: Clock
  readonly #random: Random
  readonly #options: AirtableSourceOptions
  readonly #guards = new Map<string, BaseGuard>()

  constructor(options: AirtableSourceOptions) {
    this.#options = options
    this.#client = options.client
    this.#clock = options.clock ?? systemClock
    this.#random = options.random ?? mathRandom
    this.budget = options.budget ?? new RateLimit({ limit: 5, intervalMs: 1_000, clock: this.#clock })
  }

  load(request: AirtableRequest, { signal }: LoadContext): Promise<unknown> {
    const { deadlineMs = 25_000, attempts, attemptTimeoutMs = 10_000 } = this.#options
    const clock = this.#clock
    const guard = this.#guardOf(baseOf(request))
    const policy = pipeline(
      deadline({ ms: deadlineMs, clock, label: 'request to Airtable' }),
      retry({
        attempts,
        clock,
        budget: guard.retries,
        backoff: decorrelatedJitter({ baseMs: 200, capMs: 5_000, random: this.#random }),
        isRetryable: (error) => isRetryable(error, request),
        retryAfterMs: (error) => (error instanceof AirtableError ? error.retryAfterMs : undefined),
      }),
      guard.policy,
      rateLimit(this.budget, baseOf(request), clock),
      deadline({ ms: attemptTimeoutMs, clock, label: 'attempt to reach Airtable' }),
    )
    return policy.execute(() => this.#send(request), { signal })
  }

  async #send(request: AirtableRequest): Promise<unknown> {
    request.onAttempt?.('sent')
    try {
      return await this.#client.send(request)
    } catch (error) {
      if (error instanceof AirtableError) {
        if (error.wasNotApplied) request.onAttempt?.('refused')
        // Nobody in this process adds to the lockout while it lasts.
        if (error.kind === 'rate-limit') this.budget.lock(baseOf(request), error.retryAfterMs ?? 0)
      }
      throw error
    }
  }

  /** One base in trouble must not stop the others. */
  #guardOf(base: string): BaseGuard {
    const known = this.#guards.get(base)
    if (known) return known
    const clock = this.#clock
    const breaker = new CircuitBreaker({ maxOpenMs: MAX_OPEN_MS, clock, random: this.#random })
    const bulkhead = new Bulkhead({ maxConcurrent: MAX_CONCURRENT, maxQueue: MAX_QUEUE, clock })
    const policy = pipeline(circuitBreaker(breaker, { classify }), bulkhead)
    const guard = { policy, retries: new RetryBudget() }
    const [oldest] = this.#guards.keys()
    if (this.#guards.size >= MAX_BASES && oldest !== undefined) this.#guards.delete(oldest)
    this.#guards.set(base, guard)
    return guard
  }
}

/** The base whose limit a request counts against: reading a base's schema counts too, and so do its webhooks. */
function baseOf({ base, segments }: AirtableRequest): string {
  if (base === 'bases') return segments[0] ?? base
  return base === 'meta' && segments[0] === 'bases' ? (segments[1] ?? base) : base
}

/** 4xx say that Airtable is well; a lockout is the budget's affair. */
function classify(error: unknown): 'failure' | 'neutral' {
  if (error instanceof AirtableError)
    return error.kind === 'server' || error.kind === 'network' ? 'failure' : 'neutral'
  return error instanceof CacheError && error.code === 'DEADLINE_EXCEEDED' ? 'failure' : 'neutral'
}

/** A plain create is never repeated unless it certainly was not applied: it would book twice. */
function isRetryable(error: unknown, request: AirtableRequest): boolean {
  if (error instanceof CacheError) return error.code === 'DEADLINE_EXCEEDED' && isRepeatable(request)
  return error instanceof AirtableError && error.mayPass && (error.wasNotApplied || isRepeatable(request))
}

/** Reads, writes by id, and upserts give the same result when they are done twice. */
function isRepeatable({ method, segments }: AirtableRequest): boolean {
  return method !== 'POST' || segments.at(-1) === 'listRecords'
}
