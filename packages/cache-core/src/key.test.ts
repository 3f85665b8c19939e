import { expect, test } from 'vitest'
import fc from 'fast-check'
import { assertKey, buildKey, KEY_PART_MAX_BYTES } from './key.ts'

test('parts are joined readably', () => {
  expect(buildKey('airtable', 'appReservasDemo01', 'Reservas', 7)).toBe(
    'airtable:appReservasDemo01:Reservas:7',
  )
})

test('different parts never give the same key', () => {
  const parts = fc.array(
    fc.string({ unit: fc.constantFrom('a', ':', '%', '3', 'A', '{', 'ñ', '%h'), maxLength: 6 }),
    { minLength: 1, maxLength: 4 },
  )
  fc.assert(
    fc.property(parts, parts, (left, right) => {
      expect(buildKey(...left) === buildKey(...right)).toBe(JSON.stringify(left) === JSON.stringify(right))
    }),
    { numRuns: 2_000 },
  )
})

test('nothing in a part forces a cluster slot or acts as a glob', () => {
  expect(buildKey('{slot}', '*?[x]\\', 'a\nb')).toBe('%7Bslot%7D:%2A%3F%5Bx%5D%5C:a%0Ab')
})

test('a long part is replaced by its hash, and a part that looks hashed is not taken for one', () => {
  const long = 'x'.repeat(KEY_PART_MAX_BYTES + 1)

  const hashed = buildKey('p', long)

  expect(hashed).toMatch(/^p:%h[\w-]{43}$/)
  expect(buildKey('p', hashed.slice(2))).not.toBe(hashed)
})

test.each([
  [['a', 'EX', '1'], /received an array/],
  [42, /received number/],
  ['', /must not be empty/],
  ['ñ'.repeat(600), /1200 bytes long; the limit is 1024/],
])('a key that is not a short string is refused', (key, message) => {
  expect(() => assertKey(key)).toThrow(message)
})

test('halves of surrogate pairs are refused: in Redis they would all be one key', () => {
  expect(() => assertKey('a\ud800')).toThrow(/surrogate/)
  expect(() => buildKey('a', '\udc00b')).toThrow(/surrogate/)
  expect(() => assertKey('a😀')).not.toThrow()
})

test.each([[undefined], [null], [{}], [Number.NaN], [true], [['a']]])(
  'a part that is %j is refused',
  (part) => {
    expect(() => buildKey('family', part as never)).toThrow('must be a string or a finite number')
  },
)
