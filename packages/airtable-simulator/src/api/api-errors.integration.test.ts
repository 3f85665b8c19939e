import { describe, expect, test } from 'vitest'
import { BASE, startFixture } from '../simulator-fixture.ts'

const TOKENS = [
  { token: 'patFull' },
  { token: 'patReads', scopes: ['data.records:read'] },
  { token: 'patOther', bases: ['appOther000000001'] },
  { token: 'patReader', permissionLevel: 'read' },
] as const

const NOT_FOUND_OR_NOT_PERMITTED = {
  type: 'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND',
  message:
    'Invalid permissions, or the requested model was not found. Check that both your user and your token have the required permissions, and that the model names and/or ids are correct.',
}
const UNKNOWN = {
  type: 'INVALID_REQUEST_UNKNOWN',
  message: 'Invalid request: parameter validation failed. Check your request data.',
}
const UP_TO_TEN = {
  type: 'INVALID_RECORDS',
  message:
    'You must provide an array of up to 10 record objects, each with an "id" ID field and a "fields" object for cell values.',
}
const eleven = Array.from({ length: 11 }, () => ({ id: 'recMesa0000000001', fields: {} }))
const ABSENT = 'recAbsent00000001'

type Case = readonly [
  name: string,
  method: string,
  path: string,
  body: unknown,
  status: number,
  error: unknown,
]

const invalidFormula = (detail: string) => ({
  type: 'INVALID_FILTER_BY_FORMULA',
  message: `The formula for filtering records is invalid: ${detail}`,
})
const invalidValue = (message: string) => ({ type: 'INVALID_VALUE_FOR_COLUMN', message })

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

const writes: readonly Case[] = [
  [
    'a body that is no JSON',
    'POST',
    `${BASE}/Mesas`,
    '{"fields":',
    400,
    { type: 'INVALID_REQUEST_BODY', message: 'Could not parse request body' },
  ],
  [
    'a body without fields',
    'POST',
    `${BASE}/Mesas`,
    {},
    422,
    { type: 'INVALID_REQUEST_MISSING_FIELDS', message: 'Could not find field "fields" in the request body' },
  ],
  ['an element without fields', 'POST', `${BASE}/Mesas`, { records: [{ Nombre: 'x' }] }, 422, UNKNOWN],
  [
    '11 creates',
    'POST',
    `${BASE}/Mesas`,
    { records: eleven.map(({ fields }) => ({ fields })) },
    422,
    {
      type: 'INVALID_RECORDS',
      message: 'A maximum of 10 records can be created per request but you have provided 11.',
    },
  ],
  ['11 updates', 'PATCH', `${BASE}/Mesas`, { records: eleven }, 422, UP_TO_TEN],
  ['no records', 'PATCH', `${BASE}/Mesas`, { records: [] }, 422, UP_TO_TEN],
  ['an update without id', 'PUT', `${BASE}/Mesas`, { records: [{ fields: {} }] }, 422, UP_TO_TEN],
  [
    'a batch with an unknown record',
    'PATCH',
    `${BASE}/Mesas`,
    { records: [{ id: ABSENT, fields: {} }] },
    422,
    { type: 'ROW_DOES_NOT_EXIST', message: `Record ID ${ABSENT} does not exist in this table` },
  ],
  [
    'an update of an unknown record',
    'PATCH',
    `${BASE}/Mesas/${ABSENT}`,
    { fields: {} },
    404,
    { type: 'MODEL_ID_NOT_FOUND', message: 'Record not found' },
  ],
  [
    'a deletion of an unknown record',
    'DELETE',
    `${BASE}/Mesas/${ABSENT}`,
    undefined,
    404,
    { type: 'MODEL_ID_NOT_FOUND', message: 'Record not found' },
  ],
  [
    'a batch deletion of an unknown record',
    'DELETE',
    `${BASE}/Mesas?records[]=${ABSENT}`,
    undefined,
    422,
    { type: 'ROW_DOES_NOT_EXIST', message: `Record ID ${ABSENT} does not exist in this table` },
  ],
  [
    'an unknown field',
    'POST',
    `${BASE}/Mesas`,
    { fields: { Foo: 1 } },
    422,
    { type: 'UNKNOWN_FIELD_NAME', message: 'Unknown field name: "Foo"' },
  ],
  [
    'text for a number',
    'POST',
    `${BASE}/Mesas`,
    { fields: { Capacidad: 'dos' } },
    422,
    invalidValue('Cannot parse value "dos" for field Capacidad'),
  ],
  [
    'a list for a number',
    'POST',
    `${BASE}/Mesas`,
    { fields: { Capacidad: [2] } },
    422,
    invalidValue('Field "Capacidad" cannot accept the provided value'),
  ],
  [
    'a number for text',
    'POST',
    `${BASE}/Mesas`,
    { fields: { Nombre: 3 } },
    422,
    invalidValue('Field "Nombre" cannot accept the provided value'),
  ],
  [
    'a date that is none',
    'POST',
    `${BASE}/Reservas`,
    { fields: { Fecha: '2026-02-30' } },
    422,
    invalidValue('Cannot parse value "2026-02-30" for field Fecha'),
  ],
  [
    'a write to a count',
    'POST',
    `${BASE}/Clientes`,
    { fields: { NumReservas: 3 } },
    422,
    invalidValue('Field "NumReservas" cannot accept the provided value'),
  ],
  [
    'an unknown option',
    'POST',
    `${BASE}/Mesas`,
    { fields: { Zona: 'Patio' } },
    422,
    {
      type: 'INVALID_MULTIPLE_CHOICE_OPTIONS',
      message: 'Insufficient permissions to create new select option "Patio"',
    },
  ],
  [
    'a link to an unknown record',
    'POST',
    `${BASE}/Reservas`,
    { fields: { Mesa: [ABSENT] } },
    422,
    { type: 'ROW_DOES_NOT_EXIST', message: `Record ID ${ABSENT} does not exist in this table` },
  ],
  [
    'an upsert on no field',
    'PATCH',
    `${BASE}/Mesas`,
    { performUpsert: { fieldsToMergeOn: [] }, records: [{ fields: {} }] },
    422,
    UNKNOWN,
  ],
  [
    'an upsert on a computed field',
    'PATCH',
    `${BASE}/Clientes`,
    { performUpsert: { fieldsToMergeOn: ['NumReservas'] }, records: [{ fields: {} }] },
    422,
    UNKNOWN,
  ],
]

