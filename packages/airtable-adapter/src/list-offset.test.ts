import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { decodeOffset, encodeOffset } from './list-offset.ts'

const position = {
  queryHash: 'hash',
  run: 'r1',
  chunk: 7,
  upstream: 'itrB/recC',
  before: 'recA',
  index: 2,
  after: ['recD', 'recE'],
}

test("an offset is opaque, looks like Airtable's, and holds the place", () => {
  const offset = encodeOffset(position)

  expect(offset).toMatch(/^itr[\w-]{14}\/rec[\w-]+$/)
  expect(decodeOffset(offset, 'hash')).toEqual(position)
})

test.each([
  '10',
  '',
  'itrB/recC',
  'itr12345678901234/recAAAA',
  `${encodeOffset(position)}x`,
  encodeOffset(position).slice(0, -1),
])("%j is refused in Airtable's words", (offset) => {
  expect(() => decodeOffset(offset, 'hash')).toThrow(`The value of offset ${offset} is invalid`)
})

test.each([
  ['a negative place', { index: -1_000_000_000 }],
  ['half a record', { index: 0.5 }],
  ['no number', { chunk: null }],
  ['no text', { upstream: 1 }],
  ['anchors that are none', { after: [{}] }],
] as const)('with %s it is refused, however well it is sealed', (_what, forged) => {
  const offset = encodeOffset({ ...position, ...forged } as unknown as typeof position)

  expect(() => decodeOffset(offset, 'hash')).toThrow(`The value of offset ${offset} is invalid`)
})

test.each(['', '{', '[', 'null', '{}', '[]'])('with the payload %j it is refused', (json) => {
  const payload = Buffer.from(json).toString('base64url') || 'A'
  const seal = createHash('sha256').update(`hash ${payload}`).digest('base64url').slice(0, 14)

  expect(() => decodeOffset(`itr${seal}/rec${payload}`, 'hash')).toThrow(/is invalid/)
})

test("an offset of Airtable's own is told to be gone, so that clients begin anew", () => {
  expect(() => decodeOffset('itr0aZ45678901234/rec0aZ45678901234', 'hash')).toThrow(
    expect.objectContaining({
      status: 422,
      body: { error: { type: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE' } },
    }) as Error,
  )
})

test('an offset of another query is refused', () => {
  expect(() => decodeOffset(encodeOffset(position), 'other')).toThrow(/is invalid/)
})
