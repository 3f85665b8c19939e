import { createCache } from '@larder/cache-core'
import type { Limit } from './limit.ts'

const ENTRIES = 200_000

/** What memory holds beside the value and the key, for each entry. */
export const heapPerEntry: Limit = {
  id: 'heap-per-entry',
  title: 'Heap per entry of memory, beside value and key',
  unit: 'bytes',
  atMost: 250,
  note: 'Growth of the heap by 200,000 entries whose keys and values were there before.',
  async measure() {
    const keys = Array.from({ length: ENTRIES }, (_, index) => `entry:${index}`)
    const values = keys.map((_, index) => Object.freeze({ id: index }))
    const cache = createCache({ l1MaxBytes: 2 ** 30, ttlMs: 3_600_000 })
    // Keys are looked up once, so that their hashes are not counted.
    for (const key of keys) await cache.get(key)
    const before = heapUsed()
    for (const [index, key] of keys.entries()) {
      await cache.getOrSet(key, () => values[index], { tags: [] })
    }
    const grown = heapUsed() - before
    if (cache.stats().l1.entries !== ENTRIES) throw new Error('Not every entry was kept.')
    await cache.close()
    return grown / ENTRIES
  },
}

function heapUsed(): number {
  if (!globalThis.gc) throw new Error('Run with --expose-gc.')
  globalThis.gc()
  globalThis.gc()
  return process.memoryUsage().heapUsed
}
