import { expect, test } from 'vitest'
import { normalCdf, normalQuantile } from './normal.ts'

test.each([
  [0, 0.5],
  [1, 0.841344746068543],
  [-1.959963984540054, 0.025],
  [3, 0.99865010196837],
])('up to %d lies the share of the tables', (z, share) => {
  expect(normalCdf(z)).toBeCloseTo(share, 13)
  expect(normalQuantile(share)).toBeCloseTo(z, 9)
})

test('a quantile of all or nothing is refused', () => {
  expect(() => normalQuantile(1)).toThrow('it must be between 0 and 1')
})
