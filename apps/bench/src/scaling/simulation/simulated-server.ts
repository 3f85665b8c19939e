import type { LogMessage } from '@larder/cache-core'
import type { VirtualClock } from './virtual-clock.ts'

/** What the thread of a Redis spends on what Larder asks, in µs: from the measurements. */
export interface ServerCosts {
  readonly checkUs: number
  readonly lookUs: number
  readonly appendUs: number
  /** To put one message into the buffer of one follower, and to write what is there to its socket. */
  readonly copyUs: number
  readonly wakeUs: number
  readonly snapshotUs: number
  readonly snapshotBytes: number
  readonly connectUs: number
  readonly readUs: number
  readonly writeUs: number
  readonly leaseUs: number
  /** The share of the thread that all reads and writes take that are not simulated one by one, 0 to 1. */
  readonly background: number
}

/** A connection that listens to the log's messages. */
export interface Follower {
  readonly push: (leavesAt: number, record: LogMessage) => void
}

/** The one thread of a Redis: does one thing after the other, and writes to its followers once it has done what was there. */
export class SimulatedServer {
  readonly costs: ServerCosts
  readonly #clock: VirtualClock
  #busyUntil = 0
  #isUp = true
  /** Changes when another server takes over: no connection outlives it. */
  #life = 1
  #outbox: ((follower: Follower, atMs: number) => void)[] = []
  #isFlushDue = false
  /** Time in which it had something to do, in ms. */
  busyMs = 0
  snapshots = 0
  /** A fleet that has just begun has an empty log, and one that has been there for long a full one. */
  isLogFull = false
  /** Told when the server dies. */
  readonly connections: Set<{ break(): void }> = new Set()
  /** Of the log's messages, in the order in which they are written to. */
  readonly followers: Set<Follower> = new Set()

  constructor(clock: VirtualClock, costs: ServerCosts) {
    this.#clock = clock
    this.costs = costs
  }

  get isUp(): boolean {
    return this.#isUp
  }

  get life(): number {
    return this.#life
  }

  /** What the next snapshot costs, and how long it is. */
  get snapshot(): { readonly us: number; readonly bytes: number } {
    const { snapshotUs, snapshotBytes, lookUs } = this.costs
    return this.isLogFull ? { us: snapshotUs, bytes: snapshotBytes } : { us: lookUs, bytes: 0 }
  }

  /** How far behind it is, in ms. */
  get backlogMs(): number {
    return Math.max(0, this.#busyUntil - this.#clock.monotonic())
  }

  /** Does `act` when it is its turn and the work is done; `onLost` when the server was killed before. */
  serve(costUs: number, act: () => void, onLost?: () => void): void {
    if (!this.#isUp) return onLost?.()
    const doneAt = this.#reserve(costUs)
    const life = this.#life
    this.#clock.at(doneAt, () => {
      if (life === this.#life) act()
      else onLost?.()
    })
  }

  /**
   * Sends one message to every follower, together with all others that are ready by then: `deliver` is told when the
   * write to each is done.
   */
  publish(deliver: (follower: Follower, atMs: number) => void): void {
    this.#outbox.push(deliver)
    if (this.#isFlushDue) return
    this.#isFlushDue = true
    const startsAt = Math.max(this.#clock.monotonic(), this.#busyUntil)
    this.#reserve(this.followers.size * this.costs.wakeUs)
    const life = this.#life
    this.#clock.at(startsAt, () => {
      this.#isFlushDue = false
      const outbox = this.#outbox.splice(0)
      if (life !== this.#life) return
      const stepMs = this.#inflated(this.costs.wakeUs)
      let doneAt = startsAt
      for (const follower of this.followers) {
        doneAt += stepMs
        for (const deliverOne of outbox) deliverOne(follower, doneAt)
      }
    })
  }

  kill(): void {
    this.#isUp = false
    this.#life++
    this.#busyUntil = 0
    this.followers.clear()
    this.#outbox = []
    this.#isFlushDue = false
    for (const connection of this.connections) connection.break()
  }

  revive(): void {
    this.#isUp = true
    this.#busyUntil = this.#clock.monotonic()
  }

  #reserve(costUs: number): number {
    const costMs = this.#inflated(costUs)
    this.busyMs += costMs
    this.#busyUntil = Math.max(this.#clock.monotonic(), this.#busyUntil) + costMs
    return this.#busyUntil
  }

  /** Other work takes its share of the thread in between. */
  #inflated(costUs: number): number {
    return costUs / 1_000 / (1 - this.costs.background)
  }
}
