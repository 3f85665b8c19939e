import type { Random } from '@larder/cache-core'
import { SeededRandom } from '@larder/cache-core/testing'

/** Chance of its own, so that how much of it is used changes nothing elsewhere. */
export function subSeed(random: Random): Random {
  return new SeededRandom(Math.floor(random.next() * 2 ** 32))
}
