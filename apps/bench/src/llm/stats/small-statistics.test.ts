import { expect, test } from 'vitest'
import { cohensKappa } from './cohens-kappa.ts'
import { holm } from './holm.ts'
import { macroF1 } from './macro-f1.ts'
import { passK } from './pass-k.ts'
import { isNotInferior, verdictOf } from './verdict.ts'

test('p values are corrected step by step, and never out of order', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02])
  expect(holm([0.9, 0.8])).toEqual([1, 1])
  expect(holm([])).toEqual([])
})

/** Cohen 1960 as worked through in textbooks: 50 proposals, 20 yes-yes, 15 no-no, 5 and 10 apart. */
test('kappa of the textbook table is 0.4', () => {
  const rows = [
    ['yes', 'yes', 20],
    ['yes', 'no', 5],
    ['no', 'yes', 10],
    ['no', 'no', 15],
  ] as const
  const labels = (column: 0 | 1) => rows.flatMap((row) => Array.from({ length: row[2] }, () => row[column]))

  const { kappa, interval } = cohensKappa(labels(0), labels(1))

  expect(kappa).toBeCloseTo(0.4, 10)
  expect(interval.low).toBeCloseTo(0.4 - (1.96 * Math.sqrt((0.7 * 0.3) / 50)) / 0.5, 3)
  expect(() => cohensKappa(['a'], [])).toThrow('1 labels cannot be compared with 0')
})

test('pass^k counts the ways to draw k trials that all succeeded', () => {
  expect(passK(3, 4, 1)).toBe(0.75)
  expect(passK(3, 4, 2)).toBeCloseTo(3 / 6, 12)
  expect(passK(3, 4, 4)).toBe(0)
  expect(passK(4, 4, 4)).toBe(1)
  expect(() => passK(1, 2, 3)).toThrow('pass^3 cannot be had from 2 trials')
})

test.each([
  [0.01, 0.09, 'better'],
  [-0.12, -0.02, 'worse'],
  [-0.04, 0.04, 'equivalent'],
  [0.01, 0.04, 'equivalent'],
  [-0.05, 0.04, 'undecided'],
  [-0.02, 0.09, 'undecided'],
  [Number.NaN, Number.NaN, 'undecided'],
] as const)('a difference between %d and %d is %s', (low, high, verdict) => {
  expect(verdictOf({ low, high }, 0.05)).toBe(verdict)
})

test('not inferior is that the margin is ruled out below', () => {
  expect(isNotInferior({ low: -0.02, high: 0.09 }, 0.05)).toBe(true)
  expect(isNotInferior({ low: -0.06, high: 0.09 }, 0.05)).toBe(false)
})

test('macro F1 counts a rare label as much as a frequent one', () => {
  const rows = [
    ['book', 'book', 90],
    ['cancel', 'book', 5],
    ['cancel', 'cancel', 5],
  ] as const
  const labelled = rows.flatMap(([gold, said, times]) =>
    Array.from({ length: times }, (_, index) => ({ gold, said, cluster: `${gold} ${said} ${index}` })),
  )

  const { value, interval } = macroF1(labelled)

  expect(value).toBeCloseTo(((2 * 90) / (90 + 95) + (2 * 5) / (10 + 5)) / 2, 12)
  expect(interval.low).toBeLessThan(value)
  expect(interval.high).toBeGreaterThan(value)
  expect(interval.high).toBeLessThanOrEqual(1)
})
