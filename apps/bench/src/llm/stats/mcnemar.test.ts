import { expect, test } from 'vitest'
import { mcnemarExactP, mcnemarMidP } from './mcnemar.ts'

/** Fagerland, Lydersen and Laake 2013, table 1: airway hyper-responsiveness before and after stem cell transplantation. */
test('1 against 7 has the published values', () => {
  expect(mcnemarExactP(1, 7)).toBeCloseTo(0.0703, 4)
  expect(mcnemarMidP(1, 7)).toBeCloseTo(0.0391, 4)
})

test('every table of up to 40 discordant pairs has the value of whole numbers', () => {
  for (let b = 0; b <= 40; b++)
    for (let c = 0; b + c <= 40; c++) {
      expect(mcnemarMidP(b, c)).toBeCloseTo(midPInWholeNumbers(b, c), 12)
      expect(mcnemarMidP(b, c)).toBe(mcnemarMidP(c, b))
    }
})

test.each([
  [300, 400],
  [900, 1_000],
  [0, 2_000],
])('%d against %d, more than a double can hold the ways of, has it too', (b, c) => {
  expect(mcnemarMidP(b, c)).toBeCloseTo(midPInWholeNumbers(b, c), 10)
})

test('no discordant pair is no evidence', () => {
  expect(mcnemarMidP(0, 0)).toBe(1)
})

/** Ways to throw n coins, counted: twice those with fewer heads, and those with as many. */
function midPInWholeNumbers(b: number, c: number): number {
  const n = BigInt(b + c)
  const k = BigInt(Math.min(b, c))
  if (b === c) return 1
  let ways = 1n
  let fewer = 0n
  for (let i = 0n; i < k; i++) {
    fewer += ways
    ways = (ways * (n - i)) / (i + 1n)
  }
  return Number(((2n * fewer + ways) * 10n ** 18n) / 2n ** n) / 1e18
}
