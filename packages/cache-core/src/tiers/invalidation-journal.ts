import type { Barrier } from '../ports/invalidation-log.ts'

export const EVERYTHING: Barrier = { kind: 'prefix', target: '', effect: 'delete' }

/** Each one is tried at every judgement for as long as it waits. */
const MAX_PATTERNS = 100

/**
 * Barriers that the log did not acknowledge, to be delivered when it can be reached, in order and once each. Bounded:
 * on overflow one barrier on everything stands for all. Over-invalidates in doubt, never under-invalidates.
 */
export class InvalidationJournal {
  readonly #maxBarriers: number
  readonly #waiting = new Map<string, Barrier>()
  #patterns = 0

  constructor(maxBarriers = 10_000) {
    this.#maxBarriers = maxBarriers
  }

  get size(): number {
    return this.#waiting.size
  }

  /** Whether such a barrier waits, or one that stands for all. */
  has(barrier: Barrier): boolean {
    return this.#waiting.has(fieldOf(barrier)) || this.#waiting.has(fieldOf(EVERYTHING))
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
      else if (barrier.kind === 'pattern') this.#patterns++
      this.#waiting.set(fieldOf(barrier), barrier)
    }
    const overflowed = this.#waiting.size > this.#maxBarriers || this.#patterns > MAX_PATTERNS
    if (overflowed) {
      for (const barrier of this.#waiting.values()) superseded.push(barrier)
      this.#waiting.clear()
      this.#patterns = 0
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

  /** They were delivered: what comes back waits no more. One that was added again meanwhile goes on waiting. */
  remove(barriers: readonly Barrier[]): readonly Barrier[] {
    const removed = barriers.filter((barrier) => this.#waiting.get(fieldOf(barrier)) === barrier)
    for (const barrier of removed) {
      this.#waiting.delete(fieldOf(barrier))
      if (barrier.kind === 'pattern') this.#patterns--
    }
    return removed
  }
}

/** What barriers that say the same have in common. */
export function fieldOf({ effect, kind, target }: Barrier): string {
  return `${effect} ${kind} ${target}`
}
