import { expect, test } from 'vitest'
import { covers, type Interval } from './interval.ts'
import { wilson } from './wilson.ts'
import { zeroFailuresBound } from './zero-failures.ts'

/** Newcombe, "Two-sided confidence intervals for the single proportion", Stat. Med. 17, 1998, table I, method 3. */
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%d of %d has the published interval', (successes, n, low, high) => {
  const interval = wilson(successes, n)

  expect(interval.low).toBeCloseTo(low, 4)
  expect(interval.high).toBeCloseTo(high, 4)
})

/** The true share is 0.97; the textbook interval is named after the central limit theorem. */
test.each([
  [20, 0.45],
  [40, 0.71],
  [160, 0.86],
  [320, 0.91],
])(
  'of %d trials the textbook interval covers the truth in a share of %d, and this one in 0.95 to 0.99',
  (n, share) => {
    const textbook = (successes: number) => {
      const own = successes / n
      const half = 1.96 * Math.sqrt((own * (1 - own)) / n)
      return { low: own - half, high: own + half }
    }

    expect(coverage(n, 0.97, textbook)).toBeCloseTo(share, 1)
    expect(coverage(n, 0.97, (successes) => wilson(successes, n))).toBeGreaterThan(0.94)
    expect(coverage(n, 0.97, (successes) => wilson(successes, n))).toBeLessThan(0.99)
  },
)

test('nothing is known from nothing', () => {
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
  expect(zeroFailuresBound(0)).toBe(1)
})

test('no failure in 60 leaves a rate of under 4.9 %, a little less than 3 in 60', () => {
  expect(zeroFailuresBound(60)).toBeLessThan(0.049)
  expect(zeroFailuresBound(60)).toBeGreaterThan(0.0486)
  expect((1 - zeroFailuresBound(60)) ** 60).toBeCloseTo(0.05, 12)
})

/** Exact: over all outcomes, by their chance. */
function coverage(n: number, share: number, intervalOf: (successes: number) => Interval): number {
  let covered = 0
  let logChance = n * Math.log(1 - share)
  for (let successes = 0; successes <= n; successes++) {
    if (covers(intervalOf(successes), share)) covered += Math.exp(logChance)
    logChance += Math.log(((n - successes) / (successes + 1)) * (share / (1 - share)))
  }
  return covered
}
