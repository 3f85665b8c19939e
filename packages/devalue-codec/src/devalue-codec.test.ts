import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { createCache, systemClock } from '@larder/cache-core'
import { InMemoryBackend, RecordingObserver } from '@larder/cache-core/testing'
import { devalueCodec } from './devalue-codec.ts'

const { encode, decode } = devalueCodec

/** Anything that is carried, nested. */
const rich = fc.letrec<{ value: unknown; leaf: unknown }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom(null, undefined, true, NaN, -0, Infinity, ''),
    fc.double(),
    fc.bigInt(),
    fc.string({ unit: 'binary' }),
    fc.date({ noInvalidDate: false }),
  ),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('value')),
    fc
      .dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        tie('value'),
      )
      .map((object) => ({ ...object })),
    fc.array(fc.tuple(tie('value'), tie('value'))).map((entries) => new Map(entries)),
    fc.array(tie('value')).map((items) => new Set(items)),
  ),
})).value

test('whatever it takes comes back equal', () => {
  fc.assert(
    fc.property(rich, (value) => {
      expect(decode(encode(value))).toStrictEqual(value)
    }),
    { numRuns: 500 },
  )
})

test('what occurs twice, or in a cycle, comes back so', () => {
  const shared = { at: new Date(0) }
  const cycle: { self?: unknown; pair: readonly unknown[] } = { pair: [shared, shared] }
  cycle.self = cycle

  const back = decode(encode(cycle)) as typeof cycle

  expect(back.self).toBe(back)
  expect(back.pair[0]).toBe(back.pair[1])
  expect(back.pair[0]).toStrictEqual(shared)
})

class Mesa {
  readonly id = 7
}
class LocalDate extends Date {}
const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) })

describe('refuses what would come back different, and says where', () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['a function', () => 1, 'a value of type function at $ '],
    ['a symbol', { a: [Symbol('x')] }, 'a value of type symbol at $.a[0] '],
    ['a class instance', { mesa: new Mesa() }, 'an instance of Mesa at $.mesa '],
    ['a subclass of Date', { at: new LocalDate() }, 'an instance of LocalDate at $.at '],
    ['a Date with properties', Object.assign(new Date(), { zone: 1 }), 'a Date with properties at $ '],
    ['a RegExp', { 'a b': /x/ }, 'an instance of RegExp at $["a b"] '],
    ['bytes', { a: Buffer.from('x') }, 'an instance of Buffer at $.a '],
    ['a URL', { a: new URL('https://example.com') }, 'an instance of URL at $.a '],
    ['a boxed number', { a: Object(1) }, 'an instance of Number at $.a '],
    ['holes', { a: Array(3) }, 'an array with holes or extra properties at $.a '],
    ['a getter', { get now() { return 1 } }, 'a getter, setter or hidden property at $.now '], // oxfmt-ignore
    ['__proto__', JSON.parse('{"a":{"__proto__":1}}'), 'an own property named __proto__ at $.a '],
    ['a promise', { a: Promise.resolve() }, 'an instance of Promise at $.a '],
    ['too much depth', nested(101), 'nesting deeper than 100 levels at $.a.a'],
    ['a value of a Map', { m: new Map([['a secret', () => 1]]) }, 'function at $.m.values()[0] '],
    ['a key of a Map', new Map([[new Mesa(), 1]]), 'an instance of Mesa at $.keys()[0] '],
    ['an item of a Set', new Set([1, () => 1]), 'function at $.values()[1] '],
  ]
  test.each(cases)('%s', (_name, value, message) => {
    const error = thrownBy(() => encode(value))

    expect(error).toMatchObject({ code: 'VALUE_NOT_CARRIABLE' })
    expect(error.message).toContain(message)
    expect(error.message).not.toContain('a secret')
  })
})

describe('makes nothing of text that it does not write', () => {
  test.each([
    ['nothing', ''],
    ['JSON', '{"at":"2026"}'],
    ['a number out of range', '[[7]]'],
    ['a pattern', '[["RegExp","(a+)+$"]]'],
    ['a URL', '[["URL","https://example.com"]]'],
    ['bytes', '[["Uint8Array",1],["ArrayBuffer","eA=="]]'],
    ['a box', '[["Object",1],1]'],
    ['a length without items', '[[-7,4294967295]]'],
    ['another type', '[["Function","alert(1)"]]'],
    ['a prototype', '[{"__proto__":1},{"polluted":2},true]'],
    ['a prototype without one', '[["null","__proto__",1],{"polluted":2},true]'],
    ['endless depth', `[${Array.from({ length: 100_000 }, (_, index) => `[${index + 1}]`).join(',')},1]`],
  ])('%s', (_name, text) => {
    expect(() => decode(text)).toThrow()
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test('random text', () => {
    const pieces = fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      ',',
      '"Map"',
      '"Set"',
      '"Date"',
      '0',
      '1',
      '-1',
      '-7',
      '"a":',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (some) => {
        try {
          decode(some.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(Error)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

test('in a cache: dates and maps for everybody, and the path of what is refused', async () => {
  const backend = new InMemoryBackend(systemClock)
  const observer = new RecordingObserver()
  const open = () => createCache({ shared: backend, codec: devalueCodec, observer })
  const [here, there] = [open(), open()]
  await expect.poll(() => [here, there].map((cache) => cache.health().status)).toEqual(['healthy', 'healthy'])
  const value = { at: new Date(0), tables: new Map([['mesa-7', 4n]]) }
  await here.set('booking', value)

  expect(await here.get('booking')).toStrictEqual(value)
  expect(await there.get('booking')).toStrictEqual(value)
  await expect(here.set('booking', { on: { click: () => 1 } })).rejects.toThrow(
    /type function at \$\.on\.click/,
  )

  const entry = await backend.store.get('larder:booking')
  for (const text of ['not text of its', '[["RegExp","(a+)+$"]]']) {
    if (entry) await backend.store.set('larder:foreign', { ...entry, value: text })
    expect(await there.get('foreign')).toBeUndefined()
  }
  expect(observer.ofType('unreadable-entry').map(({ cause }) => cause)).toEqual(['decode', 'decode'])
  await Promise.all([here.close(), there.close()])
})

function thrownBy(call: () => unknown): Error {
  try {
    call()
  } catch (error) {
    return error as Error
  }
  throw new Error('It was taken.')
}
