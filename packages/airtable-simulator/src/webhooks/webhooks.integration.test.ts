import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { FakeClock } from '@larder/cache-core/testing'
import { BASE, startFixture } from '../simulator-fixture.ts'

/** For what a busy machine may take long for. */
const eventually = { timeout: 20_000 }
const DAY_MS = 86_400_000
const MESAS = 'tblMesas000000000'
const CAPACIDAD = 'fldMesaCapacidad0'
const ZONA = 'fldMesaZona000000'

interface Payload {
  readonly changedTablesById?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly [other: string]: unknown
}

type Views = Readonly<Record<string, object>>

interface Page {
  readonly payloads: readonly Payload[]
  readonly cursor: number
  readonly mightHaveMore: boolean
}

interface Hook {
  readonly id: string
  readonly macSecretBase64: string
  readonly expirationTime: string
}

const everything = { options: { filters: { dataTypes: ['tableData', 'tableFields', 'tableMetadata'] } } }

async function fixture() {
  const clock = new FakeClock()
  const { simulator, call, inBase } = await startFixture({ clock })
  const create = async (specification: unknown = everything, notificationUrl?: string) => {
    const { body } = await call('POST', `bases/${BASE}/webhooks`, { notificationUrl, specification })
    return body as unknown as Hook
  }
  const payloads = async (id: string, query = '') =>
    (await call('GET', `bases/${BASE}/webhooks/${id}/payloads${query}`)).body as unknown as Page
  const list = async () =>
    (await call('GET', `bases/${BASE}/webhooks`)).body['webhooks'] as Readonly<Record<string, unknown>>[]
  return { clock, simulator, call, inBase, create, payloads, list }
}

describe('payloads', () => {
  test('one request is one payload: created, changed and destroyed records with cells of version 2', async () => {
    const { inBase, create, payloads } = await fixture()
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
    const { inBase, create, payloads } = await fixture()
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
    const { inBase, create, payloads } = await fixture()
    const { id } = await create()

    await inBase('PATCH', 'Clientes/recCliente0000007', { fields: { Telefono: '600' } })

    const [payload] = (await payloads(id)).payloads
    expect(Object.keys(payload?.changedTablesById ?? {})).toEqual(['tblClientes000000'])
  })

  test('a record that one request makes and links is only made, one that it deletes is only deleted', async () => {
    const { simulator, inBase, create, payloads } = await fixture()
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

  test('only what is watched: sources, kinds of change, fields', async () => {
    const { simulator, inBase, create, payloads } = await fixture()
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
    const { inBase, create, payloads } = await fixture()
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
    const { simulator, call, create, payloads } = await fixture()
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
})

describe('cursors', () => {
  test('pages go on where the last one ended, and an end is no end for ever', async () => {
    const { inBase, create, payloads } = await fixture()
    const { id } = await create()
    const change = async (count: number) => {
      for (let index = 0; index < count; index++)
        await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: index + 10 } })
    }

    await change(3)
    const first = await payloads(id, '?cursor=1&limit=2')
    const second = await payloads(id, `?cursor=${first.cursor}`)
    const nothing = await payloads(id, `?cursor=${second.cursor}`)
    await change(1)
    const later = await payloads(id, `?cursor=${nothing.cursor}`)

    expect([first.payloads.length, first.cursor, first.mightHaveMore]).toEqual([2, 3, true])
    expect([second.payloads.length, second.cursor, second.mightHaveMore]).toEqual([1, 4, false])
    expect([nothing.payloads.length, nothing.cursor]).toEqual([0, 4])
    expect([later.payloads.length, later.cursor]).toEqual([1, 5])
  })

  test('payloads are kept for a week: an older cursor finds a gap', async () => {
    const { clock, inBase, create, payloads } = await fixture()
    const { id } = await create()
    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 10 } })
    await clock.advance(4 * DAY_MS)
    await payloads(id)
    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 11 } })
    await clock.advance(4 * DAY_MS)

    const page = await payloads(id, '?cursor=1')

    expect([page.payloads.length, page.cursor]).toEqual([1, 3])
  })

  test.each(['?cursor=0', '?cursor=x', '?limit=51'])('%s is refused', async (query) => {
    const { call, create } = await fixture()
    const { id } = await create()

    expect((await call('GET', `bases/${BASE}/webhooks/${id}/payloads${query}`)).status).toBe(422)
  })
})

