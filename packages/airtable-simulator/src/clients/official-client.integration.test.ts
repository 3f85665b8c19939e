import Airtable from 'airtable'
import { expect, test } from 'vitest'
import { BASE, startFixture } from '../simulator-fixture.ts'

async function start() {
  const { simulator } = await startFixture()
  const airtable = new Airtable({
    apiKey: 'pat',
    endpointUrl: simulator.url,
    noRetryIfRateLimited: true,
  }).base(BASE)
  return { simulator, airtable }
}

test('the official client lists, sorts, filters, finds and writes', async () => {
  const { airtable } = await start()
  const mesas = airtable('Mesas')

  const terraza = await mesas
    .select({ view: 'Terraza', fields: ['Nombre', 'Numero'], sort: [{ field: 'Numero', direction: 'desc' }] })
    .all()
  const created = await mesas.create([{ fields: { Nombre: 'Mesa 25', Zona: 'Barra' } }])
  const updated = await mesas.update([{ id: created[0]?.id ?? '', fields: { Capacidad: 2 } }])
  await mesas.destroy([created[0]?.id ?? ''])

  expect(terraza.map((record) => record.get('Numero'))).toEqual([16, 15, 14, 13, 12, 11])
  expect(updated[0]?.fields).toEqual({ Nombre: 'Mesa 25', Zona: 'Barra', Capacidad: 2 })
  await expect(mesas.find(created[0]?.id ?? '')).rejects.toMatchObject({ statusCode: 404 })
})

test('the official client turns to POST for a long formula, pages through it, and reads errors', async () => {
  const { airtable, simulator } = await start()
  const ids = Array.from(
    { length: 700 },
    (_, index) => `RECORD_ID()='recCliente${String(index + 1).padStart(7, '0')}'`,
  )

  const found = await airtable('Clientes')
    .select({ filterByFormula: `OR(${ids.join(',')})`, fields: ['Nombre'], pageSize: 100 })
    .all()
  const shown = await airtable('Reservas')
    .select({
      maxRecords: 1,
      cellFormat: 'string',
      timeZone: 'Europe/Madrid',
      userLocale: 'es',
      method: 'post',
    })
    .firstPage()

  expect(found).toHaveLength(700)
  expect(
    simulator.journal.entries.map(
      ({ method, path }) => `${method} ${path.split('/').at(-1)?.split('?')[0] ?? ''}`,
    ),
  ).toEqual(Array.from({ length: 8 }, () => 'POST listRecords'))
  expect(shown[0]?.get('Inicio')).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/)
  await expect(airtable('Clientes').select({ filterByFormula: '{Nope}=1' }).all()).rejects.toMatchObject({
    statusCode: 422,
    error: 'INVALID_FILTER_BY_FORMULA',
  })
  await expect(airtable('Mesas').create({ Zona: 'Patio' })).rejects.toMatchObject({
    statusCode: 422,
    error: 'INVALID_MULTIPLE_CHOICE_OPTIONS',
  })
})

test('the official client upserts, replaces and deletes in batches', async () => {
  const { airtable } = await start()
  const mesas = airtable('Mesas')

  const upserted = await mesas.update(
    [{ fields: { Nombre: 'Mesa 1', Capacidad: 9 } }, { fields: { Nombre: 'Mesa 90' } }] as never,
    { performUpsert: { fieldsToMergeOn: ['Nombre'] } } as never,
  )
  const replaced = await mesas.replace('recMesa0000000002', { Nombre: 'Sola' })
  const gone = await mesas.destroy(['recMesa0000000003', 'recMesa0000000004'])

  expect(
    (upserted as unknown as { get(name: string): unknown }[]).map((record) => record.get('Capacidad')),
  ).toEqual([9, undefined])
  expect(replaced.fields).toEqual({ Nombre: 'Sola' })
  expect(gone.map(({ id }) => id)).toEqual(['recMesa0000000003', 'recMesa0000000004'])
})
