import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { listQueryFromBody, listQueryFromSearch } from './list-query.ts'

const hashOf = (search: string) => listQueryFromSearch(new URLSearchParams(search)).hash

describe('what asks for the same has the same hash', () => {
  test.each([
    ['view=A&maxRecords=5', 'maxRecords=5&view=A'],
    ['', 'pageSize=100&offset=&cellFormat=json&returnFieldsByFieldId=false'],
    ['pageSize=20', 'limit=7'],
    ['fields[]=A&fields[]=B', 'fields[1]=B&fields[0]=A&fields=A'],
    ['sort[0][field]=A', 'sort[0][direction]=asc&sort[0][field]=A'],
    ['sort[0][field]=A&sort[1][field]=B', 'sort[1][field]=B&sort[0][field]=A'],
    ['returnFieldsByFieldId=1', 'returnFieldsByFieldId=true'],
    ['filterByFormula={A}=1', 'filterByFormula=+%7BA%7D=1%0A'],
    ['offset=itrA/recB', ''],
  ])('%j and %j', (one, other) => {
    expect(hashOf(one)).toBe(hashOf(other))
  })
})

describe('what asks for something else has another', () => {
  test.each([
    ['pageSize=0', 'pageSize=101'],
    ['sort[0][field]=A&sort[1][field]=B', 'sort[0][field]=B&sort[1][field]=A'],
    ['sort[0][field]=A', 'sort[0][field]=A&sort[0][direction]=desc'],
    ['filterByFormula={A}="x y"', 'filterByFormula={A}="x  y"'],
    ['view=A', 'view=a'],
    ['fields[]=A', 'fields[]=A&fields[]=B'],
    ['unknown=1', 'unknown=2'],
    ['fields[]=A%26fields[]=B', 'fields[]=A&fields[]=B'],
  ])('%j and %j', (one, other) => {
    expect(hashOf(one)).not.toBe(hashOf(other))
  })
})

test.each([
  ['', 100],
  ['pageSize=1', 1],
  ['limit=20', 20],
  ['pageSize=100', 100],
])('%j asks for pages of %d', (search, pageSize) => {
  expect(listQueryFromSearch(new URLSearchParams(search))).toMatchObject({ pageSize })
})

test.each(['0', '101', '-1', '1.5', 'ten', '1e1'])(
  'a page size of %s is left for Airtable to refuse',
  (text) => {
    const { parameters } = listQueryFromSearch(new URLSearchParams({ pageSize: text }))

    expect(parameters.get('pageSize')).toBe(text)
  },
)

test('the order of parameters never matters', () => {
  const parameter = fc.tuple(
    fc.constantFrom(
      'view',
      'maxRecords',
      'filterByFormula',
      'fields[]',
      'cellFormat',
      'other',
      'sort[0][field]',
      'sort[1][field]',
    ),
    fc.string({ maxLength: 5 }),
  )
  const distinct = fc.uniqueArray(parameter, {
    selector: ([name, value]) => (name === 'fields[]' ? name + value : name),
  })
  fc.assert(
    fc.property(distinct, fc.infiniteStream(fc.nat()), (parameters, order) => {
      const keyed = parameters.map((pair) => ({ pair, key: order.next().value as number }))
      const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ pair }) => pair)

      expect(listQueryFromSearch(new URLSearchParams(shuffled)).hash).toBe(
        listQueryFromSearch(new URLSearchParams(parameters)).hash,
      )
    }),
  )
})

test('a POST asks for the same as a GET, with its zone in the query, and its other keys mean nothing', () => {
  const search =
    'fields[]=B&fields[]=A&sort[0][field]=A&sort[0][direction]=desc&pageSize=10&cellFormat=string&timeZone=Europe/Madrid&userLocale=es&returnFieldsByFieldId=1'
  const body = {
    fields: ['A', 'B'],
    sort: [{ field: 'A', direction: 'desc' }],
    pageSize: 10,
    cellFormat: 'string',
    returnFieldsByFieldId: true,
    method: 'post',
    offset: 'itrA/recB',
  }

  const posted = listQueryFromBody(body, new URLSearchParams('timeZone=Europe/Madrid&userLocale=es'))

  expect(posted.hash).toBe(hashOf(search))
  expect(posted.offset).toBe('itrA/recB')
})

test.for<unknown>([
  null,
  1,
  'text',
  [],
  { fields: 'A' },
  { recordMetadata: 'commentCount' },
  { sort: 'A' },
  { sort: { field: 'A' } },
  { sort: [null] },
  { sort: [{}] },
  { sort: [{ field: 1 }] },
])('%j is refused: no query says it', (body) => {
  expect(() => listQueryFromBody(body, new URLSearchParams())).toThrow(
    expect.objectContaining({ status: 422, type: 'INVALID_REQUEST_UNKNOWN' }) as Error,
  )
})

test('what is null in a body is left out, and a sort without a field is left for Airtable to refuse', () => {
  const nothing = listQueryFromBody({ fields: null, sort: null, view: null }, new URLSearchParams())
  const sort = listQueryFromSearch(new URLSearchParams('sort[0][direction]=asc'))

  expect([...nothing.parameters]).toEqual([])
  expect([...sort.parameters]).toEqual([['sort[0][direction]', 'asc']])
})

test('canonical parameters are what Airtable understands', () => {
  const query = listQueryFromSearch(new URLSearchParams('sort[3][field]=A&fields=B&limit=7&view=V'))

  expect([...query.parameters]).toEqual([
    ['view', 'V'],
    ['fields[]', 'B'],
    ['sort[0][field]', 'A'],
  ])
})

test.each([
  ['view=A&filterByFormula=1', true],
  ['fields[]=A', false],
  ['cellFormat=string', false],
  ['returnFieldsByFieldId=true', false],
  ['recordMetadata[]=commentCount', false],
  ['cellFormat[]=string', false],
  ['somethingNew=1', false],
])('%s: whole records is %s', (search, expected) => {
  expect(listQueryFromSearch(new URLSearchParams(search)).hasWholeRecords).toBe(expected)
})