describe('life', () => {
  test('seven days, prolonged by refreshing and by reading; then readable for seven more', async () => {
    const { clock, call, inBase, create, list } = await fixture()
    const { id, expirationTime } = await create()
    const path = `bases/${BASE}/webhooks/${id}`

    await clock.advance(5 * DAY_MS)
    const refreshed = await call('POST', `${path}/refresh`)
    await clock.advance(5 * DAY_MS)
    await call('GET', `${path}/payloads`)
    await clock.advance(5 * DAY_MS)
    const alive = await list()
    await clock.advance(3 * DAY_MS)
    const expired = await list()
    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 10 } })
    const late = await call('GET', `${path}/payloads`)
    await clock.advance(7 * DAY_MS)

    expect(expirationTime).toBe('2026-01-08T00:00:00.000Z')
    expect(refreshed.body['expirationTime']).toBe('2026-01-13T00:00:00.000Z')
    expect(alive).toMatchObject([{ isHookEnabled: true, expirationTime: '2026-01-18T00:00:00.000Z' }])
    expect(expired).toMatchObject([{ isHookEnabled: false }])
    expect(late).toMatchObject({ status: 200, body: { payloads: [] } })
    expect((await call('GET', `${path}/payloads`)).status).toBe(404)
    expect(await list()).toEqual([])
  })

  test('the switches: expired at once, and invalid while it looks healthy', async () => {
    const { simulator, inBase, create, payloads, list } = await fixture()
    const [expired, invalid] = [await create(), await create()]
    simulator.webhooks(BASE).expire(expired.id)
    simulator.webhooks(BASE).invalidate(invalid.id)

    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 10 } })

    expect((await payloads(expired.id)).payloads).toEqual([])
    expect((await payloads(invalid.id)).payloads).toMatchObject([{ error: true, code: 'INVALID_HOOK' }])
    expect(await list()).toMatchObject([{ isHookEnabled: false }, { isHookEnabled: true }])
  })

  test('a webhook whose watched field is deleted says so once and is silent', async () => {
    const { simulator, inBase, create, payloads } = await fixture()
    const { id } = await create({
      options: { filters: { dataTypes: ['tableData'], watchDataInFieldIds: [CAPACIDAD] } },
    })

    simulator.base(BASE).asUser().deleteField('Mesas', 'Capacidad')
    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Zona: 'Barra' } })

    expect((await payloads(id)).payloads).toMatchObject([{ error: true, code: 'INVALID_HOOK' }])
  })

  test('ten per base, two per integration', async () => {
    const { call, create, list } = await fixture()
    for (let index = 0; index < 10; index++) await create()

    const { status, body } = await call('POST', `bases/${BASE}/webhooks`, { specification: everything })
    await call('DELETE', `bases/${BASE}/webhooks/${String((await list())[0]?.['id'])}`)

    expect([status, body.error]).toEqual([422, { type: 'TOO_MANY_WEBHOOKS_IN_BASE' }])
    expect((await call('POST', `bases/${BASE}/webhooks`, { specification: everything })).status).toBe(200)

    const other = await startFixture({ tokens: [{ token: 'oauth', oauthIntegrationId: 'oapOne' }] })
    const statuses = []
    for (let index = 0; index < 3; index++)
      statuses.push(
        (await other.call('POST', `bases/${BASE}/webhooks`, { specification: everything }, 'oauth')).status,
      )
    expect(statuses).toEqual([200, 200, 422])
  })

  test.each([
    ['no specification', {}],
    ['no data types', { specification: { options: { filters: { dataTypes: [] } } } }],
    [
      'an unknown table',
      {
        specification: {
          options: { filters: { dataTypes: ['tableData'], recordChangeScope: 'tblNone0000000000' } },
        },
      },
    ],
    [
      'an unknown field',
      {
        specification: {
          options: { filters: { dataTypes: ['tableData'], watchDataInFieldIds: ['fldNone0000000000'] } },
        },
      },
    ],
    ['a URL beyond this machine', { specification: everything, notificationUrl: 'https://example.com/hook' }],
    [
      'a URL that only looks local',
      { specification: everything, notificationUrl: 'http://127.0.0.1.example.com/' },
    ],
  ])('%s is refused', async (_name, body) => {
    const { call, list } = await fixture()

    expect((await call('POST', `bases/${BASE}/webhooks`, body)).status).toBe(422)
    expect(await list()).toEqual([])
  })
})

