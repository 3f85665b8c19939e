import type { Random } from '@larder/cache-core'

export const KEYS = 300
const TAGS = 10

export type OperationKind = 'read' | 'strict' | 'set' | 'delete' | 'tag'
export const OPERATIONS: readonly OperationKind[] = ['read', 'strict', 'set', 'delete', 'tag']

export interface WorkItem {
  readonly kind: OperationKind
  /** Which cache is asked. */
  readonly cache: number
  /** Index of the key. */
  readonly key: number
}

/** Shares of all calls; the rest are plain reads. */
const STRICT = 0.03
const SETS = 0.04
const DELETES = 0.03
const TAG_INVALIDATIONS = 0.01

/** What callers want, in an order that only the seed decides. A few keys are wanted very often, most of them rarely. */
export class Workload {
  readonly #random: Random
  readonly #cumulative: Float64Array

  constructor(random: Random) {
    this.#random = random
    this.#cumulative = new Float64Array(KEYS)
    let sum = 0
    for (let index = 0; index < KEYS; index++) this.#cumulative[index] = sum += 1 / (index + 1)
  }

  next(): WorkItem {
    return { kind: this.#kind(), cache: this.#random.next() < 0.5 ? 0 : 1, key: this.#key() }
  }

  #kind(): OperationKind {
    let rest = this.#random.next()
    for (const [kind, share] of [
      ['strict', STRICT],
      ['set', SETS],
      ['delete', DELETES],
      ['tag', TAG_INVALIDATIONS],
    ] as const) {
      if (rest < share) return kind
      rest -= share
    }
    return 'read'
  }

  /** Zipf: the key of rank n is wanted 1/n times as often as the first. */
  #key(): number {
    const wanted = this.#random.next() * (this.#cumulative.at(-1) ?? 0)
    let [low, high] = [0, KEYS - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#cumulative[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

export function keyName(index: number): string {
  return `item:${index}`
}

/** Every second key has a tag. */
export function tagOf(index: number): string | undefined {
  return index % 2 === 0 ? `tag-${(index / 2) % TAGS}` : undefined
}

/** All keys with the tag of this one; the key alone when it has none. */
export function sameTag(index: number): readonly number[] {
  const tag = tagOf(index)
  if (tag === undefined) return [index]
  return Array.from({ length: KEYS }, (_, other) => other).filter((other) => tagOf(other) === tag)
}
