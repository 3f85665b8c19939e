import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decodeLegacy } from './legacy-values.ts'

const NOW = Date.UTC(2026, 0, 1)
const LIMIT = 1_000_000

/** `zlib.compress(json.dumps(value).encode()).hex()` of Python 3. */
const OF_PYTHON =
  '789cab56ca4c51b252502a4a4d3654d251504acb4ccd4929068a542bf9e5e72615a582247d538b1315cc15624a0d0cd20c8194914162324871404e62552248b10990e39309515d52549a0ae4fae59724027979a53939b5b500dade1de5'
const RECORD = {
  id: 'rec1',
  fields: { Nombre: 'Mesa 7 ñ €', Plazas: 4, Libre: true, Nota: null },
}

const packed = (text: string) => deflateSync(text).toString('hex')
const read = (text: string, limit = LIMIT) => decodeLegacy(Buffer.from(text), limit, NOW)

test.each([
  ['zlib as hex digits', OF_PYTHON],
  ['the same behind a marker', `compressed:${OF_PYTHON}`],
  ['digits in capitals', OF_PYTHON.toUpperCase()],
  ['JSON that was not packed', JSON.stringify(RECORD)],
])('reads %s', async (_name, text) => {
  expect(await read(text)).toEqual({
    value: RECORD,
    createdAt: NOW,
    ttlMs: 60_000,
    staleMs: 0,
    loadMs: 0,
    stamp: { era: -1, seq: 0, tags: [] },
  })
})

test.each([
  ['a number that looks like packed digits', '7801', 7801],
  ['a text of digits', '"789c"', '789c'],
  ['null', 'null', null],
])('takes %s for what it is', async (_name, text, value) => {
  expect(await read(text)).toMatchObject({ value })
})

test('reads a large one aside', async () => {
  const value = Array.from({ length: 20_000 }, (_, index) => `dish ${(index * 7_919) % 20_011}`)
  const text = packed(JSON.stringify(value))

  const reading = read(text)

  expect(reading).toBeInstanceOf(Promise)
  expect(await reading).toMatchObject({ value })
})

describe('what it does not know is unreadable', () => {
  test.each([
    ['text', 'hello', 'foreign-format'],
    ['nothing', '', 'foreign-format'],
    ['a marker alone', 'compressed:', 'foreign-format'],
    ['digits that are cut off', OF_PYTHON.slice(0, -8), 'foreign-format'],
    ['an odd number of digits', OF_PYTHON.slice(0, -1), 'foreign-format'],
    ['a digit that is none', `${OF_PYTHON.slice(0, 20)}x${OF_PYTHON.slice(21)}`, 'foreign-format'],
    ['a flipped bit', OF_PYTHON.replace('4a4d36', '4a4d37'), 'foreign-format'],
    ['packed text that is no JSON', packed('not JSON'), 'foreign-format'],
    ['NaN, as Python writes it', packed('{"a": NaN}'), 'foreign-format'],
    ['what would grow beyond the limit', packed(`"${'x'.repeat(2_000)}"`), 'too-large'],
    ['plain JSON beyond the limit', `"${'x'.repeat(2_000)}"`, 'too-large'],
  ])('%s', async (_name, text, unreadable) => {
    expect(await read(text, 1_000)).toEqual({ unreadable })
  })

  test('nor does a large one that would grow beyond the limit fill the memory', async () => {
    const bomb = packed(`"${'x'.repeat(40_000_000)}"`)
    expect(bomb.length).toBeGreaterThan(2 * 16 * 1024)

    const before = process.memoryUsage().arrayBuffers

    expect(await read(bomb)).toEqual({ unreadable: 'too-large' })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000)
  })
})
