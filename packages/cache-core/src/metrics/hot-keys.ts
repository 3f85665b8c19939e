/** A key that is read more than others, by estimate. */
export interface HotKey {
  readonly key: string
  /** Reads per second, of this process; half of the weight is on the last minute. Not below the true figure, but for chance. */
  readonly perSecond: number
  /** Not above the true figure, but for chance: `perSecond` less what reads of other keys may have added. */
  readonly atLeastPerSecond: number
  /** Of all reads, 0 to 1. */
  readonly share: number
}

/** Keys that are told apart: one that has more than 1 in so many of the reads is among them for sure. */
export const MOST_HOT_KEYS = 128
/** After so long a read weighs half, in ms. */
const HALF_LIFE_MS = 60_000
/** The weight of a read from which on all are brought down: counts stay far from where doubles lose ones. */
const LARGEST = 2 ** 20
/** A key with less than this in reads is forgotten about. */
const LEAST = 0.5

/**
 * The keys that are read most, in fixed memory: Space-Saving (Metwally, Agrawal, El Abbadi: Efficient Computation of Frequent
 * and Top-k Elements in Data Streams, ICDT 2005), with reads that weigh less the older they are (Cormode et al.: Forward
 * Decay, ICDE 2009). A new key takes the place of the least one, and its count: that much it may be too high.
 */
export class HotKeys {
  readonly #slots = new Map<string, number>()
  readonly #keys: string[] = []
  readonly #counts = new Float64Array(MOST_HOT_KEYS)
  /** By how much a count may be too high. */
  readonly #excess = new Float64Array(MOST_HOT_KEYS)
  #total = 0
  #firstAt: number | undefined
  /** When a read weighed 1. */
  #unitAt = 0

  /** `reads` of the key, now (monotonic, in ms). */
  note(key: string, reads: number, now: number): void {
    const weight = reads * this.#weightAt(now)
    this.#total += weight
    const slot = this.#slots.get(key)
    if (slot === undefined) this.#enter(key, weight)
    else this.#counts[slot]! += weight
  }

  /** At most `limit` of them, the most read first. */
  top(limit: number, now: number): readonly HotKey[] {
    if (this.#firstAt === undefined) return []
    const unit = this.#weightAt(now)
    const seconds = weighedSeconds(now - this.#firstAt)
    return this.#keys
      .map((key, slot) => ({
        key,
        count: this.#counts[slot] as number,
        excess: this.#excess[slot] as number,
      }))
      .filter(({ count }) => count / unit >= LEAST)
      .toSorted((one, other) => other.count - one.count)
      .slice(0, limit)
      .map(({ key, count, excess }) => ({
        key,
        perSecond: count / unit / seconds,
        atLeastPerSecond: (count - excess) / unit / seconds,
        share: count / this.#total,
      }))
  }

  #enter(key: string, weight: number): void {
    const isFull = this.#keys.length === MOST_HOT_KEYS
    const slot = isFull ? this.#least() : this.#keys.length
    if (isFull) this.#slots.delete(this.#keys[slot] as string)
    const taken = this.#counts[slot] as number
    this.#keys[slot] = key
    this.#slots.set(key, slot)
    this.#counts[slot] = taken + weight
    this.#excess[slot] = taken
  }

  #least(): number {
    const counts = this.#counts
    let least = 0
    for (let slot = 1; slot < MOST_HOT_KEYS; slot++)
      if ((counts[slot] as number) < (counts[least] as number)) least = slot
    return least
  }

  /** Newer reads weigh more, in place of all counts shrinking. */
  #weightAt(now: number): number {
    if (this.#firstAt === undefined) this.#firstAt = this.#unitAt = now
    const weight = 2 ** ((now - this.#unitAt) / HALF_LIFE_MS)
    if (weight < LARGEST) return weight
    for (let slot = 0; slot < MOST_HOT_KEYS; slot++) {
      this.#counts[slot]! /= weight
      this.#excess[slot]! /= weight
    }
    this.#total /= weight
    this.#unitAt = now
    return 1
  }
}

/** How many seconds there were, weighed as reads are; at least the first one. */
function weighedSeconds(ageMs: number): number {
  const age = Math.max(1_000, ageMs)
  return (HALF_LIFE_MS / 1_000 / Math.LN2) * (1 - 2 ** (-age / HALF_LIFE_MS))
}
