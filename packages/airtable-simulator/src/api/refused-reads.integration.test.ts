import { expect, test } from 'vitest'
import { BASE, startFixture } from '../simulator-fixture.ts'
import { ABSENT, type Case, NOT_FOUND_OR_NOT_PERMITTED, testRefusals, UNKNOWN } from './refusals-fixture.ts'

const invalidFormula = (detail: string) => ({
  type: 'INVALID_FILTER_BY_FORMULA',
  message: `The formula for filtering records is invalid: ${detail}`,
})
const reads: readonly Case[] = [
  ['an unknown base', 'GET', 'appUnknown0000001/Mesas', undefined, 403, NOT_FOUND_OR_NOT_PERMITTED],
  ['an unknown table', 'GET', `${BASE}/Nada`, undefined, 403, NOT_FOUND_OR_NOT_PERMITTED],
  ['a table name in other case', 'GET', `${BASE}/mesas`, undefined, 403, NOT_FOUND_OR_NOT_PERMITTED],
  [
    'the schema of an unknown base',
    'GET',
    'meta/bases/appUnknown0000001/tables',
    undefined,
    404,
    { type: 'NOT_FOUND' },
  ],
  ['an unknown route', 'GET', `${BASE}/Mesas/recMesa0000000001/nada`, undefined, 404, 'NOT_FOUND'],
  ['an unknown meta route', 'GET', 'meta/nada', undefined, 404, 'NOT_FOUND'],
  ['an unknown method', 'POST', `${BASE}/Mesas/recMesa0000000001`, {}, 404, 'NOT_FOUND'],
  ['a broken percent-encoding', 'GET', `${BASE}/%E0%A4%A`, undefined, 404, 'NOT_FOUND'],
  ['an unknown record', 'GET', `${BASE}/Mesas/${ABSENT}`, undefined, 404, 'NOT_FOUND'],
  ['pageSize 0', 'GET', `${BASE}/Mesas?pageSize=0`, undefined, 422, UNKNOWN],
  ['pageSize 101', 'GET', `${BASE}/Mesas?pageSize=101`, undefined, 422, UNKNOWN],
  ['an unknown cell format', 'GET', `${BASE}/Mesas?cellFormat=xml`, undefined, 422, UNKNOWN],
  [
    'cellFormat=string without a locale',
    'GET',
    `${BASE}/Mesas?cellFormat=string&timeZone=UTC`,
    undefined,
    422,
    UNKNOWN,
  ],
  [
    'a locale that is none',
    'GET',
    `${BASE}/Mesas?cellFormat=string&timeZone=UTC&userLocale=!`,
    undefined,
    422,
    UNKNOWN,
  ],
  [
    'a zone that is none',
    'GET',
    `${BASE}/Mesas?cellFormat=string&timeZone=Marte&userLocale=es`,
    undefined,
    422,
    UNKNOWN,
  ],
  ['unknown metadata of records', 'GET', `${BASE}/Mesas?recordMetadata[]=likes`, undefined, 422, UNKNOWN],
  [
    'an unknown field to show',
    'GET',
    `${BASE}/Mesas?fields[]=Foo`,
    undefined,
    422,
    { type: 'UNKNOWN_FIELD_NAME', message: 'Unknown field name: "Foo"' },
  ],
  [
    'an unknown field to sort by',
    'GET',
    `${BASE}/Mesas?sort[0][field]=foo`,
    undefined,
    422,
    { type: 'UNKNOWN_FIELD_NAME', message: 'Unknown field name: "foo"' },
  ],
  [
    'an unknown direction',
    'GET',
    `${BASE}/Mesas?sort[0][field]=Numero&sort[0][direction]=up`,
    undefined,
    422,
    UNKNOWN,
  ],
  [
    'a field of another table',
    'GET',
    `${BASE}/Mesas?fields[]=fldResFecha000000`,
    undefined,
    422,
    { type: 'FAILED_STATE_CHECK' },
  ],
  [
    'a view of another table',
    'GET',
    `${BASE}/Mesas?view=viwReservasHoy000`,
    undefined,
    422,
    { type: 'FAILED_STATE_CHECK' },
  ],
  [
    'an unknown view',
    'GET',
    `${BASE}/Mesas?view=Nada`,
    undefined,
    422,
    { type: 'VIEW_NAME_NOT_FOUND', message: 'View Nada not found' },
  ],
  [
    'an unknown view id',
    'GET',
    `${BASE}/Mesas?view=viwAbsent00000001`,
    undefined,
    422,
    { type: 'VIEW_ID_NOT_FOUND', message: 'View viwAbsent00000001 not found' },
  ],
  [
    'unknown fields in a formula',
    'GET',
    `${BASE}/Mesas?filterByFormula=${encodeURIComponent('{Nope}=Otra')}`,
    undefined,
    422,
    invalidFormula('Unknown field names: nope, otra'),
  ],
  [
    'an infix AND',
    'GET',
    `${BASE}/Mesas?filterByFormula=${encodeURIComponent('1 AND 2')}`,
    undefined,
    422,
    invalidFormula('Invalid formula. Please check your formula text.'),
  ],
  [
    'a dead iterator',
    'GET',
    `${BASE}/Mesas?offset=itrAbsent00000001/recMesa0000000001`,
    undefined,
    422,
    { type: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE' },
  ],
  [
    'a malformed offset',
    'GET',
    `${BASE}/Mesas?offset=10`,
    undefined,
    422,
    { type: 'INVALID_OFFSET_VALUE', message: 'The value of offset 10 is invalid' },
  ],
  [
    'a list by POST that is no JSON',
    'POST',
    `${BASE}/Mesas/listRecords`,
    '{',
    400,
    { type: 'INVALID_REQUEST_BODY', message: 'Could not parse request body' },
  ],
]

testRefusals(reads)

test('an unknown table may be answered as in the days of API keys', async () => {
  const { inBase } = await startFixture({ unknownTable: 404 })

  expect(await inBase('GET', 'Nada')).toMatchObject({
    status: 404,
    body: {
      error: { type: 'TABLE_NOT_FOUND', message: `Could not find table Nada in application ${BASE}` },
    },
  })
})

test('an address of 16,000 characters is refused, one a little shorter is served', async () => {
  const { inBase } = await startFixture()
  const start = `/v0/${BASE}/Mesas?filterByFormula=`.length

  const formula = (length: number) => `1${'+1'.repeat((length - start - 1) / 2)}`.padEnd(length - start, ' ')
  const served = await inBase('GET', `Mesas?filterByFormula=${formula(15_999).replaceAll(/[+ ]/g, '-')}`)
  const refused = await inBase('GET', `Mesas?filterByFormula=${formula(16_000).replaceAll(/[+ ]/g, '-')}`)

  expect(served.status).toBe(200)
  expect(refused.status).toBe(414)
})

test('a body that is too large is refused', async () => {
  const { inBase } = await startFixture({ maxBodyBytes: 1_000 })

  expect(await inBase('POST', 'Mesas', { fields: { Nombre: 'x'.repeat(1_000) } })).toMatchObject({
    status: 413,
  })
})
