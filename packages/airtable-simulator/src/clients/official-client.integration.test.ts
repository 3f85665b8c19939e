import Airtable from 'airtable'
import { afterEach, describe, expect, test } from 'vitest'
import { FakeClock } from '@larder/cache-core/testing'
import { type AirtableSimulator, startAirtableSimulator } from '../server/start-airtable-simulator.ts'
import type { AirtableSimulatorOptions } from '../server/simulator-options.ts'

const BASE = 'appReservasDemo01'
let running: AirtableSimulator | undefined
afterEach(async () => running?.close())

async function start(options: AirtableSimulatorOptions = {}) {
  const simulator = await startAirtableSimulator({ limiter: 'off', ...options })
  running = simulator
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${simulator.url}/v0/${BASE}/${path}`, {
      method,
      headers: { authorization: 'Bearer pat', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Body }
  }
  const airtable = new Airtable({
    apiKey: 'pat',
    endpointUrl: simulator.url,
    noRetryIfRateLimited: true,
  }).base(BASE)
  return { simulator, call, airtable }
}

interface Body {
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly records: readonly Body[]
  readonly offset?: string
  readonly createdRecords?: readonly string[]
  readonly updatedRecords?: readonly string[]
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

test('pages hold together while records come and go, and a listing that rests too long is forgotten', async () => {
  const clock = new FakeClock()
  const { call, simulator } = await start({ clock })
  const first = await call('GET', 'Mesas?pageSize=10')
  simulator.base(BASE).table('Mesas').records.delete('recMesa0000000012')

  const second = await call('GET', `Mesas?pageSize=10&offset=${first.body.offset ?? ''}`)
  await clock.advance(300_001)
  const late = await call('GET', `Mesas?pageSize=10&offset=${second.body.offset ?? ''}`)

  expect(first.body.offset).toMatch(/^itr[0-9A-Za-z]{14}\/rec[0-9A-Za-z]{14}$/)
  expect(second.body.records.map(({ id }) => id.slice(-2))).toEqual([
    '11',
    '13',
    '14',
    '15',
    '16',
    '17',
    '18',
    '19',
    '20',
    '21',
  ])
  expect(late).toEqual({ status: 422, body: { error: { type: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE' } } })
})

test('an offset belongs to its table', async () => {
  const { call } = await start()
  const { body } = await call('GET', 'Clientes?pageSize=1')

  expect(await call('GET', `Mesas?offset=${body.offset ?? ''}`)).toEqual({
    status: 422,
    body: { error: { type: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE' } },
  })
})

test('maxRecords is spread over pages', async () => {
  const { call } = await start()
  const sizes: number[] = []
  let offset: string | undefined
  do {
    const { body } = await call('GET', `Clientes?maxRecords=25&pageSize=10&offset=${offset ?? ''}`)
    sizes.push(body.records.length)
    ;({ offset } = body)
  } while (offset !== undefined)

  expect(sizes).toEqual([10, 10, 5])
})

describe('writes', () => {
  test('PATCH merges, PUT clears the rest, empty values clear', async () => {
    const { call } = await start()

    expect(
      (await call('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 3 } })).body.fields,
    ).toMatchObject({ Capacidad: 3, Zona: 'Salón' })
    expect(
      (await call('PATCH', 'Mesas/recMesa0000000001', { fields: { Zona: null, Disponible: false } })).body
        .fields,
    ).not.toHaveProperty('Zona')
    expect(
      (await call('PUT', 'Mesas/recMesa0000000001', { fields: { Nombre: 'Única' } })).body.fields,
    ).toEqual({ Nombre: 'Única' })
  })

  test('both sides of a link move together', async () => {
    const { call } = await start()

    await call('PATCH', 'Reservas/recReserva0000001', { fields: { Mesa: ['recMesa0000000002'] } })
    const linked = (await call('GET', 'Mesas/recMesa0000000002')).body.fields['Reservas'] as string[]
    const created = await call('POST', 'Mesas', {
      fields: { Nombre: 'Mesa 26', Reservas: ['recReserva0000001'] },
    })
    const moved = (await call('GET', 'Reservas/recReserva0000001')).body.fields['Mesa']
    await call('DELETE', 'Reservas/recReserva0000001')

    expect(linked).toContain('recReserva0000001')
    expect(moved).toEqual(['recMesa0000000002', created.body.id])
    expect((await call('GET', `Mesas/${created.body.id}`)).body.fields).not.toHaveProperty('Reservas')
  })

  test('a batch with one mistake changes nothing', async () => {
    const { call } = await start()

    const failed = await call('PATCH', 'Mesas', {
      records: [
        { id: 'recMesa0000000001', fields: { Capacidad: 9 } },
        { id: 'recMesa0000000002', fields: { Capacidad: 'nueve' } },
      ],
    })

    expect(failed.status).toBe(422)
    expect((await call('GET', 'Mesas/recMesa0000000001')).body.fields['Capacidad']).toBe(2)
  })

  test('typecast reads what it can, and makes options and linked records', async () => {
    const { call } = await start()

    const created = await call('POST', 'Reservas', {
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
    expect((await call('GET', `Clientes/${guest}`)).body.fields).toMatchObject({
      Nombre: 'Ana Nueva',
      NumReservas: 1,
    })
  })

  test('a failed batch leaves no record behind that typecast was about to make', async () => {
    const { call, simulator } = await start()
    const guests = simulator.base(BASE).table('Clientes').records.size
    const records = [
      { fields: { Cliente: 'Ana Nueva' } },
      { fields: { Cliente: 'Ana Nueva', Personas: 'muchas' } },
    ]

    expect((await call('POST', 'Reservas', { typecast: true, records })).status).toBe(422)
    expect(simulator.base(BASE).table('Clientes').records.size).toBe(guests)

    await call('POST', 'Reservas', { typecast: true, records: [records[0], records[0]] })
    expect(simulator.base(BASE).table('Clientes').records.size).toBe(guests + 1)
  })

  test('a time without a zone is read in the zone of its field', async () => {
    const { call } = await start()

    const summer = await call('PATCH', 'Reservas/recReserva0000001', {
      fields: { Inicio: '2026-07-01T21:30:00' },
    })
    const winter = await call('PATCH', 'Reservas/recReserva0000001', {
      fields: { Inicio: '2026-01-01T21:30:00' },
    })

    expect(summer.body.fields['Inicio']).toBe('2026-07-01T19:30:00.000Z')
    expect(winter.body.fields['Inicio']).toBe('2026-01-01T20:30:00.000Z')
  })

  test('upsert updates the one match, creates without one, refuses two', async () => {
    const { call } = await start()
    const upsert = (...records: readonly object[]) =>
      call('PATCH', 'Mesas', { performUpsert: { fieldsToMergeOn: ['Nombre'] }, records })

    const done = await upsert(
      { fields: { Nombre: 'Mesa 1', Capacidad: 7 } },
      { fields: { Nombre: 'Mesa 30' } },
    )
    await call('POST', 'Mesas', { fields: { Nombre: 'Mesa 1' } })

    expect(done.body.updatedRecords).toEqual(['recMesa0000000001'])
    expect(done.body.createdRecords).toEqual([done.body.records[1]?.id])
    expect((await upsert({ fields: { Nombre: 'Mesa 1' } })).status).toBe(422)
    expect((await call('PATCH', 'Mesas', { performUpsert: null, records: [{ fields: {} }] })).status).toBe(
      422,
    )
    expect((await call('POST', 'Mesas', { records: [{ fields: {}, extra: 1 }] })).status).toBe(422)
  })
})

test('selects sort by the order of their options, blanks first when ascending', async () => {
  const { call } = await start()
  await call('PATCH', 'Mesas/recMesa0000000024', { fields: { Zona: null } })

  const { body } = await call('GET', 'Mesas?sort[0][field]=Zona&fields[]=Zona')

  const zones = body.records.map(({ fields }) => fields['Zona'])
  expect([...new Set(zones)]).toEqual([undefined, 'Salón', 'Terraza', 'Barra', 'Privado'])
})

test('cellFormat=string shows what people see, and needs a zone and a locale', async () => {
  const { call } = await start()

  const shown = await call(
    'GET',
    'Reservas/recReserva0000001?cellFormat=string&timeZone=Europe/Madrid&userLocale=es',
  )

  expect(shown.body.fields).toMatchObject({ Mesa: 'Mesa 9', Personas: '6' })
  expect((await call('GET', 'Reservas?cellFormat=string')).status).toBe(422)
})

test('the journal tells requests apart', async () => {
  const { call, simulator } = await start({ limiter: 'documented' })
  await call('GET', 'Mesas?pageSize=1')
  await call('GET', 'Mesas/recMesa0000000001')
  await call('POST', 'Mesas/listRecords', {})
  await call('PATCH', 'Mesas/recMesa0000000001', { fields: {} })
  await fetch(`${simulator.url}/v0/meta/bases/${BASE}/tables`, { headers: { authorization: 'Bearer pat' } })
  await call('GET', 'Mesas')

  expect(simulator.journal.counts).toEqual({
    requests: 6,
    lists: 3,
    records: 1,
    writes: 1,
    schema: 1,
    comments: 0,
    webhooks: 0,
    rateLimited: 1,
  })
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
