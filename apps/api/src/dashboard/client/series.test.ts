import { expect, test } from 'vitest'
import type { LivePoint } from '../live-point.ts'
import { hitRateOf, Series } from './series.ts'

const START = Date.UTC(2026, 10, 27)
/** A point `second` s after the start, of one read in memory. */
function at(second: number, more: object = {}): LivePoint {
  const reads = { memory: 1, redis: 0, stale: 0, missed: 0 }
  return { at: START + second * 1_000, spanMs: 1_000, reads, errors: {}, ...more } as LivePoint
}
const seconds = (series: Series) => series.moments.map((moment) => (moment.at - START) / 1_000)

test('five minutes are kept, whatever gaps there are', () => {
  const series = new Series()

  series.add(...Array.from({ length: 1_000 }, (_, second) => at(second * 2)))

  expect(series.moments).toHaveLength(151)
})

test('a gap is a moment of which nothing is known', () => {
  const series = new Series()

  series.add(at(1), at(2), at(30))

  expect(seconds(series)).toEqual([1, 2, 2.001, 30])
  expect(series.moments.map(({ point }) => point === undefined)).toEqual([false, false, true, false])
})

test('a server that has begun anew does not take away what was seen before', () => {
  const series = new Series()
  series.add(at(1), at(2), at(3))

  series.add(at(2), at(3), at(4))

  expect(seconds(series)).toEqual([1, 2, 3, 4])
})

test('a clock that was set back takes what was to come with it', () => {
  const series = new Series()

  series.add(at(1), at(60), at(2))

  expect(seconds(series)).toEqual([1, 2])
})

test('the last minute is one of the clock, with a gap in it', () => {
  const series = new Series()
  const failing = { errors: { LOADER: 2 } }

  series.add(at(0, failing), at(1, failing), at(100, failing), at(101, { errors: { TIMEOUT: 3 } }))

  expect(series.readsIn(60)).toMatchObject({ reads: { memory: 2 }, seconds: 2 })
  expect(series.errorsIn(60)).toEqual([
    ['TIMEOUT', 3],
    ['LOADER', 2],
  ])
})

test('without reads there is no share of them', () => {
  expect(hitRateOf({ memory: 0, redis: 0, stale: 0, missed: 0 })).toBeUndefined()
  expect(hitRateOf({ memory: 2, redis: 1, stale: 0, missed: 1 })).toBe(0.75)
})
