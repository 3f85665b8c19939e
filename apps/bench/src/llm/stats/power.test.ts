import { expect, test } from 'vitest'
import { minimumDetectable, pairsNeeded } from './power.ts'

test.each([
  [0.1, 0.03, 870],
  [0.1, 0.04, 489],
  [0.1, 0.05, 312],
  [0.1, 0.06, 216],
  [0.1, 0.08, 121],
  [0.15, 0.03, 1306],
  [0.15, 0.04, 734],
  [0.15, 0.05, 469],
  [0.15, 0.06, 325],
  [0.15, 0.08, 182],
  [0.15, 0.1, 116],
  [0.2, 0.03, 1742],
  [0.2, 0.05, 626],
  [0.2, 0.1, 155],
])('with a share %d discordant, %d takes %i pairs', (discordant, difference, pairs) => {
  expect(Math.abs(pairsNeeded(discordant, difference) - pairs)).toBeLessThanOrEqual(1)
})

test('480 pairs see 5 points when at most 15 % are discordant', () => {
  expect(minimumDetectable(0.15, 480)).toBeLessThanOrEqual(0.05)
  expect(minimumDetectable(0.2, 480)).toBeGreaterThan(0.05)
})

test('what is detectable takes the pairs there are', () => {
  expect(pairsNeeded(0.12, minimumDetectable(0.12, 400))).toBe(400)
})

test('no difference, and one larger than what disagrees, takes for ever', () => {
  expect(pairsNeeded(0.1, 0)).toBe(Number.POSITIVE_INFINITY)
  expect(pairsNeeded(0.1, 0.2)).toBe(Number.POSITIVE_INFINITY)
})
