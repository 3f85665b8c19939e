import { expect, test } from 'vitest'
import fc from 'fast-check'
import { escapeGlob, parseGlob } from './glob.ts'

test.each([
  ['*', '', true],
  ['*', 'anything:at all', true],
  ['mesa:*', 'mesa:1', true],
  ['mesa:*', 'turno:1', false],
  ['mesa:?', 'mesa:1', true],
  ['mesa:?', 'mesa:12', false],
  ['*:rec:*', 'airtable:app:tbl:rec:1', true],
  ['a*b*c', 'axxbyyc', true],
  ['a*b*c', 'axxbyy', false],
  ['**a', 'ba', true],
  [String.raw`\*`, '*', true],
  [String.raw`\*`, 'x', false],
  [String.raw`a\?`, 'ab', false],
  ['a??', 'añ', true],
  ['', 'x', undefined],
])('pattern %j on %j', (pattern, key, expected) => {
  if (expected === undefined) expect(() => parseGlob(pattern)).toThrow(/is empty/)
  else expect(parseGlob(pattern).matches(key)).toBe(expected)
})

test.each([
  ['a*b*c*d', /has 3 stars; at most 2/],
  ['x'.repeat(257), /257 bytes long; the limit is 256/],
  ['mesa:[12]', /unescaped bracket/],
  ['mesa\\', /lone backslash/],
])('refuses %s and says why', (pattern, message) => {
  expect(() => parseGlob(pattern)).toThrow(message)
})

test('an escaped text matches itself and nothing else', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 30 }),
      fc.string({ maxLength: 30 }),
      (literal, other) => {
        const glob = parseGlob(escapeGlob(literal))

        expect(glob.matches(literal)).toBe(true)
        expect(glob.matches(other)).toBe(Buffer.from(other).equals(Buffer.from(literal)))
      },
    ),
  )
})

test('agrees with a regular expression on random patterns', () => {
  const pattern = fc
    .array(fc.constantFrom('a', 'b', '?', '*'), { minLength: 1, maxLength: 8 })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 }), (glob, key) => {
      fc.pre((glob.replaceAll(/\*+/g, '*').match(/\*/g)?.length ?? 0) <= 2)
      const expected = new RegExp(`^${glob.replaceAll(/\*+/g, '.*').replaceAll('?', '.')}$`).test(key)

      expect(parseGlob(glob).matches(key)).toBe(expected)
    }),
  )
})