describe('answers with the literal body of the real API', () => {
  test.each([...reads, ...writes])('%s: %s %s', async (_name, method, path, body, status, error) => {
    const { call } = await startFixture()

    const answer = await call(method, path, body)

    expect(answer.body).toEqual({ error })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(answer.headers.get('etag')).toMatch(/^W\/"/)
  })
})

describe('tokens', () => {
  const AUTHENTICATION = { type: 'AUTHENTICATION_REQUIRED', message: 'Authentication required' }
  const notPermitted = (what: string) => ({
    type: 'INVALID_PERMISSIONS',
    message: `You are not permitted to ${what}`,
  })

  test.each([
    ['none', null, 'GET', `${BASE}/Mesas`, 401, AUTHENTICATION],
    ['an unknown one', 'patWrong', 'GET', `${BASE}/Mesas`, 401, AUTHENTICATION],
    ['one for another base', 'patOther', 'GET', `${BASE}/Mesas`, 403, NOT_FOUND_OR_NOT_PERMITTED],
    [
      'one for another base, its schema',
      'patOther',
      'GET',
      `meta/bases/${BASE}/tables`,
      404,
      { type: 'NOT_FOUND' },
    ],
    ['one without the scope', 'patReads', 'POST', `${BASE}/Mesas`, 403, NOT_FOUND_OR_NOT_PERMITTED],
    [
      'one whose role is too low to create',
      'patReader',
      'POST',
      `${BASE}/Mesas`,
      403,
      notPermitted('create records in table Mesas (tblMesas000000000)'),
    ],
    [
      'one whose role is too low to change',
      'patReader',
      'PATCH',
      `${BASE}/Mesas/recMesa0000000001`,
      403,
      notPermitted('write cell values in field Nombre (fldMesaNombre0000)'),
    ],
    [
      'one whose role is too low to delete',
      'patReader',
      'DELETE',
      `${BASE}/Mesas/recMesa0000000001`,
      403,
      notPermitted('perform this operation'),
    ],
  ])('%s', async (_name, token, method, path, status, error) => {
    const { call } = await startFixture({ tokens: TOKENS })

    const answer = await call(method, path, method === 'GET' ? undefined : { fields: { Nombre: 'x' } }, token)

    expect(answer.body).toEqual({ error })
    expect(answer.status).toBe(status)
  })

  test('bases and identity are those of the token', async () => {
    const { call } = await startFixture({ tokens: TOKENS })

    expect((await call('GET', 'meta/bases', undefined, 'patOther')).body).toEqual({ bases: [] })
    expect((await call('GET', 'meta/bases', undefined, 'patReader')).body).toEqual({
      bases: [{ id: BASE, name: 'Reservas Demo', permissionLevel: 'read' }],
    })
    expect((await call('GET', 'meta/whoami', undefined, 'patReads')).body).toEqual({
      id: 'usrSimulated00001',
      scopes: ['data.records:read'],
    })
    expect((await call('GET', 'meta/whoami', undefined, 'patFull')).body).toMatchObject({
      email: 'user@example.com',
    })
  })
})

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
