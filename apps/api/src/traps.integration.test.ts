import { FakeClock } from '@larder/cache-core/testing'
import { expect, test } from 'vitest'
import { BASE, RESERVAS, withLarder } from './larder-fixture.ts'
import { files, WITH_FILES } from './files-fixture.ts'
import { rawRequest } from './raw-request.ts'
import { DEMO } from './twin-fixture.ts'

// What proxies of Airtable have been seen to do wrong, each with the letter that it goes by.

interface Body {
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly records: readonly Body[]
  readonly offset?: string
}

const MESAS = `/v0/${BASE}/Mesas`
const MESA = `${MESAS}/recMesa0000000001`

test('a: the same question in other words is the same entry', async () => {
  await withLarder({}, async ({ get, send, simulator }) => {
    await get(`/v0/${BASE}/Mesas?fields[]=Nombre&fields[]=Zona&sort[0][field]=Numero&pageSize=100`)
    simulator.journal.reset()

    const spellings = [
      `/v0/${BASE}/Mesas?sort[0][direction]=asc&sort[0][field]=Numero&fields[]=Zona&fields[]=Nombre`,
      `/v0/${BASE}/tblMesas000000000/?fields%5B0%5D=Nombre&fields%5B1%5D=Zona&sort%5B0%5D%5Bfield%5D=Numero&limit=100&offset=`,
      `//v0/${BASE}//Mesas?fields=Zona&fields=Nombre&fields=Nombre&sort[0][field]=Numero&cellFormat=json`,
    ]
    for (const path of spellings) expect((await get(path)).headers.get('cache-status'), path).toContain('hit')
    const posted = await send('POST', `/v0/${BASE}/Mesas/listRecords`, {
      fields: ['Zona', 'Nombre'],
      sort: [{ field: 'Numero' }],
      method: 'post',
    })
    expect(posted.headers.get('cache-status')).toContain('hit')

    expect(simulator.journal.counts.requests).toBe(0)
  })
})

test('b: what a POST was answered with is not what a GET of the address is answered with', async () => {
  await withLarder({}, async ({ get, send }) => {
    const one = await send('POST', `${MESAS}/listRecords`, { maxRecords: 1 })
    const created = await send('POST', MESAS, { fields: { Nombre: 'Mesa 60' } })

    expect((one.body as Body).records).toHaveLength(1)
    expect(((await get(MESAS)).body as Body).records).toHaveLength(25)
    expect((await get(`${MESAS}/listRecords`)).status).toBe(404)
    expect((await get(`${MESAS}/${(created.body as Body).id}`)).body).toEqual(created.body)
  })
})

test('c: a list by POST is kept, however long its formula is', async () => {
  await withLarder({}, async ({ send, simulator }) => {
    const ids = Array.from(
      { length: 700 },
      (_, index) => `RECORD_ID()='recMesa${String(index).padStart(10, '0')}'`,
    )
    const asked = { filterByFormula: `OR(${ids.join(',')})`, sort: [{ field: 'Numero' }] }
    const first = await send('POST', `${MESAS}/listRecords`, asked)
    simulator.journal.reset()

    const again = await send('POST', `${MESAS}/listRecords`, asked)

    expect((first.body as Body).records).toHaveLength(24)
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('cache-status')).toContain('hit')
    expect(simulator.journal.counts.requests).toBe(0)
  })
})

test('d: what is read while a write is under way does not outlive it', async () => {
  await withLarder({ simulator: { limiter: 'off', bases: [DEMO] } }, async ({ get, send, simulator }) => {
    // The write is held back; what is read meanwhile is answered at once, with what was before.
    let hasArrived = false
    simulator.faults.failAll('503', ({ kind }) => {
      hasArrived ||= kind === 'write'
      return false
    })
    simulator.faults.latencyMs = 400
    const writing = send('PATCH', MESA, { fields: { Capacidad: 77 } })
    await expect.poll(() => hasArrived, { interval: 1 }).toBe(true)
    simulator.faults.latencyMs = 0
    const [record, list] = [await get(MESA), await get(`${MESAS}?fields[]=Capacidad`)]
    expect((record.body as Body).fields['Capacidad']).toBe(2)
    expect((list.body as Body).records[0]?.fields).toEqual({ Capacidad: 2 })

    expect((await writing).status).toBe(200)

    expect(((await get(MESA)).body as Body).fields['Capacidad']).toBe(77)
    expect(((await get(`${MESAS}?fields[]=Capacidad`)).body as Body).records[0]?.fields).toEqual({
      Capacidad: 77,
    })
  })
})

