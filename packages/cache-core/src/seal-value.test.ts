import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { sealParsed, sealValue } from './seal-value.ts'

const page = {
  records: [{ id: 'rec1', fields: { Nombre: 'José', Personas: 4, Mesas: ['rec2'] } }],
  offset: null,
}

test('freezes a value all the way down', () => {
  const value = structuredClone(page)

  sealValue(value)

  expect(() => value.records[0]?.fields.Mesas.push('rec3')).toThrow(TypeError)
  expect(() => Object.assign(value, { offset: 'x' })).toThrow(TypeError)
})

describe('refuses what would come back different, naming where it stands', () => {
  const cyclic: unknown[] = []
  cyclic.push(cyclic)
  test.each([
    [{ a: [1, { b: undefined }] }, /type undefined at \$\.a\[1\]\.b/],
    [{ when: new Date(0) }, /an instance of Date at \$\.when/],
    [[new Map()], /an instance of Map at \$\[0\]/],
    [{ n: 1n }, /type bigint at \$\.n/],
    [{ 'a b': Number.NaN }, /the number NaN at \$\["a b"\]/],
    [{ f: () => 1 }, /type function/],
    [{ [Symbol('s')]: 1 }, /named by a symbol/],
    [Array.from({ length: 2 }, (_, index) => (index === 0 ? 1 : undefined)), /type undefined at \$\[1\]/],
    [Object.assign([1], { extra: 2 }), /extra properties/],
    [
      Object.defineProperty({}, 'x', { get: () => 1, enumerable: true }),
      /a getter, setter or hidden property at \$\.x/,
    ],
    [Object.defineProperty({}, 'x', { value: 1, enumerable: false }), /a getter, setter or hidden property/],
    [JSON.parse('{"__proto__":{"admin":true}}'), /__proto__/],
    [cyclic, /deeper than 100 levels \(or a cycle\)/],
  ])('case %#', (value, message) => {
    expect(() => sealValue(value)).toThrow(message)
  })
})

test('accepts whatever JSON gives, and both seals agree on its size', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      fc.pre(!json.includes('__proto__'))

      expect(sealParsed(JSON.parse(json))).toBe(sealValue(JSON.parse(json)))
    }),
  )
})

test('whatever it accepts, JSON carries unchanged (but for -0, which equals 0)', () => {
  const options = {
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: false,
    withSparseArray: true,
    maxDepth: 3,
  }
  fc.assert(
    fc.property(fc.anything(options), (value) => {
      fc.pre(value !== undefined && isAccepted(value) && !hasNegativeZero(value))

      expect(JSON.parse(JSON.stringify(value))).toStrictEqual(value)
    }),
    { numRuns: 2_000 },
  )
})

function isAccepted(value: unknown): boolean {
  try {
    return sealValue(value) > 0
  } catch {
    return false
  }
}

function hasNegativeZero(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(hasNegativeZero)
  return Object.is(value, -0)
}

test('"not found" is carriable on its own', () => {
  expect(sealValue(undefined)).toBeGreaterThan(0)
})

test.each([
  ['a key named __proto__', '{"a":[{"__proto__":{"admin":true}}]}'],
  ['one written with escapes', String.raw`{"\u005f_proto__":1}`],
  ['nesting without end', '['.repeat(100_000) + ']'.repeat(100_000)],
])('%s in what somebody else wrote is refused', (_name, json) => {
  expect(() => sealParsed(JSON.parse(json))).toThrow(expect.objectContaining({ code: 'VALUE_NOT_CARRIABLE' }))
})

test('a text that reads __proto__ is a text', () => {
  expect(sealParsed(JSON.parse('{"a":"__proto__"}'))).toBeGreaterThan(0)
})
