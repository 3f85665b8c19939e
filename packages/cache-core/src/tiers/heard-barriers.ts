import type { Barrier } from '../ports/invalidation-log.ts'
import type { BarrierTable } from './barrier-table.ts'
import type { Clock, Timer } from '../ports/clock.ts'
import { fieldOf } from './invalidation-journal.ts'
import type { Random } from '../ports/random.ts'

export interface HeardBarriersOptions {
  readonly table: BarrierTable
  readonly clock: Clock
  readonly random: Random
  /** Whether this process sees to it anyhow: it hears its own messages too. */
  readonly isOwed: (barrier: Barrier) => boolean
  /** Whether this process could have them numbered now. */
  readonly canDeliver: () => boolean
  /** Takes on what nobody else has had numbered in time. */
  readonly deliver: (barriers: readonly Barrier[]) => void
}

interface Heard {
  readonly barrier: Barrier
  dueAt: number
}

/** Who sent it tries again with its next probe. */
const LEAST_WAIT_MS = 500
/** The first of all processes does it for the others: these hear of it and have nothing left to do. */
const WAIT_SPREAD_MS = 1_500
const TICK_MS = 100
const MAX_HEARD = 10_000

/**
 * Barriers that the log could not take from another process, which told them as they are. They are in effect here, and
 * nothing shared counts as newer until they have a number. Their sender sees to that; should it not, one of those who
 * heard them does, after a random while: would all of them, a fleet would have each numbered as often as it has processes.
 */
export class HeardBarriers {
  readonly #options: HeardBarriersOptions
  readonly #heard = new Map<string, Heard>()
  #timer: Timer | undefined

  constructor(options: HeardBarriersOptions) {
    this.#options = options
  }

  hear(barriers: readonly Barrier[]): void {
    const { table, isOwed } = this.#options
    table.request(barriers)
    for (const barrier of barriers) {
      const field = fieldOf(barrier)
      if (this.#heard.has(field) || isOwed(barrier)) table.withdraw([barrier])
      else if (this.#heard.size >= MAX_HEARD) this.#handOver(barrier)
      else this.#heard.set(field, { barrier, dueAt: this.#later() })
    }
    this.#tickLater()
  }

  /** They have a number now. */
  settle(barriers: readonly Barrier[]): void {
    if (this.#heard.size === 0) return
    for (const barrier of barriers) {
      const heard = this.#heard.get(fieldOf(barrier))
      if (!heard) continue
      this.#heard.delete(fieldOf(barrier))
      this.#options.table.withdraw([heard.barrier])
    }
  }

  #later(): number {
    const { clock, random } = this.#options
    return clock.monotonic() + LEAST_WAIT_MS + random.next() * WAIT_SPREAD_MS
  }

  #tickLater(): void {
    if (this.#timer || this.#heard.size === 0) return
    this.#timer = this.#options.clock.setTimer(() => {
      this.#timer = undefined
      this.#tick()
      this.#tickLater()
    }, TICK_MS)
    this.#timer.unref()
  }

  #tick(): void {
    const { clock, canDeliver } = this.#options
    const now = clock.monotonic()
    const due = [...this.#heard.values()].filter(({ dueAt }) => dueAt <= now)
    if (due.length === 0) return
    const isPossible = canDeliver()
    for (const heard of due) {
      if (!isPossible) heard.dueAt = this.#later()
      else {
        this.#heard.delete(fieldOf(heard.barrier))
        this.#handOver(heard.barrier)
      }
    }
  }

  #handOver(barrier: Barrier): void {
    this.#options.deliver([barrier])
    this.#options.table.withdraw([barrier])
  }
}
