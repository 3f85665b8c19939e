import { expect, test } from 'vitest'
import fc from 'fast-check'
import { isJsonLonger } from './json-length.ts'

test('what fits is never called longer', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(isJsonLonger(value, Buffer.byteLength(JSON.stringify(value)))).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['text', 'x'.repeat(100), 101],
  ['texts', ['x'.repeat(40), 'x'.repeat(40)], 86],
  ['numbers', Array.from({ length: 50 }, () => 1), 100],
  ['members', { ['k'.repeat(50)]: 'x'.repeat(40) }, 96],
  ['depth', [[[['x'.repeat(90)]]]], 99],
])('%s is known to be longer than what it needs at least', (_name, value, limit) => {
  expect(Buffer.byteLength(JSON.stringify(value))).toBe(limit + 1)
  expect(isJsonLonger(value, limit)).toBe(true)
})
