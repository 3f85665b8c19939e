import { expect, test } from 'vitest'
import { CAPACIDAD, MESAS, webhookFixture, ZONA } from './webhook-fixture.ts'
import { BASE } from '../simulator-fixture.ts'

test('one request is one payload: created, changed and destroyed records with cells of version 2', async () => {
  const { inBase, create, payloads } = await webhookFixture()
  const { id } = await create({
    options: {
      filters: { dataTypes: ['tableData'], recordChangeScope: MESAS },
      includes: { includePreviousCellValues: true, includeCellValuesInFieldIds: ['fldMesaNombre0000'] },
    },
  })

  const created = await inBase('POST', 'Mesas', {
    records: [{ fields: { Nombre: 'A', Zona: 'Barra' } }, { fields: { Nombre: 'B' } }],
  })
  const [a = '', b = ''] = created.body.records.map((record) => record.id)
  await inBase('PATCH', `Mesas/${a}`, { fields: { Zona: 'Terraza', Capacidad: 4 } })
  await inBase('PATCH', `Mesas/${a}`, { fields: { Capacidad: null } })
  await inBase('DELETE', `Mesas?records[]=${a}&records[]=${b}`)
  const { payloads: seen, cursor, mightHaveMore } = await payloads(id)

  const barra = { id: 'selZona3000000000', name: 'Barra' }
  const terraza = { id: 'selZona2000000000', name: 'Terraza' }
  expect(seen.map(({ changedTablesById }) => changedTablesById?.[MESAS])).toEqual([
    {
      createdRecordsById: {
        [a]: {
          createdTime: '2026-01-01T00:00:00.000Z',
          cellValuesByFieldId: { fldMesaNombre0000: 'A', [ZONA]: barra },
        },
        [b]: {
          createdTime: '2026-01-01T00:00:00.000Z',
          cellValuesByFieldId: { fldMesaNombre0000: 'B' },
        },
      },
    },
    {
      changedRecordsById: {
        [a]: {
          current: { cellValuesByFieldId: { [ZONA]: terraza, [CAPACIDAD]: 4 } },
          previous: { cellValuesByFieldId: { [ZONA]: barra, [CAPACIDAD]: null } },
          unchanged: { cellValuesByFieldId: { fldMesaNombre0000: 'A' } },
        },
      },
    },
    {
      changedRecordsById: {
        [a]: {
          current: { cellValuesByFieldId: { [CAPACIDAD]: null } },
          previous: { cellValuesByFieldId: { [CAPACIDAD]: 4 } },
          unchanged: { cellValuesByFieldId: { fldMesaNombre0000: 'A' } },
        },
      },
    },
    { destroyedRecordIds: [a, b] },
  ])
  expect(seen.map(({ baseTransactionNumber }) => baseTransactionNumber)).toEqual([1, 2, 3, 4])
  expect(seen[0]).toMatchObject({
    timestamp: '2026-01-01T00:00:00.000Z',
    payloadFormat: 'v0',
    actionMetadata: { source: 'publicApi' },
  })
  expect([cursor, mightHaveMore]).toEqual([5, false])
})

test('links and lookups are objects, and a request that fails or changes nothing has no payload', async () => {
  const { inBase, create, payloads } = await webhookFixture()
  const { id } = await create()

  await inBase('POST', 'Mesas', { fields: { Capacidad: 'dos' } })
  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Nombre: 'Mesa 1' } })
  const made = await inBase('POST', 'Reservas', {
    fields: { Código: 'X', Cliente: ['recCliente0000007'] },
  })
  const [payload, ...more] = (await payloads(id)).payloads

  const guest = (await inBase('GET', 'Clientes/recCliente0000007')).body.fields
  const tables = payload?.changedTablesById as Readonly<Record<string, Record<string, unknown>>>
  expect(more).toEqual([])
  expect(tables['tblReservas000000']?.['createdRecordsById']).toMatchObject({
    [made.body.id]: {
      cellValuesByFieldId: {
        fldResCliente0000: [{ id: 'recCliente0000007', name: guest['Nombre'] }],
        fldResTelefono000: {
          linkedRecordIds: ['recCliente0000007'],
          valuesByLinkedRecordId: { recCliente0000007: [guest['Telefono']] },
        },
      },
    },
  })
  expect(tables['tblClientes000000']?.['changedRecordsById']).toMatchObject({
    recCliente0000007: {
      current: { cellValuesByFieldId: { fldCliNumReservas: (guest['Reservas'] as string[]).length } },
    },
  })
})

test('computed fields of other tables change without a payload for their records', async () => {
  const { inBase, create, payloads } = await webhookFixture()
  const { id } = await create()

  await inBase('PATCH', 'Clientes/recCliente0000007', { fields: { Telefono: '600' } })

  const [payload] = (await payloads(id)).payloads
  expect(Object.keys(payload?.changedTablesById ?? {})).toEqual(['tblClientes000000'])
})

test('a record that one request makes and links is only made, one that it deletes is only deleted', async () => {
  const { simulator, inBase, create, payloads } = await webhookFixture()
  const { id } = await create({ options: { filters: { dataTypes: ['tableData'] } } })
  const person = simulator.base(BASE).asUser()
  const link = { name: 'Junto', type: 'multipleRecordLinks', options: { linkedTableId: MESAS } }
  person.createField('Mesas', link)

  await inBase('POST', 'Reservas', { fields: { Código: 'X', Cliente: 'Nueva' }, typecast: true })
  person.updateRecord('Mesas', 'recMesa0000000024', { Junto: ['recMesa0000000024'] })
  person.deleteRecord('Mesas', 'recMesa0000000024')

  const [made, , gone] = (await payloads(id)).payloads.map(({ changedTablesById }) => changedTablesById)
  expect(Object.keys(made?.['tblClientes000000'] ?? {})).toEqual(['createdRecordsById'])
  expect(gone?.[MESAS]).toEqual({ destroyedRecordIds: ['recMesa0000000024'] })
})
