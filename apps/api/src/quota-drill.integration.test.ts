import { FakeClock } from '@larder/cache-core/testing'
import { expect, test } from 'vitest'
import { type Answer, BASE, type LarderFixture, RESERVAS, withLarder } from './larder-fixture.ts'
import { DEMO } from './twin-fixture.ts'

const MINUTE_MS = 60_000
const MESAS = `/v0/${BASE}/Mesas`

/** What guests of the restaurant ask for all day: each is read once before the calls of the month are used up. */
const READS: readonly (readonly [method: string, path: string, body?: object])[] = [
  ['GET', MESAS],
  ['GET', `${MESAS}?view=Terraza&sort[0][field]=Numero`],
  ['GET', `${MESAS}/recMesa0000000001`],
  ['GET', `${MESAS}/recMesa0000000001?returnFieldsByFieldId=1`],
  ['POST', `${MESAS}/listRecords`, { fields: ['Nombre'], maxRecords: 3 }],
  ['GET', `${RESERVAS}?pageSize=10`],
  ['GET', `${RESERVAS}?filterByFormula=${encodeURIComponent("{Estado}='Confirmada'")}&maxRecords=5`],
  ['GET', `${RESERVAS}/recReserva0000003`],
  ['GET', `/v0/${BASE}/Turnos`],
  ['GET', `/v0/${BASE}/Clientes?maxRecords=1`],
]

test('an hour without quota: what was ever read is answered, writes are told when to come back, and it ends by itself', async () => {
  const clock = new FakeClock()
  const simulator = { limiter: 'off', bases: [DEMO], clock } as const
  await withLarder({ simulator, clock }, async (larder) => {
    const { simulator: airtable, send } = larder
    const before = await readAll(larder, clock)
    expect(before.map(({ status }) => status)).toEqual(READS.map(() => 200))
    airtable.quota.limit = airtable.quota.used
    airtable.journal.reset()

    for (let minutes = 10; minutes <= 60; minutes += 10) {
      await clock.advance(10 * MINUTE_MS)
      const answers = await readAll(larder, clock)

      expect(
        answers.map(({ body }) => body),
        `after ${minutes} min`,
      ).toEqual(before.map(({ body }) => body))
      for (const { status, headers } of answers) {
        expect(status).toBe(200)
        expect(headers.get('cache-status')).toMatch(/^larder; hit; ttl=-\d+; detail=l1$/)
        expect(Number(headers.get('age'))).toBeGreaterThanOrEqual(minutes * 60)
      }
      for (const [method, path, body] of [
        ['POST', MESAS, { fields: { Nombre: 'Mesa 70' } }],
        ['PATCH', `${MESAS}/recMesa0000000002`, { fields: { Capacidad: 9 } }],
        ['DELETE', `${MESAS}/recMesa0000000003`],
        ['GET', `${MESAS}?maxRecords=23`],
      ] as const)
        expectToldToComeBack(await send(method, path, body))
    }
    // The one that was told of it, and what asks once an hour whether it is over; the schema is told all the time.
    const { requests, schema } = airtable.journal.counts
    expect(requests - schema).toBeLessThanOrEqual(2)
    expect(schema).toBeLessThanOrEqual(6)
    expect((await larder.get('/cache/health')).body).toMatchObject({
      airtable_quota: { status: 'exhausted', bases: [{ base: BASE }] },
    })

    airtable.quota.limit = undefined
    await clock.advance(70 * MINUTE_MS)
    await readAll(larder, clock)
    await readAll(larder, clock)
    await clock.advance(1_000)

    const written = await send('PATCH', `${MESAS}/recMesa0000000001`, { fields: { Capacidad: 9 } })
    expect(written.status).toBe(200)
    await clock.advance(1_000)
    const after = await readAll(larder, clock)
    expect(after.map(({ status }) => status)).toEqual(READS.map(() => 200))
    expect(after[2]?.body).toMatchObject({ fields: { Capacidad: 9 } })
    for (const { headers } of after) expect(headers.get('cache-status')).not.toContain('ttl=-')
    expect((await larder.get('/cache/health')).body).toMatchObject({
      airtable_quota: { status: 'available' },
    })
  })
})

function expectToldToComeBack({ status, body, headers }: Answer): void {
  expect(status).toBe(429)
  expect(body).toMatchObject({ errors: [{ error: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED' }] })
  expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
}

/** One read after the other, with a moment in between, so that none has to wait for the budget. */
async function readAll({ send }: LarderFixture, clock: FakeClock): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  for (const [method, path, body] of READS) {
    await clock.advance(250)
    answers.push(await send(method, path, body))
  }
  return answers
}
