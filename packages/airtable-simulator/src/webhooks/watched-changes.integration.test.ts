import { expect, test } from 'vitest'
import { CAPACIDAD, everything, MESAS, webhookFixture, type Views } from './webhook-fixture.ts'
import { BASE } from '../simulator-fixture.ts'

test('only what is watched: sources, kinds of change, fields', async () => {
  const { simulator, inBase, create, payloads } = await webhookFixture()
  const filters = { dataTypes: ['tableData'], recordChangeScope: MESAS }
  const byPeople = await create({ options: { filters: { ...filters, fromSources: ['client'] } } })
  const removals = await create({ options: { filters: { ...filters, changeTypes: ['remove'] } } })
  const capacities = await create({
    options: { filters: { ...filters, watchDataInFieldIds: [CAPACIDAD] } },
  })
  const elsewhere = await create({
    options: { filters: { dataTypes: ['tableData'], recordChangeScope: 'tblTurnos00000000' } },
  })

  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Zona: 'Barra' } })
  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 7 } })
  simulator.base(BASE).asUser().updateRecord('Mesas', 'recMesa0000000001', { Zona: 'Salón' })
  await inBase('DELETE', 'Mesas/recMesa0000000024')

  const counts = [byPeople, removals, capacities, elsewhere].map(
    async ({ id }) => (await payloads(id)).payloads.length,
  )
  expect(await Promise.all(counts)).toEqual([1, 1, 2, 0])
  const [seen] = (await payloads(byPeople.id)).payloads
  expect(seen?.['actionMetadata']).toMatchObject({
    source: 'client',
    sourceMetadata: {
      user: { id: 'usrSomebody000001', email: 'somebody@example.com', permissionLevel: 'create' },
    },
  })
})

test('a view tells what comes into it and leaves it', async () => {
  const { inBase, create, payloads } = await webhookFixture()
  const view = 'viwMesasTerraza00'
  const { id } = await create({
    options: { filters: { dataTypes: ['tableData'], recordChangeScope: view } },
  })

  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 3 } })
  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Zona: 'Terraza' } })
  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 4 } })
  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Zona: 'Barra' } })

  const seen = (await payloads(id)).payloads.map(
    (payload) => (payload.changedTablesById?.[MESAS]?.['changedViewsById'] as Views | undefined)?.[view],
  )
  expect(seen).toMatchObject([
    { createdRecordsById: { recMesa0000000001: { cellValuesByFieldId: { [CAPACIDAD]: 3 } } } },
    { changedRecordsById: { recMesa0000000001: { current: { cellValuesByFieldId: { [CAPACIDAD]: 4 } } } } },
    { destroyedRecordIds: ['recMesa0000000001'] },
  ])
})

test('tables and fields that are made, renamed and removed', async () => {
  const { simulator, call, create, payloads } = await webhookFixture()
  const { id } = await create({
    options: { ...everything.options, includes: { includePreviousFieldDefinitions: true } },
  })
  const person = simulator.base(BASE).asUser()

  const field = await call('POST', `meta/bases/${BASE}/tables/Mesas/fields`, {
    name: 'Vista',
    type: 'checkbox',
  })
  await call('PATCH', `meta/bases/${BASE}/tables/Mesas/fields/${field.body.id}`, { name: 'Vistas' })
  person.deleteField('Mesas', 'Vistas')
  person.updateTable('Turnos', { name: 'Servicios' })
  const table = person.createTable({ name: 'Notas', fields: [{ name: 'Texto', type: 'singleLineText' }] })
  person.deleteTable('Notas')

  const seen = (await payloads(id)).payloads
  expect(seen.slice(0, 4).map(({ changedTablesById }) => changedTablesById)).toEqual([
    { [MESAS]: { createdFieldsById: { [field.body.id]: { name: 'Vista', type: 'checkbox' } } } },
    {
      [MESAS]: {
        changedFieldsById: {
          [field.body.id]: { current: { name: 'Vistas' }, previous: { name: 'Vista' } },
        },
      },
    },
    { [MESAS]: { destroyedFieldIds: [field.body.id] } },
    {
      tblTurnos00000000: {
        changedMetadata: {
          current: { name: 'Servicios', description: null },
          previous: { name: 'Turnos', description: null },
        },
      },
    },
  ])
  expect(seen[4]).toMatchObject({
    createdTablesById: { [table.schema.id]: { metadata: { name: 'Notas' } } },
  })
  expect(seen[5]).toMatchObject({ destroyedTableIds: [table.schema.id] })
})

