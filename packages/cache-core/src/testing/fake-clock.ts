import type { Clock, Timer } from '../ports/clock.ts'

interface Pending {
  readonly at: number
  readonly order: number
  readonly callback: () => void
}

/** A clock that stands still until a test moves it. Timers fire in order of time, then of creation. */
export class FakeClock implements Clock {
  #monotonic = 0
  #wall: number
  #order = 0
  readonly #pending = new Set<Pending>()

  constructor(startAt: number = Date.UTC(2026, 0, 1)) {
    this.#wall = startAt
  }

  now(): number {
    return this.#wall
  }

  monotonic(): number {
    return this.#monotonic
  }

  setTimer(callback: () => void, delayMs: number): Timer {
    const pending = { at: this.#monotonic + Math.max(0, delayMs), order: this.#order++, callback }
    this.#pending.add(pending)
    return { cancel: () => void this.#pending.delete(pending), unref: () => {} }
  }

  /** Moves both times on by `ms`, firing what falls due, and lets promises settle after each timer. */
  async advance(ms: number): Promise<void> {
    const until = this.#monotonic + ms
    await settle()
    for (let next = this.#nextDue(until); next; next = this.#nextDue(until)) {
      // What fell due while the process slept comes late: time never goes back.
      this.#moveTo(Math.max(next.at, this.#monotonic))
      this.#pending.delete(next)
      next.callback()
      await settle()
    }
    this.#moveTo(until)
    await settle()
  }

  /** Moves the wall time alone, as NTP or an operator would. */
  jumpWall(ms: number): void {
    this.#wall += ms
  }

  /** Moves both times on without firing anything: a process that was stopped, or whose event loop was blocked. */
  oversleep(ms: number): void {
    this.#moveTo(this.#monotonic + ms)
  }

  get pendingTimers(): number {
    return this.#pending.size
  }

  #moveTo(monotonic: number): void {
    this.#wall += monotonic - this.#monotonic
    this.#monotonic = monotonic
  }

  #nextDue(until: number): Pending | undefined {
    let due: Pending | undefined
    for (const pending of this.#pending) {
      if (pending.at > until) continue
      if (!due || pending.at < due.at || (pending.at === due.at && pending.order < due.order)) due = pending
    }
    return due
  }
}

/** A clock on which time passes with every look at it, as it does on a real one: two looks never show the same instant. */
export class CreepingClock extends FakeClock {
  readonly #stepMs: number

  constructor(stepMs: number) {
    super()
    this.#stepMs = stepMs
  }

  override monotonic(): number {
    this.oversleep(this.#stepMs)
    return super.monotonic()
  }
}

/** Lets every promise that can settle without a timer do so. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) await new Promise((resolve) => setImmediate(resolve))
}
