import { expect, test } from 'vitest'
import { BASE, RESERVAS, withLarder } from './larder-fixture.ts'

interface Body {
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly records: readonly Body[]
}

test('the official client creates, reads, updates, replaces and deletes, and sees each change at once', async () => {
  await withLarder({}, async ({ airtable }) => {
    const reservas = airtable('Reservas')
    await reservas.select({ maxRecords: 3 }).firstPage()

    const created = await reservas.create({
      Código: 'R-90001',
      Personas: 2,
      Estado: 'Pendiente',
      Cliente: ['recCliente0000007'],
    })
    expect((await reservas.find(created.id)).get('Personas')).toBe(2)
    await reservas.update(created.id, { Personas: 4 })
    expect((await reservas.find(created.id)).fields).toMatchObject({ Personas: 4, Estado: 'Pendiente' })
    await reservas.replace(created.id, { Código: 'R-90001' })
    expect((await reservas.find(created.id)).get('Estado')).toBeUndefined()
    await reservas.destroy(created.id)
    await expect(reservas.find(created.id)).rejects.toMatchObject({ statusCode: 404 })
  })
})

test('a write is seen through links, lookups and counts of other tables', async () => {
  await withLarder({}, async ({ get, send }) => {
    const guest = `/v0/${BASE}/Clientes/recCliente0000007`
    const booking = `${RESERVAS}/recReserva0000001`
    const before = ((await get(guest)).body as Body).fields['NumReservas'] as number

    await send('PATCH', booking, { fields: { Cliente: ['recCliente0000007'] } })
    expect(((await get(guest)).body as Body).fields['NumReservas']).toBe(before + 1)

    await get(booking)
    await send('PATCH', guest, { fields: { Telefono: '+34 600 000 000' } })
    expect(((await get(booking)).body as Body).fields['TelefonoCliente']).toEqual(['+34 600 000 000'])
  })
})

test('a refused write changes nothing and invalidates nothing', async () => {
  await withLarder({}, async ({ get, send }) => {
    await get(RESERVAS)

    const refused = await send('PATCH', `${RESERVAS}/recReserva0000001`, { fields: { Personas: 'muchas' } })

    expect(refused.status).toBe(422)
    expect((await get(RESERVAS)).headers.get('cache-status')).toContain('hit')
  })
})

test('a create that may have been applied is not repeated, and is looked for afterwards', async () => {
  await withLarder({}, async ({ get, send, simulator }) => {
    await get(RESERVAS)
    simulator.journal.reset()
    simulator.faults.failNext(1, '500')

    const failed = await send('POST', RESERVAS, { fields: { Código: 'R-92000' } })

    expect(failed.status).toBe(500)
    expect(simulator.journal.counts.writes).toBe(1)
    expect((await get(RESERVAS)).headers.get('cache-status')).toContain('miss')
  })
})

test('a create that certainly was not applied is tried again', async () => {
  await withLarder({}, async ({ send, simulator }) => {
    simulator.faults.failNext(1, '503')

    const created = await send('POST', RESERVAS, { fields: { Código: 'R-93000' } })

    expect(created.status).toBe(200)
    expect(
      [...simulator.base(BASE).table('Reservas').records.values()].filter((record) =>
        [...record.cells.values()].includes('R-93000'),
      ),
    ).toHaveLength(1)
  })
})
