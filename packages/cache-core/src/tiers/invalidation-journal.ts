import type { Barrier } from '../ports/invalidation-log.ts'

export const EVERYTHING: Barrier = { kind: 'prefix', target: '', effect: 'delete', token: 0 }

/**
 * Barriers that the log did not acknowledge, to be delivered when it can be reached, in order and once each. Bounded:
 * on overflow one barrier on everything stands for all. Over-invalidates in doubt, never under-invalidates.
 */
export class InvalidationJournal {
  readonly #maxBarriers: number
  readonly #waiting = new Map<string, Barrier>()

  constructor(maxBarriers = 10_000) {
    this.#maxBarriers = maxBarriers
  }

  get size(): number {
    return this.#waiting.size
  }

  /** Adds barriers. What comes back is not waited for any more, because other barriers stand for it. */
  add(barriers: readonly Barrier[]): {
    readonly superseded: readonly Barrier[]
    readonly overflowed: boolean
  } {
    const superseded: Barrier[] = []
    for (const barrier of barriers) {
      const earlier = this.#waiting.get(fieldOf(barrier))
      if (earlier) superseded.push(earlier)
      this.#waiting.set(fieldOf(barrier), barrier)
    }
    const overflowed = this.#waiting.size > this.#maxBarriers
    if (overflowed) {
      for (const barrier of this.#waiting.values()) superseded.push(barrier)
      this.#waiting.clear()
      this.#waiting.set(fieldOf(EVERYTHING), EVERYTHING)
    }
    return { superseded, overflowed }
  }

  /** The oldest ones, still waiting. */
  first(count: number): readonly Barrier[] {
    const barriers: Barrier[] = []
    for (const barrier of this.#waiting.values()) {
      if (barriers.length === count) break
      barriers.push(barrier)
    }
    return barriers
  }

  /** They were delivered; one that was added again meanwhile goes on waiting. */
  remove(barriers: readonly Barrier[]): void {
    for (const barrier of barriers) {
      if (this.#waiting.get(fieldOf(barrier)) === barrier) this.#waiting.delete(fieldOf(barrier))
    }
  }
}

function fieldOf({ effect, kind, target }: Barrier): string {
  return `${effect} ${kind} ${target}`
}
