import { expect, test } from 'vitest'
import { BASE, startFixture } from '../simulator-fixture.ts'

const TABLES = `meta/bases/${BASE}/tables`

interface Schema {
  readonly id: string
  readonly name: string
  readonly primaryFieldId: string
  readonly fields: readonly {
    readonly id: string
    readonly name: string
    readonly options?: Readonly<Record<string, unknown>>
  }[]
  readonly views: readonly Readonly<Record<string, unknown>>[]
}

test('the schema tells views without what only the simulator knows, and their fields on request', async () => {
  const { call } = await startFixture()

  const plain = (await call('GET', TABLES)).body['tables'] as Schema[]
  const [withIds] = (await call('GET', `${TABLES}?include[]=visibleFieldIds`)).body['tables'] as Schema[]
  const [again] = (await call('GET', `${TABLES}?include=visibleFieldIds`)).body['tables'] as Schema[]

  expect(plain[3]?.views[1]).toEqual({ id: 'viwReservasHoy000', name: 'Hoy', type: 'grid' })
  expect(withIds?.views[0]?.['visibleFieldIds']).toEqual(plain[0]?.fields.map(({ id }) => id))
  expect(again).toEqual(withIds)
})

test('a table and fields are added, renamed, used', async () => {
  const { call } = await startFixture()

  const table = await call('POST', TABLES, {
    name: 'Platos',
    description: 'La carta',
    fields: [
      { name: 'Plato', type: 'singleLineText' },
      { name: 'Tipo', type: 'singleSelect', options: { choices: [{ name: 'Entrante' }] } },
    ],
  })
  const link = await call('POST', `${TABLES}/${table.body.id}/fields`, {
    name: 'Mesas',
    type: 'multipleRecordLinks',
    options: { linkedTableId: 'tblMesas000000000' },
  })
  const renamed = await call('PATCH', `${TABLES}/Platos/fields/Plato`, { name: 'Nombre', description: 'Qué' })
  const made = await call('POST', `${BASE}/Platos`, {
    fields: { Nombre: 'Gazpacho', Tipo: 'Entrante', Mesas: ['recMesa0000000001'] },
  })
  const table2 = await call('PATCH', `${TABLES}/Platos`, { name: 'Carta' })

  expect(table.body).toMatchObject({ name: 'Platos', description: 'La carta' })
  expect((table.body as unknown as Schema).fields[1]?.options?.['choices']).toEqual([
    { id: expect.stringMatching(/^sel/) as string, name: 'Entrante' },
  ])
  expect(renamed.body).toEqual({
    id: (table.body as unknown as Schema).primaryFieldId,
    name: 'Nombre',
    type: 'singleLineText',
    description: 'Qué',
  })
  expect(table2.body).toMatchObject({ id: table.body.id, name: 'Carta' })
  expect((await call('GET', `${BASE}/Mesas/recMesa0000000001`)).body.fields['Platos']).toEqual([made.body.id])
  expect((await call('GET', `${BASE}/Platos`)).status).toBe(403)
  expect((await call('GET', `${BASE}/Carta`)).body.records).toHaveLength(1)
  expect(link.body).toMatchObject({ options: { linkedTableId: 'tblMesas000000000', isReversed: false } })
})

test.each([
  [
    'a table that exists',
    'POST',
    '',
    { name: 'Mesas', fields: [{ name: 'A', type: 'singleLineText' }] },
    'DUPLICATE_TABLE_NAME',
  ],
  ['a table without fields', 'POST', '', { name: 'Nueva', fields: [] }, 'INVALID_REQUEST_UNKNOWN'],
  [
    'a field that exists',
    'POST',
    '/Mesas/fields',
    { name: 'Zona', type: 'number' },
    'DUPLICATE_OR_EMPTY_FIELD_NAME',
  ],
  [
    'a field without a name',
    'POST',
    '/Mesas/fields',
    { name: ' ', type: 'number' },
    'DUPLICATE_OR_EMPTY_FIELD_NAME',
  ],
  [
    'a computed field',
    'POST',
    '/Mesas/fields',
    { name: 'F', type: 'formula' },
    'UNSUPPORTED_FIELD_TYPE_FOR_CREATE',
  ],
  [
    'a link to nowhere',
    'POST',
    '/Mesas/fields',
    { name: 'F', type: 'multipleRecordLinks' },
    'INVALID_REQUEST_UNKNOWN',
  ],
  [
    'a name that is taken',
    'PATCH',
    '/Mesas/fields/Numero',
    { name: 'Zona' },
    'DUPLICATE_OR_EMPTY_FIELD_NAME',
  ],
])('%s is refused and changes nothing', async (_name, method, path, body, type) => {
  const { call } = await startFixture()
  const before = (await call('GET', TABLES)).text

  const answer = await call(method, TABLES + path, body)

  expect([answer.status, (answer.body.error as { type: string }).type]).toEqual([422, type])
  expect((await call('GET', TABLES)).text).toBe(before)
})

test('schema writes need their scope and the role of a creator', async () => {
  const { call } = await startFixture({
    tokens: [
      { token: 'patScopeless', scopes: ['schema.bases:read'] },
      { token: 'patEditor', permissionLevel: 'edit' },
    ],
  })
  const body = { name: 'F', type: 'number' }

  expect((await call('POST', `${TABLES}/Mesas/fields`, body, 'patScopeless')).status).toBe(403)
  expect((await call('POST', `${TABLES}/Mesas/fields`, body, 'patEditor')).body).toEqual({
    error: { type: 'INVALID_PERMISSIONS', message: 'You are not permitted to perform this operation' },
  })
})

test('bases come in pages of a thousand', async () => {
  const bases = Array.from({ length: 1_500 }, (_, index) => ({
    name: 'Empty',
    id: `app${String(index).padStart(14, '0')}`,
    tables: [],
  }))
  const { call } = await startFixture({ bases })

  const first = (await call('GET', 'meta/bases')).body
  const second = (await call('GET', `meta/bases?offset=${String(first.offset)}`)).body

  expect([first, second].map((page) => (page['bases'] as object[]).length)).toEqual([1_000, 500])
  expect(second).not.toHaveProperty('offset')
  expect((await call('GET', 'meta/bases?offset=x')).status).toBe(422)
})