test('d: what Airtable has answered too early is read again, soon after the write', async () => {
  await withLarder({ simulator: { limiter: 'off', bases: [DEMO] } }, async ({ get, send, simulator }) => {
    simulator.faults.readLagMs = 300
    await send('POST', MESAS, { fields: { Nombre: 'Mesa 61' } })
    const early = await get(MESAS)

    expect((early.body as Body).records).toHaveLength(24)
    await expect
      .poll(async () => ((await get(MESAS)).body as Body).records.length, { timeout: 5_000, interval: 50 })
      .toBe(25)
  })
})

test('e: batches go through, and every record and list they touch is read anew', async () => {
  await withLarder({}, async ({ airtable, get }) => {
    const filter = `${RESERVAS}?filterByFormula=${encodeURIComponent("FIND('Lote', {Notas})")}`
    expect((await get(filter)).body).toEqual({ records: [] })
    const reservas = airtable('Reservas')

    const created = await reservas.create(
      Array.from({ length: 10 }, (_, index) => ({
        fields: { Código: `R-${91_000 + index}`, Notas: 'Lote uno' },
      })),
    )
    expect(((await get(filter)).body as Body).records).toHaveLength(10)

    const ids = created.map(({ id }) => id)
    await Promise.all(ids.map((id) => get(`${RESERVAS}/${id}`)))
    await reservas.update(ids.map((id) => ({ id, fields: { Notas: 'Lote dos' } })))
    for (const id of ids)
      expect((await get(`${RESERVAS}/${id}`)).body, id).toMatchObject({ fields: { Notas: 'Lote dos' } })

    await reservas.destroy(ids)
    expect((await get(filter)).body).toEqual({ records: [] })
  })
})

test('f: a create is seen in every list of the table, however the table and the list are spelt', async () => {
  await withLarder({ simulator: { limiter: 'off', bases: [DEMO] } }, async ({ get, send }) => {
    const lists = [
      MESAS,
      `//v0/${BASE}/tblMesas000000000/?`,
      `${MESAS}?sort[0][field]=Numero`,
      `${MESAS}?filterByFormula=${encodeURIComponent("FIND('Mesa', {Nombre})")}`,
    ]
    const countsNow = async () => {
      const posted = await send('POST', `${MESAS}/listRecords`, { fields: ['Nombre'] })
      const answers = [...(await Promise.all(lists.map(get))), posted]
      return answers.map(({ body }) => (body as Body).records.length)
    }
    expect(await countsNow()).toEqual([24, 24, 24, 24, 24])

    await send('POST', `/v0/${BASE}/tblMesas000000000`, { fields: { Nombre: 'Mesa 62' } })
    expect(await countsNow()).toEqual([25, 25, 25, 25, 25])
    await send('POST', `${MESAS}/?`, { records: [{ fields: { Nombre: 'Mesa 63' } }] })
    expect(await countsNow()).toEqual([26, 26, 26, 26, 26])
  })
})

test('g: a client never learns that Airtable has forgotten its listing', async () => {
  await withLarder({}, async ({ get, simulator }) => {
    const seen: string[] = []
    let offset: string | undefined
    do {
      const { status, body } = await get(
        `/v0/${BASE}/Mesas?pageSize=5${offset === undefined ? '' : `&offset=${offset}`}`,
      )
      expect(status).toBe(200)
      const page = body as Body
      seen.push(...page.records.map(({ id }) => id))
      ;({ offset } = page)
      simulator.expireIterators()
    } while (offset !== undefined)

    expect(seen).toEqual(
      Array.from({ length: 24 }, (_, index) => `recMesa${String(index + 1).padStart(10, '0')}`),
    )
  })
})

