import { expect, test } from 'vitest'
import { hodgesLehmann, pairedRatio } from './hodges-lehmann.ts'

/** Hollander and Wolfe, table 3.1: depression before and after a tranquillizer; examples 3.3 and 3.4. */
const BEFORE = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3]
const AFTER = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]

test('the published pairs have the published shift and interval', () => {
  const { value, interval } = hodgesLehmann(AFTER.map((after, index) => after - (BEFORE[index] ?? 0)))

  expect(value).toBeCloseTo(-0.46, 10)
  expect(interval.low).toBeCloseTo(-0.786, 10)
  expect(interval.high).toBeCloseTo(-0.01, 10)
})

test('a time that takes 30 % longer everywhere is found, whatever one outlier does', () => {
  const second = Array.from({ length: 200 }, (_, index) => 100 + index)
  const first = second.map((ms, index) => (index === 7 ? 1e9 : ms * 1.3))

  const { value, interval } = pairedRatio(first.map((ms, index) => Math.log(ms / (second[index] ?? 0))))

  expect(value).toBeCloseTo(1.3, 6)
  expect(interval.low).toBeCloseTo(1.3, 6)
  expect(interval.high).toBeCloseTo(1.3, 6)
})

test('counted ranks and their normal approximation agree where they meet', () => {
  const widthOf = (n: number) => {
    const logs = Array.from({ length: n }, (_, index) => Math.sin(index * 12.9898) * 0.5)
    const { interval } = hodgesLehmann(logs)
    return interval.high - interval.low
  }

  expect(widthOf(60) / widthOf(61)).toBeCloseTo(1, 1)
})

test('one value alone has no interval', () => {
  expect(hodgesLehmann([3]).value).toBe(3)
  expect(hodgesLehmann([3]).interval.low).toBeNaN()
})
