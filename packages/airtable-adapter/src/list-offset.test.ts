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

test('an offset of another query is refused', () => {
  expect(() => decodeOffset(encodeOffset(position), 'other')).toThrow(/is invalid/)
})
