import { expect, test } from 'vitest'
import fc from 'fast-check'
import { Histogram } from './histogram.ts'

test('is zero when nothing was recorded', () => {
  const histogram = new Histogram()

  expect([histogram.count, histogram.mean, histogram.max, histogram.percentile(99)]).toEqual([0, 0, 0, 0])
})

test('percentiles are within 3.2 % of the exact ones, from a microsecond to minutes', () => {
  const latency = fc.double({ min: 0.001, max: 600_000, noNaN: true })
  fc.assert(
    fc.property(
      fc.array(latency, { minLength: 1, maxLength: 200 }),
      fc.constantFrom(1, 50, 95, 99, 100),
      (latencies, percent) => {
        const histogram = new Histogram()
        for (const ms of latencies) histogram.record(ms)
        const sorted = [...latencies].sort((a, b) => a - b)
        const exact = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0

        expect(Math.abs(histogram.percentile(percent) - exact) / exact).toBeLessThan(0.032)
      },
    ),
  )
})

test('mean, count and maximum are exact, and odd values do no harm', () => {
  const histogram = new Histogram()

  for (const ms of [0, 2, 4, 1e12]) histogram.record(ms)

  expect([histogram.count, histogram.max]).toEqual([4, 1e12])
  expect(histogram.mean).toBe((6 + 1e12) / 4)
  expect(histogram.percentile(50)).toBeCloseTo(2, 0)
})
