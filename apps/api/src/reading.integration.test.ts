import { expect, test } from 'vitest'
import { BASE, RESERVAS, withLarder } from './larder-fixture.ts'
import { Redis } from 'ioredis'
import { startRedis } from '@larder/redis-adapter/testing'

interface Page {
  readonly records: readonly { readonly id: string; readonly fields: Readonly<Record<string, unknown>> }[]
  readonly offset?: string
}

test('200 identical cold lists cost one upstream request', async () => {
  await withLarder({}, async ({ get, simulator }) => {
    simulator.journal.reset()

    const answers = await Promise.all(Array.from({ length: 200 }, () => get(RESERVAS)))

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(simulator.journal.counts.requests).toBe(1)
  })
})

test(
  'one listing of 10,000 reservations within the limits, then 10,000 reads from the cache',
  { timeout: 120_000 },
  async () => {
    await withLarder({ simulator: { limiter: 'documented' } }, async ({ airtable, get, simulator }) => {
      const records = await airtable('Reservas').select().all()

      expect(records).toHaveLength(10_000)
      expect(new Set(records.map(({ id }) => id)).size).toBe(10_000)
      expect(simulator.journal.counts).toMatchObject({ lists: 100, rateLimited: 0 })

      const startedAt = performance.now()
      for (let start = 0; start < records.length; start += 100) {
        const batch = await Promise.all(
          records.slice(start, start + 99).map(({ id }) => get(`${RESERVAS}/${id}`)),
        )
        const page = await get(RESERVAS)
        expect(
          batch.every(
            ({ status, body }, index) =>
              status === 200 && (body as { id: string }).id === records[start + index]?.id,
          ),
        ).toBe(true)
        expect(page.status).toBe(200)
      }
      expect(performance.now() - startedAt).toBeLessThan(40_000)
      expect(simulator.journal.counts).toMatchObject({ lists: 100, records: 0, rateLimited: 0 })
    })
  },
)

test("answers are Airtable's own, byte for byte but for the offset", async () => {
  await withLarder({}, async ({ get, simulator }) => {
    const paths = [
      `${RESERVAS}?pageSize=3`,
      `/v0/${BASE}/Mesas?view=Terraza`,
      `/v0/${BASE}/Mesas?fields[]=Nombre&fields%5B%5D=Zona&sort[0][field]=Numero&sort[0][direction]=desc`,
      `/v0/${BASE}/Mesas?maxRecords=5&pageSize=2`,
      `/v0/${BASE}/Clientes?filterByFormula=${encodeURIComponent('{VIP}')}&pageSize=5`,
      `/v0/${BASE}/Turnos?returnFieldsByFieldId=true`,
      `/v0/${BASE}/tblTurnos00000000/recTurno000000001`,
      `${RESERVAS}/recReserva0000001`,
      `${RESERVAS}/recReserva0000001?returnFieldsByFieldId=1`,
      `/v0/meta/bases/${BASE}/tables`,
    ]
    for (const path of paths) {
      const direct = (await fetch(simulator.url + path, { headers: { authorization: 'Bearer x' } }).then(
        (response) => response.json(),
      )) as Page
      const first = (await get(path)) as { body: Page; status: number }
      const again = (await get(path)) as { body: Page; status: number }

      expect({ ...first.body, offset: undefined }, path).toEqual({ ...direct, offset: undefined })
      expect(Boolean(first.body.offset), path).toBe(Boolean(direct.offset))
      expect(again.body, path).toEqual(first.body)
    }
  })
})

test('a client that has the answer is told so, until it changes', async () => {
  await withLarder({}, async ({ url, send }) => {
    const conditional = (path: string, etag: string) =>
      fetch(url + path, { headers: { authorization: 'Bearer patTest', 'if-none-match': etag } })
    for (const path of [`${RESERVAS}?pageSize=3`, `${RESERVAS}/recReserva0000001`]) {
      const first = await conditional(path, '"other"')
      const etag = first.headers.get('etag') ?? ''
      expect([first.status, etag]).toEqual([200, expect.stringMatching(/^"[\w-]{22}"$/)])

      const again = await conditional(path, etag)
      expect([again.status, await again.text()]).toEqual([304, ''])
      expect(again.headers.get('cache-status')).toContain('hit')

      await send('PATCH', `${RESERVAS}/recReserva0000001`, { fields: { Notas: path } })
      expect((await conditional(path, etag)).status).toBe(200)
    }
  })
})

test.each(['503', 'reset'] as const)(
  'when Airtable is away (%s), what was read is served stale, and the rest is 503 with Retry-After',
  { timeout: 30_000 },
  async (fault) => {
    await withLarder({ env: { CACHE_TTL_MS: '50' } }, async ({ get, simulator }) => {
      await get(RESERVAS)
      simulator.faults.failAll(fault)
      await new Promise((resolve) => setTimeout(resolve, 100))

      const known = await get(RESERVAS)
      const unknown = await get(`${RESERVAS}?maxRecords=7`)

      expect(known.status).toBe(200)
      expect(known.headers.get('cache-status')).toMatch(/hit; ttl=-\d+; detail=l[12]$/)
      expect(unknown.status).toBe(503)
      expect(Number(unknown.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    })
  },
)

test('a used-up quota is handed on at once, not retried', async () => {
  await withLarder({}, async ({ get, simulator }) => {
    simulator.journal.reset()
    simulator.faults.failNext(1, '429-quota')

    const answer = await get(RESERVAS)

    expect(answer.status).toBe(429)
    expect(JSON.stringify(answer.body)).toContain('PUBLIC_API_BILLING_LIMIT_EXCEEDED')
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(simulator.journal.counts.requests).toBe(1)
  })
})

test('in Redis a page of 100 reservations takes at most a quarter of its JSON, and garbage under its key is a miss', async () => {
  const redis = await startRedis()
  const raw = new Redis(redis.url)
  try {
    await withLarder(
      { env: { REDIS_URL: redis.url, CACHE_MEMORY_BYTES: '0', REDIS_DEADLINE_MS: '5000' } },
      async ({ get, simulator }) => {
        await expect
          .poll(async () => (await get('/cache/health')).body, { interval: 20 })
          .toMatchObject({ cache_health: { status: 'healthy' } })
        const { body } = await get(RESERVAS)
        const [key] = await pageKeys(raw)
        expect(key).toBeDefined()
        const json = JSON.stringify(body)
        expect(await raw.strlen(key ?? '')).toBeLessThanOrEqual(0.25 * Buffer.byteLength(json))

        await raw.set(key ?? '', 'garbage')
        expect((await get(RESERVAS)).body).toMatchObject({ records: (body as Page).records })
        await raw.del(key ?? '')
        await raw.lpush(key ?? '', 'another type')
        expect((await get(RESERVAS)).body).toMatchObject({ records: (body as Page).records })
        expect(simulator.journal.counts.lists).toBe(3)
        expect((await get('/cache/stats')).body).toMatchObject({
          cache: { unreadable_entries: { 'foreign-format': 1 } },
        })
      },
    )
  } finally {
    raw.disconnect()
    await redis.close()
  }
})

/** The keys of list pages, once they have been written. */
async function pageKeys(raw: Redis): Promise<readonly string[]> {
  await expect
    .poll(async () => (await raw.keys('larder:airtable:*:q:l:*')).length, { interval: 10 })
    .toBeGreaterThan(0)
  return raw.keys('larder:airtable:*:q:l:*')
}
