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

test('a snapshot stays as it is, and less an earlier one it is what came in between', () => {
  const latency = fc.double({ min: 0, max: 2_000_000, noNaN: true })
  fc.assert(
    fc.property(
      fc.array(latency),
      fc.array(latency),
      fc.constantFrom(1, 50, 99, 100),
      (before, after, percent) => {
        const [all, between] = [new Histogram(), new Histogram()]
        for (const ms of before) all.record(ms)
        const earlier = all.snapshot()
        for (const ms of after) all.record(ms)
        for (const ms of after) between.record(ms)

        const later = all.snapshot().since(earlier)

        expect(earlier.count).toBe(before.length)
        expect(later.count).toBe(after.length)
        expect(later.percentile(percent)).toBe(between.snapshot().percentile(percent))
        expect(later.sum).toBeCloseTo(between.snapshot().sum, 0)
      },
    ),
  )
})

test('a snapshot counts what took no longer than a bound, within 3 % of it', () => {
  const histogram = new Histogram()
  for (const ms of [0, 0.5, 1, 2, 500, 1e9]) histogram.record(ms)

  const snapshot = histogram.snapshot()

  expect([0.1, 0.51, 1.04, 100, 1_000, 1e9].map((ms) => snapshot.countUpTo(ms))).toEqual([1, 2, 3, 4, 5, 6])
  expect(new Histogram().snapshot().countUpTo(1)).toBe(0)
})
