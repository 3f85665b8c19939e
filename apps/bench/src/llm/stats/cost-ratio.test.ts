import { expect, test } from 'vitest'
import { bootstrapCostRatio } from './cost-ratio.ts'

test('a right answer costs four times as much where a call costs twice as much and half as many are right', () => {
  const pairs = Array.from({ length: 300 }, (_, index) => {
    // Long cases are dear to both.
    const length = 1 + (index % 7)
    return {
      cluster: `c ${index}`,
      cost: 2 * length,
      right: (index * 7) % 10 < 4 ? 1 : 0,
      otherCost: length,
      otherRight: (index * 3) % 10 < 8 ? 1 : 0,
    }
  })

  const { value, interval } = bootstrapCostRatio(pairs)

  expect(value).toBeCloseTo(4, 10)
  expect(interval.low).toBeGreaterThan(3)
  expect(interval.low).toBeLessThan(4)
  expect(interval.high).toBeGreaterThan(4)
  expect(interval.high).toBeLessThan(5.2)
})

test('what is always the same has no width', () => {
  const pairs = Array.from({ length: 20 }, (_, index) => ({
    cluster: `c ${index}`,
    cost: 3,
    right: 1,
    otherCost: 2,
    otherRight: 1,
  }))

  const { interval } = bootstrapCostRatio(pairs)

  expect(interval.low).toBeCloseTo(1.5, 12)
  expect(interval.high).toBeCloseTo(1.5, 12)
})
