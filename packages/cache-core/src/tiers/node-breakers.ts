import type { BreakerState } from '../ports/observer.ts'
import type { BreakerStats } from '../metrics/cache-stats.ts'
import type { CircuitBreaker } from '../policies/circuit-breaker.ts'

export type Side = 'read' | 'write'

/** What one node of the store is trusted with. */
export interface BreakerPair {
  readonly read: CircuitBreaker
  readonly write: CircuitBreaker
}

const SEVERITY: readonly BreakerState[] = ['closed', 'half-open', 'open']

/** Two breakers for each node of the store: they fail one by one, and those that work go on. */
export class NodeBreakers {
  readonly #create: (node: string) => BreakerPair
  readonly #pairs = new Map<string, BreakerPair>()
  #isIsolated = false

  constructor(create: (node: string) => BreakerPair) {
    this.#create = create
  }

  of(node: string): BreakerPair {
    const known = this.#pairs.get(node)
    if (known) return known
    const pair = this.#create(node)
    this.#pairs.set(node, pair)
    if (this.#isIsolated) isolate(pair)
    return pair
  }

  get isIsolated(): boolean {
    return this.#isIsolated
  }

  /** Holds all of them open until `release`, those of nodes that are yet to come included. */
  isolate(): void {
    this.#isIsolated = true
    for (const pair of this.#pairs.values()) isolate(pair)
  }

  release(): void {
    this.#isIsolated = false
    for (const { read, write } of this.#pairs.values()) {
      read.release()
      write.release()
    }
  }

  /** Forgets the nodes that are gone: their breakers close, and calls that are still under way count no more. */
  retain(nodes: readonly string[]): void {
    for (const [node, { read, write }] of this.#pairs) {
      if (nodes.includes(node)) continue
      this.#pairs.delete(node)
      read.reset()
      write.reset()
    }
  }

  /** Of all nodes: the state of the worst, and the failures of the one with the most. */
  worst(side: Side): BreakerStats {
    const breakers = [...this.#pairs.values()].map((pair) => pair[side])
    const severity = Math.max(0, ...breakers.map(({ state }) => SEVERITY.indexOf(state)))
    return {
      state: SEVERITY[severity] as BreakerState,
      failures: Math.max(0, ...breakers.map(({ failures }) => failures)),
    }
  }
}

function isolate({ read, write }: BreakerPair): void {
  read.isolate()
  write.isolate()
}