describe('pings', () => {
  interface Ping {
    readonly headers: IncomingHttpHeaders
    readonly body: string
  }
  const stops: (() => void)[] = []
  afterEach(() => stops.splice(0).forEach((stop) => stop()))

  async function listen() {
    const pings: Ping[] = []
    const state: { status: number; location?: string; hold?: Promise<void> } = { status: 204 }
    const server = createServer((incoming, response) => {
      let body = ''
      incoming.on('data', (chunk: Buffer) => (body += chunk.toString()))
      incoming.on('end', () => {
        pings.push({ headers: incoming.headers, body })
        void (state.hold ?? Promise.resolve()).then(() =>
          response
            .writeHead(state.status, state.location === undefined ? {} : { location: state.location })
            .end(),
        )
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    stops.push(() => server.close())
    return { pings, state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
  }

  test('carry no change, are signed over their bytes, and changes share them', async () => {
    const { clock, inBase, create, list } = await fixture()
    const { pings, url } = await listen()
    const hook = await create(everything, url)

    for (const capacity of [10, 11, 12])
      await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: capacity } })
    await clock.advance(100)
    await expect
      .poll(async () => (await list())[0]?.['lastNotificationResult'], eventually)
      .toMatchObject({
        success: true,
        retryNumber: 0,
      })

    const mac = createHmac('sha256', Buffer.from(hook.macSecretBase64, 'base64'))
      .update(pings[0]?.body ?? '')
      .digest('hex')
    expect(pings).toHaveLength(1)
    expect(JSON.parse(pings[0]?.body ?? '')).toEqual({
      base: { id: BASE },
      webhook: { id: hook.id },
      timestamp: '2026-01-01T00:00:00.100Z',
    })
    expect(pings[0]?.headers['x-airtable-content-mac']).toBe(`hmac-sha256=${mac}`)
    expect(await list()).toMatchObject([
      { cursorForNextPayload: 4, lastSuccessfulNotificationTime: '2026-01-01T00:00:00.100Z' },
    ])
  })

  test('that fail are repeated after growing delays, until notifications are switched off', async () => {
    const { clock, inBase, create, list, call } = await fixture()
    const { pings, state, url } = await listen()
    state.status = 503
    const { id } = await create(everything, url)
    const retryNumber = async () =>
      ((await list())[0]?.['lastNotificationResult'] as { retryNumber: number } | null)?.retryNumber

    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 10 } })
    let waited = 100
    for (let retry = 0; retry <= 13; retry++) {
      await clock.advance(waited)
      await expect.poll(retryNumber, eventually).toBe(retry)
      waited = 10_000 * 2 ** retry
    }
    const [failed] = await list()
    state.status = 200
    await clock.advance(DAY_MS)
    const silent = pings.length
    await call('POST', `bases/${BASE}/webhooks/${id}/enableNotifications`, { enable: true })
    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 11 } })
    await clock.advance(100)

    expect(failed).toMatchObject({
      areNotificationsEnabled: false,
      isHookEnabled: true,
      lastNotificationResult: {
        success: false,
        willBeRetried: false,
        error: { message: 'The HTTP request returned a 503 status code instead of 200 or 204' },
      },
    })
    expect(silent).toBe(14)
    await expect.poll(() => pings.length, eventually).toBe(15)
  })

  test('that are dropped never come, though Airtable believes they did', async () => {
    const { clock, simulator, inBase, create, list } = await fixture()
    const { pings, url } = await listen()
    await create(everything, url)
    simulator.webhooks(BASE).dropPings(1)

    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 10 } })
    await clock.advance(100)
    await expect
      .poll(async () => (await list())[0]?.['lastNotificationResult'], eventually)
      .toMatchObject({ success: true })
    expect(pings).toHaveLength(0)
    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 11 } })
    await clock.advance(100)

    await expect.poll(() => pings.length, eventually).toBe(1)
  })

  test('do not follow a redirection: it might lead off this machine', async () => {
    const { clock, inBase, create, list } = await fixture()
    const [first, second] = [await listen(), await listen()]
    first.state.status = 302
    first.state.location = second.url
    await create(everything, first.url)

    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 10 } })
    await clock.advance(100)

    await expect
      .poll(async () => (await list())[0]?.['lastNotificationResult'], eventually)
      .toMatchObject({ success: false })
    expect([first.pings.length, second.pings.length]).toEqual([1, 0])
  })

  test('a change while a ping is on its way has a ping of its own', async () => {
    const { clock, inBase, create } = await fixture()
    const { pings, state, url } = await listen()
    const held = Promise.withResolvers<void>()
    state.hold = held.promise
    await create(everything, url)

    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 10 } })
    await clock.advance(100)
    await expect.poll(() => pings.length, eventually).toBe(1)
    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 11 } })
    await clock.advance(100)
    held.resolve()
    // The time-out of the first ping goes, the timer of the second one comes.
    await expect
      .poll(async () => {
        await clock.advance(100)
        return pings.length
      }, eventually)
      .toBe(2)
  })

  test('are not sent where nobody wants them', async () => {
    const { clock, inBase, create, call } = await fixture()
    const { pings, url } = await listen()
    const [off, gone] = [await create(everything, url), await create(everything, url)]
    await call('POST', `bases/${BASE}/webhooks/${off.id}/enableNotifications`, { enable: false })
    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 10 } })
    await call('DELETE', `bases/${BASE}/webhooks/${gone.id}`)

    await clock.advance(DAY_MS)

    expect(pings).toEqual([])
    expect(clock.pendingTimers).toBe(0)
  })
})
