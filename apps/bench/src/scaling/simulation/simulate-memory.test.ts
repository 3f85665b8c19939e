import { expect, test } from 'vitest'
import { simulateMemory, zipf } from './simulate-memory.ts'

test('ranks are as likely as the exponent says', () => {
  const chances = Array.from({ length: 10_000 }, (_, index) => (index + 0.5) / 10_000)
  const shareOfFirst = (exponent: number) =>
    chances.filter((chance) => zipf(1_000, exponent, chance) === 1).length / chances.length

  // ln 2 ÷ ln 1,001, and of the flatter one (2^0.2 − 1) ÷ (1,001^0.2 − 1).
  expect(shareOfFirst(1)).toBeCloseTo(0.1003, 2)
  expect(shareOfFirst(0.8)).toBeCloseTo(0.05, 2)
  expect(Math.max(...chances.map((chance) => zipf(1_000, 0.8, chance)))).toBeGreaterThan(990)
  expect(zipf(1_000, 1, 1)).toBe(1_000)
})

test('memory that holds everything misses nothing, and less of it misses more', async () => {
  const run = (l1MaxBytes: number) =>
    simulateMemory({ keys: 200, exponent: 1, l1MaxBytes, accesses: 8_000, seed: 1 })

  const [large, small] = [await run(2 ** 20), await run(2 ** 16)]

  expect(large.hitRate).toBeGreaterThan(0.99)
  expect(small.hitRate).toBeLessThan(large.hitRate)
  expect(small.hitRate).toBeGreaterThan(0.3)
  expect(small.entries).toBeLessThan(100)
})
