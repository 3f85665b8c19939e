import type { BaseBreaker } from '@larder/airtable-adapter'
import type { BreakerState } from '@larder/cache-core'
import { knownAmong, type KnownBase } from './known-base.ts'
import { counter, gauge, type MetricFamily, states } from './metric-family.ts'

/** Worst first. */
const STATES: readonly BreakerState[] = ['open', 'half-open', 'closed']

type Counts = Record<BreakerState, number>

/** Counts what the circuit breakers of Airtable's bases do, and tells how they stand. */
export class BreakerMeter {
  readonly #knownBase: KnownBase
  readonly #transitions = new Map<string, Counts>()

  /** `bases`: those that are told apart. All their series begin with 0: in one that begins with 1 Prometheus sees no increase. */
  constructor(bases: ReadonlySet<string>) {
    this.#knownBase = knownAmong(bases)
    for (const base of bases) this.#countsOf(base)
  }

  /** Counts a change of state. */
  note({ base, state }: BaseBreaker): void {
    this.#countsOf(this.#knownBase(base))[state]++
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
        [...this.#transitions].flatMap(([base, counts]) =>
          STATES.map((to) => [{ base, to }, counts[to]] as const),
        ),
      ),
    ]
  }

  #countsOf(label: string): Counts {
    const counts = this.#transitions.get(label) ?? { open: 0, 'half-open': 0, closed: 0 }
    this.#transitions.set(label, counts)
    return counts
  }
}

function worstOf(one: BreakerState, other: BreakerState | undefined): BreakerState {
  return STATES.find((state) => state === one || state === other) ?? one
}
