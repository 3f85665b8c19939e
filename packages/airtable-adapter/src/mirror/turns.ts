import { setImmediate } from 'node:timers/promises'
import type { Clock } from '@larder/cache-core'

/** How long one piece of work holds the event loop, in ms. */
const TURN_MS = 4

/** Long work in turns: between two of them others get theirs. */
export class Turns {
  readonly #clock: Clock
  #until: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#until = clock.monotonic() + TURN_MS
  }

  /** Whether the turn is over: then `next` is to be waited for. */
  get isOver(): boolean {
    return this.#clock.monotonic() >= this.#until
  }

  async next(): Promise<void> {
    await setImmediate()
    this.#until = this.#clock.monotonic() + TURN_MS
  }
}

/** So many steps are done between two looks at the clock. */
const STEPS = 64

export async function mapInTurns<T, U>(
  all: readonly T[],
  made: (one: T) => U,
  turns: Turns,
): Promise<readonly U[]> {
  const results: U[] = []
  for (const [index, one] of all.entries()) {
    results.push(made(one))
    if (index % STEPS === 0 && turns.isOver) await turns.next()
  }
  return results
}

export async function filterInTurns<T>(
  all: readonly T[],
  isKept: (one: T) => boolean,
  turns: Turns,
): Promise<readonly T[]> {
  const kept: T[] = []
  for (const [index, one] of all.entries()) {
    if (isKept(one)) kept.push(one)
    if (index % STEPS === 0 && turns.isOver) await turns.next()
  }
  return kept
}

/** A stable sort by merging, which can be interrupted as `Array.prototype.sort` cannot. */
export async function sortInTurns<T>(
  all: readonly T[],
  compare: (a: T, b: T) => number,
  turns: Turns,
): Promise<readonly T[]> {
  let from = [...all]
  let to = Array.from<T>({ length: all.length })
  for (let width = 1; width < all.length; width *= 2) {
    for (let start = 0; start < all.length; start += 2 * width) {
      const middle = Math.min(start + width, all.length)
      const end = Math.min(start + 2 * width, all.length)
      for (let at = start, left = start, right = middle; at < end; at++) {
        const isLeft = left < middle && (right >= end || compare(from[left] as T, from[right] as T) <= 0)
        to[at] = from[isLeft ? left++ : right++] as T
        if (at % STEPS === 0 && turns.isOver) await turns.next()
      }
    }
    ;[from, to] = [to, from]
  }
  return from
}
