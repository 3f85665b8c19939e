import { expect, test } from 'vitest'
import { freshnessOf } from './entry.ts'

const windows = { staleWhileRevalidateMs: 100, staleIfErrorMs: 500 }

test.each([
  [0, 'fresh'],
  [999, 'fresh'],
  [1000, 'stale'],
  [1099, 'stale'],
  [1100, 'fallback'],
  [1499, 'fallback'],
  [1500, 'expired'],
] as const)('an entry with a ttl of 1000 ms at the age of %d ms is %s', (ageMs, expected) => {
  expect(freshnessOf(ageMs, 1000, windows)).toBe(expected)
})

test('without windows an entry goes from fresh to expired', () => {
  expect(freshnessOf(1000, 1000, { staleWhileRevalidateMs: 0, staleIfErrorMs: 0 })).toBe('expired')
})
