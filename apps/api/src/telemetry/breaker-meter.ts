import type { BaseBreaker } from '@larder/airtable-adapter'
import type { BreakerState } from '@larder/cache-core'
import type { KnownBase } from './known-base.ts'
import { counter, gauge, type MetricFamily, states } from './metric-family.ts'

/** Worst first. */
const STATES: readonly BreakerState[] = ['open', 'half-open', 'closed']

interface Transition {
  readonly base: string
  readonly to: BreakerState
  count: number
}

/** Counts what the circuit breakers of Airtable's bases do, and tells how they stand. */
export class BreakerMeter {
  readonly #knownBase: KnownBase
  readonly #transitions = new Map<string, Transition>()

  constructor(knownBase: KnownBase) {
    this.#knownBase = knownBase
  }

  /** Counts a change of state. */
  note({ base, state: to }: BaseBreaker): void {
    const label = this.#knownBase(base)
    const key = `${label} ${to}`
    const known = this.#transitions.get(key)
    if (known) known.count++
    else this.#transitions.set(key, { base: label, to, count: 1 })
  }

  /** `breakers`: as they stand. The worst stands for several: of other bases, and of a base that several tokens ask for. */
  families(breakers: readonly BaseBreaker[]): readonly MetricFamily[] {
    const worst = new Map<string, BreakerState>()
    for (const { base, state } of breakers) {
      const label = this.#knownBase(base)
      worst.set(label, worstOf(state, worst.get(label)))
    }
    return [
      gauge(
        'larder_upstream_breaker_state',
        'State of the circuit breaker of a base: 1 for the one that holds; of other bases the worst.',
        [...worst].flatMap(([base, state]) => states(STATES, { base }, state)),
      ),
      counter(
        'larder_upstream_breaker_transitions_total',
        'How often the circuit breaker of a base went into a state.',
        [...this.#transitions.values()].map(({ base, to, count }) => [{ base, to }, count]),
      ),
    ]
  }
}

function worstOf(one: BreakerState, other: BreakerState | undefined): BreakerState {
  return STATES.find((state) => state === one || state === other) ?? one
}
