import { expect, test } from 'vitest'
import { SeededRandom } from '@larder/cache-core/testing'
import { bootstrapMean, bootstrapRatio } from './cluster-bootstrap.ts'
import { bootstrapQuantileDifference, bootstrapQuantiles } from './quantile-bootstrap.ts'
import { covers } from './interval.ts'

const random = new SeededRandom(7)
const values = Array.from({ length: 400 }, () => random.next())
const alone = values.map((_, index) => `case ${index}`)

test('without clusters the interval is that of the textbook', () => {
  const { value, interval } = bootstrapMean(values, alone)

  const half = (1.96 * Math.sqrt(1 / 12)) / 20
  expect((interval.high - interval.low) / (2 * half)).toBeCloseTo(1, 1)
  expect((interval.high + interval.low) / 2).toBeCloseTo(value, 2)
})

test('the same seed gives the same interval, another seed nearly so', () => {
  expect(bootstrapMean(values, alone, { seed: 3 })).toEqual(bootstrapMean(values, alone, { seed: 3 }))
  const [one, other] = [3, 4].map((seed) => bootstrapMean(values, alone, { seed }).interval.low)
  expect(one).not.toBe(other)
  expect(one).toBeCloseTo(other ?? 0, 2)
})

test('four copies of each case make the interval twice as wide as if they were four cases', () => {
  const copied = values.flatMap((value) => [value, value, value, value])
  const widthOf = (clusters: readonly string[]) => {
    const { interval } = bootstrapMean(copied, clusters)
    return interval.high - interval.low
  }

  const together = widthOf(copied.map((_, index) => `case ${Math.floor(index / 4)}`))
  const apart = widthOf(copied.map((_, index) => `case ${index}`))

  expect(Math.abs(together / apart - 2)).toBeLessThan(0.2)
})

test('cases that have nothing to do with each other have much the same interval in clusters', () => {
  const { interval } = bootstrapMean(
    values,
    values.map((_, index) => `cluster ${index % 100}`),
  )
  const { interval: single } = bootstrapMean(values, alone)

  expect((interval.high - interval.low) / (single.high - single.low)).toBeGreaterThan(0.8)
  expect((interval.high - interval.low) / (single.high - single.low)).toBeLessThan(1.25)
})

/** Of few skewed values the plain interval lies too low at both ends. */
test('a corrected interval of skewed values lies higher', () => {
  const skewed = values.slice(0, 40).map((value) => -Math.log(1 - value))
  const clusters = alone.slice(0, 40)

  const plain = bootstrapMean(skewed, clusters).interval
  const better = bootstrapMean(skewed, clusters, { method: 'bca' }).interval

  expect(better.low).toBeGreaterThan(plain.low)
  expect(better.high).toBeGreaterThan(plain.high)
})

test.each(['percentile', 'bca'] as const)(
  'an interval of 0.95 (%s) covers the truth about as often',
  (method) => {
    const source = new SeededRandom(11)
    let covered = 0
    for (let run = 0; run < 300; run++) {
      const sample = Array.from({ length: 80 }, () => (source.next() < 0.85 ? 1 : 0))
      const { interval } = bootstrapMean(sample, alone.slice(0, 80), { resamples: 500, seed: run, method })
      if (covers(interval, 0.85)) covered++
    }

    expect(covered / 300).toBeGreaterThan(0.9)
    expect(covered / 300).toBeLessThan(0.99)
  },
)

test('a ratio is of sums, not the mean of ratios', () => {
  expect(bootstrapRatio([1, 3], [1, 0], ['a', 'b']).value).toBe(4)
})

test('one cluster alone has no interval', () => {
  expect(bootstrapMean([1, 0], ['a', 'a']).interval.low).toBeNaN()
})

test('quantiles of uniform values, with intervals that hold the truth', () => {
  const even = values.map((_, index) => (index + 0.5) / values.length)

  const [p50, p95] = bootstrapQuantiles({ values: even, clusters: alone }, [0.5, 0.95])

  expect(covers(p50?.interval ?? { low: 1, high: 1 }, 0.5)).toBe(true)
  expect(covers(p95?.interval ?? { low: 1, high: 1 }, 0.95)).toBe(true)
  expect((p50?.interval.high ?? 1) - (p50?.interval.low ?? 0)).toBeCloseTo((2 * 1.96 * 0.5) / 20, 1)
})

test('a p95 that is 300 ms higher for the same cases is found, far more sharply than each p95 alone', () => {
  const slow = values.map((value) => 1_000 * value)
  const first = { values: slow.map((ms) => ms + 300), clusters: alone }

  const { value, interval } = bootstrapQuantileDifference(first, { values: slow, clusters: alone }, 0.95)

  expect(value).toBeCloseTo(300, 6)
  expect(interval.low).toBeCloseTo(300, 6)
  expect(interval.high).toBeCloseTo(300, 6)
})
