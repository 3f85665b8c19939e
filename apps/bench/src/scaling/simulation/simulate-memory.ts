import { createCache } from '@larder/cache-core'
import { SeededRandom } from '@larder/cache-core/testing'
import { sampleRecord } from '../../sample-items.ts'

export interface MemoryScenario {
  readonly keys: number
  /** Of the Zipf distribution: 1 is steep, 0.8 flatter. */
  readonly exponent: number
  readonly l1MaxBytes: number
  /** Half of them fill the memory and are not counted. */
  readonly accesses: number
  readonly seed: number
}

export interface MemoryResult extends Omit<MemoryScenario, 'seed' | 'accesses'> {
  /** Share of counted accesses that memory answered. */
  readonly hitRate: number
  /** Entries that it held in the end. */
  readonly entries: number
}

/** Larder's own memory tier, and which of so many keys it has at hand. */
export async function simulateMemory(scenario: MemoryScenario): Promise<MemoryResult> {
  const { keys, exponent, l1MaxBytes, accesses, seed } = scenario
  const cache = createCache({ l1MaxBytes, ttlMs: 3_600_000, random: new SeededRandom(seed) })
  const random = new SeededRandom(seed)
  const value = sampleRecord(1)
  let loads = 0
  const load = () => {
    loads++
    return value
  }
  const access = () => cache.getOrSet(`reservations:rec${zipf(keys, exponent, random.next())}`, load)
  for (let index = 0; index < accesses / 2; index++) await access()
  loads = 0
  const counted = Math.floor(accesses / 2)
  for (let index = 0; index < counted; index++) await access()
  const { entries } = cache.stats().l1
  await cache.close()
  return { keys, exponent, l1MaxBytes, hitRate: 1 - loads / counted, entries }
}

/** A rank from 1 to `keys` at a chance of about rank^-exponent: the inverse of the continuous distribution. */
export function zipf(keys: number, exponent: number, chance: number): number {
  const rank =
    exponent === 1
      ? (keys + 1) ** chance
      : (1 + chance * ((keys + 1) ** (1 - exponent) - 1)) ** (1 / (1 - exponent))
  return Math.min(keys, Math.floor(rank))
}
