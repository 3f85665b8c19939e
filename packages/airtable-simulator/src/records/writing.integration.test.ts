import { expect, test } from 'vitest'
import { BASE, startFixture } from '../simulator-fixture.ts'

test('PATCH merges, PUT clears the rest, empty values clear', async () => {
  const { inBase } = await startFixture()

  expect(
    (await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 3 } })).body.fields,
  ).toMatchObject({ Capacidad: 3, Zona: 'Salón' })
  expect(
    (await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Zona: null, Disponible: false } })).body
      .fields,
  ).not.toHaveProperty('Zona')
  expect(
    (await inBase('PUT', 'Mesas/recMesa0000000001', { fields: { Nombre: 'Única' } })).body.fields,
  ).toEqual({ Nombre: 'Única' })
})

test('both sides of a link move together', async () => {
  const { inBase } = await startFixture()

  await inBase('PATCH', 'Reservas/recReserva0000001', { fields: { Mesa: ['recMesa0000000002'] } })
  const linked = (await inBase('GET', 'Mesas/recMesa0000000002')).body.fields['Reservas'] as string[]
  const created = await inBase('POST', 'Mesas', {
    fields: { Nombre: 'Mesa 26', Reservas: ['recReserva0000001'] },
  })
  const moved = (await inBase('GET', 'Reservas/recReserva0000001')).body.fields['Mesa']
  await inBase('DELETE', 'Reservas/recReserva0000001')

  expect(linked).toContain('recReserva0000001')
  expect(moved).toEqual(['recMesa0000000002', created.body.id])
  expect((await inBase('GET', `Mesas/${created.body.id}`)).body.fields).not.toHaveProperty('Reservas')
})

test('a batch with one mistake changes nothing', async () => {
  const { inBase } = await startFixture()

  const failed = await inBase('PATCH', 'Mesas', {
    records: [
      { id: 'recMesa0000000001', fields: { Capacidad: 9 } },
      { id: 'recMesa0000000002', fields: { Capacidad: 'nueve' } },
    ],
  })

  expect(failed.status).toBe(422)
  expect((await inBase('GET', 'Mesas/recMesa0000000001')).body.fields['Capacidad']).toBe(2)
})

test('typecast reads what it can, and makes options and linked records', async () => {
  const { inBase } = await startFixture()

  const created = await inBase('POST', 'Reservas', {
    typecast: true,
    fields: { Código: 7, Personas: '4', Estado: 'En lista', Cliente: 'Ana Nueva', Mesa: ['Mesa 5'] },
  })

  expect(created.body.fields).toMatchObject({
    Código: '7',
    Personas: 4,
    Estado: 'En lista',
    Mesa: ['recMesa0000000005'],
  })
  const [guest] = created.body.fields['Cliente'] as string[]
  expect((await inBase('GET', `Clientes/${guest}`)).body.fields).toMatchObject({
    Nombre: 'Ana Nueva',
    NumReservas: 1,
  })
})

test('a failed batch leaves no record behind that typecast was about to make', async () => {
  const { inBase, simulator } = await startFixture()
  const guests = simulator.base(BASE).table('Clientes').records.size
  const records = [
    { fields: { Cliente: 'Ana Nueva' } },
    { fields: { Cliente: 'Ana Nueva', Personas: 'muchas' } },
  ]

  expect((await inBase('POST', 'Reservas', { typecast: true, records })).status).toBe(422)
  expect(simulator.base(BASE).table('Clientes').records.size).toBe(guests)

  await inBase('POST', 'Reservas', { typecast: true, records: [records[0], records[0]] })
  expect(simulator.base(BASE).table('Clientes').records.size).toBe(guests + 1)
})

test('a time without a zone is read in the zone of its field', async () => {
  const { inBase } = await startFixture()

  const summer = await inBase('PATCH', 'Reservas/recReserva0000001', {
    fields: { Inicio: '2026-07-01T21:30:00' },
  })
  const winter = await inBase('PATCH', 'Reservas/recReserva0000001', {
    fields: { Inicio: '2026-01-01T21:30:00' },
  })

  expect(summer.body.fields['Inicio']).toBe('2026-07-01T19:30:00.000Z')
  expect(winter.body.fields['Inicio']).toBe('2026-01-01T20:30:00.000Z')
})

test('upsert updates the one match, creates without one, refuses two', async () => {
  const { inBase } = await startFixture()
  const upsert = (...records: readonly object[]) =>
    inBase('PATCH', 'Mesas', { performUpsert: { fieldsToMergeOn: ['Nombre'] }, records })

  const done = await upsert({ fields: { Nombre: 'Mesa 1', Capacidad: 7 } }, { fields: { Nombre: 'Mesa 30' } })
  await inBase('POST', 'Mesas', { fields: { Nombre: 'Mesa 1' } })

  expect(done.body.updatedRecords).toEqual(['recMesa0000000001'])
  expect(done.body.createdRecords).toEqual([done.body.records[1]?.id])
  expect((await upsert({ fields: { Nombre: 'Mesa 1' } })).status).toBe(422)
  expect((await inBase('PATCH', 'Mesas', { performUpsert: null, records: [{ fields: {} }] })).status).toBe(
    422,
  )
  expect((await inBase('POST', 'Mesas', { records: [{ fields: {}, extra: 1 }] })).status).toBe(422)
})

test('a batch by PUT clears the rest of every record, in an upsert too', async () => {
  const { inBase } = await startFixture()

  const replaced = await inBase('PUT', 'Mesas', {
    records: [
      { id: 'recMesa0000000002', fields: { Nombre: 'Dos' } },
      { id: 'recMesa0000000001', fields: { fldMesaNumero0000: 1 } },
    ],
    returnFieldsByFieldId: true,
  })
  const upserted = await inBase('PUT', 'Mesas', {
    performUpsert: { fieldsToMergeOn: ['fldMesaNombre0000'] },
    records: [{ fields: { Nombre: 'Mesa 3' } }, { id: 'recMesa0000000004', fields: { Nombre: 'Mesa 3' } }],
  })

  expect(replaced.body.records.map(({ id, fields }) => [id, fields])).toEqual([
    ['recMesa0000000002', { fldMesaNombre0000: 'Dos' }],
    ['recMesa0000000001', { fldMesaNumero0000: 1 }],
  ])
  expect(upserted.body).toMatchObject({
    records: [
      { id: 'recMesa0000000003', fields: { Nombre: 'Mesa 3' } },
      { id: 'recMesa0000000004', fields: { Nombre: 'Mesa 3' } },
    ],
    createdRecords: [],
    updatedRecords: ['recMesa0000000003', 'recMesa0000000004'],
  })
  expect(Object.keys(upserted.body.records[0]?.fields ?? {})).toEqual(['Nombre'])
})
