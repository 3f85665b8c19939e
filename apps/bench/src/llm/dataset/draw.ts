import type { Random } from '@larder/cache-core'

/** One of them, each as likely as the others. */
export function drawOne<T>(random: Random, from: readonly T[]): T {
  const drawn = from[Math.floor(random.next() * from.length)]
  if (drawn === undefined) throw new RangeError('nothing to draw from')
  return drawn
}

/** A whole number from `least` to `most`, both included. */
export function drawNumber(random: Random, least: number, most: number): number {
  return least + Math.floor(random.next() * (most - least + 1))
}

/** True with this probability. */
export function drawYes(random: Random, probability: number): boolean {
  return random.next() < probability
}
