import { expect, test } from 'vitest'
import { listQueryFromSearch } from '../list-query.ts'
import { mirrorQueryOf } from './mirror-query.ts'

const queryOf = (search: string) => mirrorQueryOf(listQueryFromSearch(new URLSearchParams(search)))
const PLAIN = {
  formula: undefined,
  sort: [],
  maxRecords: Number.POSITIVE_INFINITY,
  fields: undefined,
  isByFieldId: false,
}

test.each([
  ['', {}],
  ['pageSize=10&offset=', {}],
  ['cellFormat=json&returnFieldsByFieldId=0&timeZone=Europe/Madrid&userLocale=es', {}],
  ['filterByFormula={N}=1&maxRecords=25', { formula: '{N}=1', maxRecords: 25 }],
  ['fields[]=B&fields[]=A&returnFieldsByFieldId=1', { fields: ['A', 'B'], isByFieldId: true }],
  [
    'sort[1][field]=B&sort[0][direction]=desc&sort[0][field]=A',
    {
      sort: [
        { field: 'A', isDescending: true },
        { field: 'B', isDescending: false },
      ],
    },
  ],
])('%j', (search, expected) => {
  expect(queryOf(search)).toEqual({ ...PLAIN, ...expected })
})

test.each([
  ['view=Hoy', 'the parameter view is for Airtable'],
  ['cellFormat=string', 'the parameter cellFormat is for Airtable'],
  ['recordMetadata[]=commentCount', 'the parameter recordMetadata[] is for Airtable'],
  ['maxRecords=0', 'the parameter maxRecords is for Airtable'],
  ['pageSize=1000', 'the parameter pageSize is for Airtable'],
  ['returnFieldsByFieldId=maybe', 'the parameter returnFieldsByFieldId is for Airtable'],
  ['nope%0A=1', 'the parameter with an odd name is for Airtable'],
  ['sort[0][direction]=asc', 'the sort is for Airtable to judge'],
  ['sort[0][field]=A&sort[0][direction]=up', 'the sort is for Airtable to judge'],
])('%j is not answered: %s', (search, reason) => {
  expect(queryOf(search)).toEqual({ reason })
})
