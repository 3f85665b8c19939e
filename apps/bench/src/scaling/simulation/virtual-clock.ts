import type { Clock, Timer } from '@larder/cache-core'

interface Pending {
  readonly at: number
  readonly order: number
  callback: (() => void) | undefined
}

/** Instants are rounded up to this, in ms, so that what happens at nearly the same time is settled together. */
const GRID_MS = 0.02

const START_AT = Date.UTC(2026, 0, 1)

/** Time of a simulation: it jumps from one event to the next, and lets promises settle in between. */
export class VirtualClock implements Clock {
  #monotonic = 0
  #order = 0
  /** A binary heap, the earliest first. */
  readonly #heap: Pending[] = []

  now(): number {
    return START_AT + this.#monotonic
  }

  monotonic(): number {
    return this.#monotonic
  }

  setTimer(callback: () => void, delayMs: number): Timer {
    const pending = this.#add(this.#monotonic + Math.max(0, delayMs), callback)
    return {
      cancel: () => {
        pending.callback = undefined
      },
      unref: () => {},
    }
  }

  /** Calls it at that instant, or now if that has passed. */
  at(instant: number, callback: () => void): void {
    this.#add(Math.max(this.#monotonic, instant), callback)
  }

  /** Lets everything happen until that instant. */
  async runUntil(instant: number): Promise<void> {
    await settled()
    for (let next = this.#heap[0]; next && next.at <= instant; next = this.#heap[0]) {
      this.#monotonic = next.at
      while (this.#heap[0]?.at === this.#monotonic) this.#pop()?.callback?.()
      await settled()
    }
    this.#monotonic = instant
  }

  #add(instant: number, callback: () => void): Pending {
    // What lies ahead by less than rounding errors is still ahead: it must not come round again at the same instant.
    const isNow = instant <= this.#monotonic
    const ticks = Math.ceil(instant / GRID_MS - 1e-6)
    const at = isNow ? this.#monotonic : Math.max(ticks * GRID_MS, this.#monotonic + GRID_MS)
    const pending = { at, order: this.#order++, callback }
    this.#heap.push(pending)
    this.#rise(this.#heap.length - 1)
    return pending
  }

  #pop(): Pending | undefined {
    const [first] = this.#heap
    const last = this.#heap.pop()
    if (last && first !== last) {
      this.#heap[0] = last
      this.#sink()
    }
    return first
  }

  #rise(from: number): void {
    for (let index = from; index > 0;) {
      const parent = (index - 1) >> 1
      if (!this.#isBefore(index, parent)) return
      this.#swap(index, parent)
      index = parent
    }
  }

  #sink(): void {
    for (let index = 0; ;) {
      const left = 2 * index + 1
      if (left >= this.#heap.length) return
      const right = left + 1
      const least = right < this.#heap.length && this.#isBefore(right, left) ? right : left
      if (!this.#isBefore(least, index)) return
      this.#swap(index, least)
      index = least
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one] as Pending, this.#heap[other] as Pending]
    return a.at < b.at || (a.at === b.at && a.order < b.order)
  }

  #swap(one: number, other: number): void {
    const held = this.#heap[one] as Pending
    this.#heap[one] = this.#heap[other] as Pending
    this.#heap[other] = held
  }
}

/** Promises need no time: one turn of the event loop is enough for all of them. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