test("h: a write with one token is seen with all, in records, lists and other tables' counts", async () => {
  const simulator = { limiter: 'off', tokens: ['patOne', 'patTwo', 'patTest'], bases: [DEMO] } as const
  const env = { LARDER_ACCESS: 'pass-through', AIRTABLE_API_KEY: '' }
  await withLarder({ simulator, env }, async ({ url }) => {
    const ask = async (token: string, path: string, method = 'GET', body?: object) => {
      const sent = { method, path, headers: { authorization: `Bearer ${token}` } }
      const answer = await rawRequest(url, body ? { ...sent, body: JSON.stringify(body) } : sent)
      return answer.body as Body
    }
    const guest = `/v0/${BASE}/Clientes/recCliente0000007`
    const bookings = `${RESERVAS}?fields[]=Cliente&maxRecords=1`
    const before = (await ask('patTwo', guest)).fields['NumReservas'] as number | undefined
    await ask('patTwo', bookings)

    await ask('patOne', `${RESERVAS}/recReserva0000001`, 'PATCH', {
      fields: { Cliente: ['recCliente0000007'] },
    })

    expect((await ask('patTwo', guest)).fields['NumReservas']).toBe((before ?? 0) + 1)
    expect((await ask('patTwo', bookings)).records[0]?.fields).toEqual({ Cliente: ['recCliente0000007'] })
  })
})

test('i: a crowd costs one request, the rate is kept, and trouble is met with what is known', async () => {
  // Longer than a hundred answers take a busy machine.
  const env = { CACHE_TTL_MS: '4000' }
  await withLarder(
    { simulator: { limiter: 'documented', bases: [DEMO] }, env },
    async ({ get, simulator }) => {
      simulator.journal.reset()
      const crowd = await Promise.all(Array.from({ length: 100 }, () => get(MESAS)))
      expect(new Set(crowd.map(({ status }) => status))).toEqual(new Set([200]))
      expect(simulator.journal.counts.requests).toBe(1)

      const many = await Promise.all(
        Array.from({ length: 9 }, (_, index) => get(`${MESAS}?maxRecords=${index + 1}`)),
      )
      expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200]))
      expect(simulator.journal.counts).toMatchObject({ requests: 10, rateLimited: 0 })

      // The lockout comes last: nothing is asked while it lasts.
      for (const fault of ['500', '502', '503', 'reset', '429'] as const) {
        simulator.faults.failAll(fault)
        const known = async () => (await get(MESAS)).headers.get('cache-status')
        await expect.poll(known, { timeout: 10_000 }).toMatch(/hit; ttl=-\d/)
        expect((await get(MESAS)).body, fault).toEqual(crowd[0]?.body)
      }
    },
  )
})

test('j: the addresses of files are good in every answer, also where they are looked up', async () => {
  const clock = new FakeClock()
  const simulator = { limiter: 'off', bases: [files], attachmentTtlMs: 7_200_000, clock } as const
  const env = { CACHE_TTL_MS: '86400000', AIRTABLE_BASE_IDS: WITH_FILES }
  await withLarder({ simulator, env, clock }, async ({ get, simulator: { faults } }) => {
    const fileOf = async (table: string) => {
      const { status, body } = await get(`/v0/${WITH_FILES}/${table}/rec${table.padEnd(14, '0')}`)
      const [file] = ((body as Body).fields?.['Fotos'] ?? []) as readonly { readonly url: string }[]
      return file ? `${status} ${(await fetch(file.url)).status}` : String(status)
    }
    for (const table of ['Platos', 'Menus', 'Cartas']) {
      expect(await fileOf(table), table).toBe('200 200')
      // Kept for a day, were it not for the files.
      for (let minutes = 0; minutes < 240; minutes += 20) {
        await clock.advance(20 * 60_000)
        expect(await fileOf(table), `${table}, after ${minutes + 20} min`).toBe('200 200')
      }
      await clock.advance(101 * 60_000)
      faults.failAll('429-quota')
      expect(await fileOf(table), `${table}, while Airtable cannot be asked`).toBe('429')
      faults.clear()
      await clock.advance(62 * 60_000)
      await clock.advance(62 * 60_000)
    }
  })
})
