import {
  CacheError,
  type Clock,
  createCache,
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
  type RequestPriority,
  retry,
  type Source,
  systemClock,
} from '@larder/cache-core'
import type { AirtableClient, AirtableRequest } from './airtable-client.ts'
import { AirtableError } from './airtable-error.ts'
import { type BaseBreaker, BaseGuards } from './base-guards.ts'
import { Promotion } from './promotion.ts'
import { QuotaBreaker } from './quota-breaker.ts'

export interface AirtableSourceOptions {
  readonly client: AirtableClient
  /** Default: 5 requests/s per base and 50 per token, in this process. See airtableLimitOf. */
  readonly budget?: RateBudget | undefined
  /** How long a request may take, waits and retries included, in ms. Default 25,000. */
  readonly deadlineMs?: number | undefined
  /** How long one attempt may take once it is sent, in ms. Default 10,000. */
  readonly attemptTimeoutMs?: number | undefined
  /** How long a base is left alone after it has refused a burst, in ms. Default 30,000. */
  readonly lockoutMs?: number | undefined
  /** Where it is kept that a base is out of quota. Default: in this process. */
  readonly quota?: QuotaBreaker | undefined
  /** Attempts in all. Default 3. */
  readonly attempts?: number | undefined
  /** Told of every change of state of the circuit breaker of a base. */
  readonly onBreaker?: ((changed: BaseBreaker) => void) | undefined
  readonly clock?: Clock | undefined
  readonly random?: Random | undefined
}

/** What nobody waits for is given up after this, in ms: should somebody want it later, it is asked for then. */
const BACKGROUND_DEADLINE_MS = 10_000
/** Of Airtable's, per second. */
const PER_BASE = 5
const PER_TOKEN = 50
/**
 * Airtable as a Source that keeps within its limits: deadline > retry > rate budget > breaker per base > bulkhead >
 * timeout of one attempt. A base whose monthly quota is used up is not asked at all. Every attempt spends budget, and a tenth of what succeeds may be retried. Rejects with AirtableError for what Airtable said, with
 * CacheError (RATE_LIMITED, CIRCUIT_OPEN, BULKHEAD_FULL, DEADLINE_EXCEEDED, ABORTED) for what was not even sent.
 */
export class AirtableSource implements Source<AirtableRequest, unknown> {
  readonly budget: RateBudget
  readonly quota: QuotaBreaker
  readonly #client: AirtableClient
  readonly #clock: Clock
  readonly #random: Random
  readonly #options: AirtableSourceOptions
  readonly #guards: BaseGuards

  constructor(options: AirtableSourceOptions) {
    this.#options = options
    this.#client = options.client
    this.#clock = options.clock ?? systemClock
    this.#random = options.random ?? mathRandom
    const { clock, random } = { clock: this.#clock, random: this.#random }
    this.#guards = new BaseGuards({ clock, random, onBreaker: options.onBreaker })
    this.budget = options.budget ?? new RateLimit({ limit: airtableLimitOf, intervalMs: 1_000, clock })
    this.quota = options.quota ?? new QuotaBreaker({ cache: createCache({ clock, random }), clock, random })
  }

  /** How the circuit breakers stand, of the bases that were asked for of late. */
  breakers(): readonly BaseBreaker[] {
    return this.#guards.breakers()
  }

  async load(request: AirtableRequest, context: LoadContext): Promise<unknown> {
    const { signal, isBackground, whenAwaited } = context
    // The metadata API was seen to go on answering.
    if (request.base !== 'meta') await this.quota.admit(baseOf(request), isRead(request))
    const priority = priorityOf(request, isBackground)
    if (isBackground && !request.priority && whenAwaited)
      return this.#loadBehind(request, new Promotion(whenAwaited, signal), signal)
    return this.#policyFor(request, priority).execute(() => this.#send(request), { signal })
  }

  /** Goes last as long as nobody waits for it, and no longer. */
  async #loadBehind(request: AirtableRequest, promotion: Promotion, signal: AbortSignal): Promise<unknown> {
    try {
      const policy = this.#policyFor(request, 'background', promotion)
      return await policy.execute(() => promotion.send(() => this.#send(request)), {
        signal: promotion.signal,
      })
    } catch (error) {
      const isToGoOn = promotion.isGivenUp || (promotion.isAwaited && isRetryable(error, request))
      if (!isToGoOn || signal.aborted) throw error
      return this.#policyFor(request, priorityOf(request)).execute(() => this.#send(request), { signal })
    } finally {
      promotion.end()
    }
  }