test('of schemas, only the fields that are watched', async () => {
  const { simulator, create, payloads } = await webhookFixture()
  const { id } = await create({
    options: { filters: { dataTypes: ['tableFields'], watchSchemasOfFieldIds: [CAPACIDAD] } },
  })
  const person = simulator.base(BASE).asUser()

  person.updateField('Mesas', 'Zona', { name: 'Sitio' })
  person.updateField('Mesas', 'Capacidad', { name: 'Plazas' })
  person.updateRecord('Mesas', 'recMesa0000000001', { Plazas: 30 })

  expect((await payloads(id)).payloads.map(({ changedTablesById }) => changedTablesById)).toEqual([
    { [MESAS]: { changedFieldsById: { [CAPACIDAD]: { current: { name: 'Plazas' } } } } },
  ])
})

test('all cells of a changed record may come along', async () => {
  const { inBase, create, payloads } = await webhookFixture()
  const { id } = await create({
    options: {
      filters: { dataTypes: ['tableData'], recordChangeScope: MESAS },
      includes: { includeCellValuesInFieldIds: 'all' },
    },
  })

  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 30 } })

  const [payload] = (await payloads(id)).payloads
  const changed = payload?.changedTablesById?.[MESAS]?.['changedRecordsById'] as Record<string, unknown>
  expect(changed['recMesa0000000001']).toMatchObject({
    current: { cellValuesByFieldId: { [CAPACIDAD]: 30 } },
    unchanged: { cellValuesByFieldId: { fldMesaNombre0000: 'Mesa 1', fldMesaNumero0000: 1 } },
  })
  expect(changed['recMesa0000000001']).not.toHaveProperty('previous')
})

test('a view goes on when its field is renamed or removed', async () => {
  const { simulator, inBase, create, payloads } = await webhookFixture()
  const { id } = await create({
    options: { filters: { dataTypes: ['tableData'], recordChangeScope: 'viwMesasTerraza00' } },
  })
  const person = simulator.base(BASE).asUser()

  person.updateField('Mesas', 'Zona', { name: 'Sitio' })
  const before = (await inBase('GET', 'Mesas?view=Terraza')).body.records.length
  const moved = await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Sitio: 'Terraza' } })
  person.deleteField('Mesas', 'Sitio')
  const after = await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 3 } })

  expect([before, moved.status, after.status]).toEqual([6, 200, 200])
  expect((await inBase('GET', 'Mesas?view=Terraza')).body.records).toEqual([])
  expect((await payloads(id)).payloads).toHaveLength(1)
})

test('tables that come and go are told to those who watch tables, of the whole base', async () => {
  const { simulator, create, payloads } = await webhookFixture()
  const hooks = [
    await create({ options: { filters: { dataTypes: ['tableData'] } } }),
    await create({ options: { filters: { dataTypes: ['tableMetadata'], recordChangeScope: MESAS } } }),
    await create({ options: { filters: { dataTypes: ['tableMetadata'], changeTypes: ['remove'] } } }),
  ]
  const person = simulator.base(BASE).asUser()

  person.createTable({ name: 'Notas', fields: [{ name: 'Texto', type: 'singleLineText' }] })
  person.deleteTable('Notas')

  const counts = hooks.map(async ({ id }) => (await payloads(id)).payloads.length)
  expect(await Promise.all(counts)).toEqual([0, 0, 1])
})
