import { describe, expect, test } from 'vitest'
import type { AirtableRecord } from '../airtable-record.ts'
import type { FieldSchema, SchemaAnswer } from '../base-schema.ts'
import { LinkEffects, type RecordChange } from './link-effects.ts'

const link = (id: string, linkedTableId: string, inverseLinkFieldId?: string): FieldSchema => ({
  id,
  name: `Name of ${id}`,
  type: 'multipleRecordLinks',
  options: { linkedTableId, ...(inverseLinkFieldId === undefined ? {} : { inverseLinkFieldId }) },
})
const computed = (id: string, type: string, recordLinkFieldId: string): FieldSchema => ({
  id,
  name: `Name of ${id}`,
  type,
  options: { recordLinkFieldId },
})
const schema = (tables: Readonly<Record<string, readonly FieldSchema[]>>): SchemaAnswer => ({
  tables: Object.entries(tables).map(([id, fields]) => ({ id, name: id, fields })),
})
const record = (id: string, links: Readonly<Record<string, readonly string[]>> = {}): AirtableRecord => ({
  id,
  createdTime: '2026-01-01T00:00:00.000Z',
  fields: Object.fromEntries(Object.entries(links).map(([field, ids]) => [`Name of ${field}`, ids])),
})
const change = (tableId: string, before?: AirtableRecord, after?: AirtableRecord): RecordChange => ({
  tableId,
  recordId: (before ?? after)?.id ?? '',
  before,
  after,
})

/** Bookings link to guests; guests only link back and count. */
const GUESTS_COUNT = schema({
  bookings: [link('guest', 'guests', 'bookingsOf')],
  guests: [link('bookingsOf', 'bookings', 'guest'), computed('count', 'count', 'bookingsOf')],
})
/** Guests show when their bookings are. */
const GUESTS_SHOW = schema({
  bookings: [link('guest', 'guests', 'bookingsOf')],
  guests: [link('bookingsOf', 'bookings', 'guest'), computed('dates', 'multipleLookupValues', 'bookingsOf')],
})

const GUESTS = [
  record('ana', { bookingsOf: ['b1', 'b2'] }),
  record('bob', { bookingsOf: ['b3'] }),
  record('eva'),
]
const copies = {
  recordsOf: (id: string) => (id === 'guests' ? GUESTS : undefined),
  has: (id: string, recordId: string) =>
    id === 'guests' ? GUESTS.some((one) => one.id === recordId) : undefined,
}
const affected = (of: SchemaAnswer, ...changes: readonly RecordChange[]) =>
  Object.fromEntries([...new LinkEffects(of).of(changes, copies)].map(([id, ids]) => [id, [...ids].sort()]))

const b1 = record('b1', { guest: ['ana'] })

describe('where records only count their links', () => {
  test.each([
    ['a change that cuts and makes no link', change('bookings', b1, b1), {}],
    [
      'a link that moves',
      change('bookings', b1, record('b1', { guest: ['eva'] })),
      { guests: ['ana', 'eva'] },
    ],
    ['a record that is gone', change('bookings', b1), { guests: ['ana'] }],
    ['a new record', change('bookings', undefined, record('b9', { guest: ['eva'] })), { guests: ['eva'] }],
    [
      'a record of which nobody knows what it was',
      { ...change('bookings', undefined, b1), before: undefined },
      { guests: ['ana'] },
    ],
    ['a change of the records themselves', change('guests', GUESTS[0], GUESTS[0]), {}],
  ] as const)('%s', (_name, one, expected) => {
    expect(affected(GUESTS_COUNT, one)).toEqual(expected)
  })
})

describe('where records show what they link to', () => {
  test.each([
    ['any change', change('bookings', b1, b1), { guests: ['ana'] }],
    [
      'a link that moves',
      change('bookings', b1, record('b1', { guest: ['eva'] })),
      { guests: ['ana', 'eva'] },
    ],
    ['a change of what nobody links to', change('bookings', record('b9'), record('b9')), {}],
  ] as const)('%s', (_name, one, expected) => {
    expect(affected(GUESTS_SHOW, one)).toEqual(expected)
  })

  test('several changes at once', () => {
    const changes = [change('bookings', b1, b1), change('bookings', record('b3'), undefined)]

    expect(affected(GUESTS_SHOW, ...changes)).toEqual({ guests: ['ana', 'bob'] })
  })
})

test('a link without another side is found by those who have it', () => {
  const oneWay = schema({ bookings: [], guests: [link('bookingsOf', 'bookings')] })

  expect(affected(oneWay, change('bookings', b1))).toEqual({ guests: ['ana'] })
})

test('what a link leads to, and is not known, may have been created with it', () => {
  const oneWay = schema({ bookings: [link('guest', 'guests')], guests: [] })
  const after = record('b1', { guest: ['ana', 'new'] })

  expect(affected(oneWay, change('bookings', b1, after))).toEqual({ guests: ['new'] })
})

test('records of a table may show others of the same', () => {
  const tables = schema({
    guests: [link('friends', 'guests', 'friends'), computed('names', 'rollup', 'friends')],
  })
  const friends = [record('ana', { friends: ['bob'] }), record('bob', { friends: ['ana'] })]
  const effects = new LinkEffects(tables).of([change('guests', friends[1], friends[1])], {
    recordsOf: () => friends,
    has: () => true,
  })

  expect([...(effects.get('guests') ?? [])]).toEqual(['ana'])
})

test('tells which tables show something of a table', () => {
  expect(new LinkEffects(GUESTS_SHOW).tablesShowing('bookings')).toEqual(['guests'])
  expect(new LinkEffects(GUESTS_SHOW).tablesShowing('nothing')).toEqual([])
})