  #policyFor(request: AirtableRequest, priority: RequestPriority, promotion?: Promotion): Policy {
    const { deadlineMs = 25_000, attempts, attemptTimeoutMs = 10_000 } = this.#options
    const clock = this.#clock
    const guard = this.#guards.of(baseOf(request))
    const ms = priority === 'background' ? Math.min(BACKGROUND_DEADLINE_MS, deadlineMs) : deadlineMs
    return pipeline(
      deadline({ ms, clock, label: 'request to Airtable' }),
      retry({
        attempts,
        clock,
        budget: guard.retries,
        backoff: decorrelatedJitter({ baseMs: 200, capMs: 5_000, random: this.#random }),
        isRetryable: (error) => isRetryable(error, request),
        retryAfterMs: (error) => (error instanceof AirtableError ? error.retryAfterMs : undefined),
      }),
      guard.failFast,
      rateLimit(this.budget, this.#scopesOf(request), clock, () =>
        promotion?.isAwaited ? priorityOf(request) : priority,
      ),
      // Within the budget: a probe waits behind nobody, and who waited for a slot does not find Airtable gone again and again.
      guard.breaker,
      guard.bulkhead,
      deadline({ ms: attemptTimeoutMs, clock, label: 'attempt to reach Airtable' }),
    )
  }

  #scopesOf(request: AirtableRequest): readonly string[] {
    const { account } = this.#client
    return account === undefined ? [scopeOf(request)] : [scopeOf(request), `token:${account}`]
  }

  async #send(request: AirtableRequest): Promise<unknown> {
    request.onAttempt?.('sent')
    try {
      const answer = await this.#client.send(request)
      if (request.base !== 'meta') await this.quota.close(baseOf(request))
      return answer
    } catch (error) {
      if (error instanceof AirtableError) {
        if (error.wasNotApplied) request.onAttempt?.('refused')
        // Nobody adds to the lockout while it lasts.
        if (error.kind === 'rate-limit')
          this.budget.lock(scopeOf(request), this.#options.lockoutMs ?? error.retryAfterMs ?? 30_000)
        if (error.kind === 'quota') await this.quota.open(baseOf(request))
      }
      throw error
    }
  }
}

/** The base whose limit a request counts against: reading a base's schema counts too, and so do its webhooks. */
function baseOf({ base, segments }: AirtableRequest): string {
  if (base === 'bases') return segments[0] ?? base
  return base === 'meta' && segments[0] === 'bases' ? (segments[1] ?? base) : base
}

/** The name under which a base's requests are counted. */
function scopeOf(request: AirtableRequest): string {
  return `base:${baseOf(request)}`
}

/** Airtable's limits of the scopes that AirtableSource uses: 50 requests/s for `token:…`, 5 for `base:…`. */
export function airtableLimitOf(scope: string): number {
  return scope.startsWith('token:') ? PER_TOKEN : PER_BASE
}

function priorityOf(request: AirtableRequest, isBackground = false): RequestPriority {
  if (request.priority) return request.priority
  if (isBackground) return 'background'
  return isRead(request) ? 'interactive-read' : 'interactive-write'
}

function isRead({ method, segments }: AirtableRequest): boolean {
  return method === 'GET' || (method === 'POST' && segments.at(-1) === 'listRecords')
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
