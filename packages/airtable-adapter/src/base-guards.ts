import {
  type BreakerState,
  Bulkhead,
  CacheError,
  CircuitBreaker,
  circuitBreaker,
  type Clock,
  failFast,
  type Policy,
  type Random,
  RetryBudget,
} from '@larder/cache-core'
import { AirtableError } from './airtable-error.ts'

/** How the circuit breaker of a base stands. */
export interface BaseBreaker {
  readonly base: string
  readonly state: BreakerState
}

/** What protects a base, and those who wait for it, from its trouble. */
export interface BaseGuard {
  readonly failFast: Policy
  readonly breaker: Policy
  readonly bulkhead: Policy
  /** Every retry spends budget of requests that others wait for: in an outage they must not be most of them. */
  readonly retries: RetryBudget
}

/** An Airtable that is back is asked again within so many ms: one request costs little of the budget, and a refused reader has nothing. */
const MAX_OPEN_MS = 2_000
/** Requests of one base under way: those that wait do so in the budget, by priority. */
const MAX_CONCURRENT = 50
/** Bases whose guard is remembered: callers name bases, and they may name any. */
const MAX_BASES = 1_000

export interface BaseGuardsOptions {
  readonly clock: Clock
  readonly random: Random
  /** Told of every change of a breaker's state. */
  readonly onBreaker?: ((changed: BaseBreaker) => void) | undefined
}

/** A guard for each base: one in trouble must not stop the others. */
export class BaseGuards {
  readonly #clock: Clock
  readonly #random: Random
  readonly #onBreaker: BaseGuardsOptions['onBreaker']
  readonly #guards = new Map<string, BaseGuard & { readonly circuit: CircuitBreaker }>()

  constructor({ clock, random, onBreaker }: BaseGuardsOptions) {
    this.#clock = clock
    this.#random = random
    this.#onBreaker = onBreaker
  }

  breakers(): readonly BaseBreaker[] {
    return [...this.#guards].map(([base, { circuit }]) => ({ base, state: circuit.state }))
  }

  of(base: string): BaseGuard {
    const known = this.#guards.get(base)
    if (known) return known
    const clock = this.#clock
    // One answer is enough: whoever has nothing cached is refused until it is closed.
    const circuit = new CircuitBreaker({
      maxOpenMs: MAX_OPEN_MS,
      closeAfter: 1,
      clock,
      random: this.#random,
      onChange: (_, state) => this.#onBreaker?.({ base, state }),
    })
    const guard = {
      circuit,
      failFast: failFast(circuit),
      breaker: circuitBreaker(circuit, { classify }),
      bulkhead: new Bulkhead({ maxConcurrent: MAX_CONCURRENT, clock }),
      retries: new RetryBudget(),
    }
    const [oldest] = this.#guards.keys()
    if (this.#guards.size >= MAX_BASES && oldest !== undefined) this.#guards.delete(oldest)
    this.#guards.set(base, guard)
    return guard
  }
}

/** 4xx say that Airtable is well; a lockout is the budget's affair. */
function classify(error: unknown): 'failure' | 'neutral' {
  if (error instanceof AirtableError)
    return error.kind === 'server' || error.kind === 'network' ? 'failure' : 'neutral'
  return error instanceof CacheError && error.code === 'DEADLINE_EXCEEDED' ? 'failure' : 'neutral'
}
