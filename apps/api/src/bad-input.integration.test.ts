import { Agent } from 'node:http'
import { describe, expect, test } from 'vitest'
import { BASE, request, RESERVAS, withLarder } from './larder-fixture.ts'
import { rawRequest } from './raw-request.ts'

const elevenRecords = { records: Array.from({ length: 11 }, () => ({ fields: { Código: 'x' } })) }
const elevenUpdates = {
  records: Array.from({ length: 11 }, (_, index) => ({
    id: `recReserva${String(index + 1).padStart(7, '0')}`,
    fields: {},
  })),
}

test("bad requests get Airtable's own status and body", { timeout: 30_000 }, async () => {
  await withLarder({}, async ({ url, simulator }) => {
    const cases: readonly (readonly [method: string, path: string, status: number, payload?: unknown])[] = [
      ['GET', '/v0/appNoSuchBase0001/Reservas', 403],
      ['GET', `/v0/${BASE}/NoSuchTable`, 403],
      ['GET', `/v0/${BASE}/reservas`, 403],
      ['GET', `${RESERVAS}/recNoSuchRecord01`, 404],
      ['GET', `${RESERVAS}?pageSize=0`, 422],
      ['GET', `${RESERVAS}?pageSize=101`, 422],
      ['GET', `${RESERVAS}?view=Ninguna`, 422],
      ['GET', `${RESERVAS}?fields[]=Foo`, 422],
      ['GET', `${RESERVAS}?sort[0][field]=Foo`, 422],
      ['GET', `${RESERVAS}?filterByFormula=${encodeURIComponent('{Nope}=1')}`, 422],
      ['GET', `${RESERVAS}?filterByFormula=${encodeURIComponent('AND(')}`, 422],
      ['GET', `${RESERVAS}?offset=10`, 422],
      ['POST', RESERVAS, 400, '{"fields":'],
      ['POST', RESERVAS, 422, {}],
      ['POST', RESERVAS, 422, elevenRecords],
      ['PATCH', RESERVAS, 422, elevenUpdates],
      ['PATCH', `${RESERVAS}/recNoSuchRecord01`, 404, { fields: {} }],
      ['PATCH', `${RESERVAS}/recReserva0000001`, 422, { fields: { Foo: 1 } }],
      ['PATCH', `${RESERVAS}/recReserva0000001`, 422, { fields: { Estado: 'Inventado' } }],
      ['PATCH', `${RESERVAS}/recReserva0000001`, 422, { fields: { Mesa: ['recNoSuchRecord01'] } }],
      ['DELETE', `${RESERVAS}/recNoSuchRecord01`, 404],
      ['DELETE', `${RESERVAS}?records[]=recNoSuchRecord01`, 422],
      ['GET', '/v0/', 404],
      ['GET', `/v0/${BASE}`, 404],
      ['GET', `/v0/${BASE}/Reservas/recReserva0000001/nowhere`, 404],
    ]
    for (const [method, path, status, payload] of cases) {
      const ours = await request(url, method, path, payload)
      const theirs = await request(simulator.url, method, path, payload)

      expect({ status: ours.status, body: ours.body }, `${method} ${path}`).toEqual({
        status: theirs.status,
        body: theirs.body,
      })
      expect(ours.status, `${method} ${path}`).toBe(status)
    }
  })
})

test('an offset belongs to its query', async () => {
  await withLarder({}, async ({ get }) => {
    const { offset } = (await get(`${RESERVAS}?pageSize=5`)).body as { offset: string }

    const mixed = await get(`${RESERVAS}?maxRecords=50&offset=${offset}`)

    expect(mixed).toMatchObject({
      status: 422,
      body: { error: { type: 'INVALID_OFFSET_VALUE', message: `The value of offset ${offset} is invalid` } },
    })
  })
})

test('a path cannot climb out of the API, and a body has a limit', async () => {
  await withLarder({}, async ({ get, send, simulator }) => {
    simulator.journal.reset()

    expect((await get('/v0/%2e%2e/secrets')).status).toBe(404)
    expect((await get(`/v0/${BASE}/%2E%2E`)).status).toBe(404)
    expect((await send('POST', RESERVAS, 'x'.repeat(5 * 2 ** 20))).status).toBe(413)

    expect(simulator.journal.counts.requests).toBe(0)
  })
})

test.each(['declared', 'chunked'])(
  'a connection goes on after a body that is too large (%s)',
  async (way) => {
    await withLarder({}, async ({ url }) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      const headers: Record<string, string> = way === 'chunked' ? { 'transfer-encoding': 'chunked' } : {}
      const statuses: number[] = []
      for (const path of [RESERVAS, `${RESERVAS}/listRecords`]) {
        const large = { method: 'POST', path, headers, body: Buffer.alloc(5 * 2 ** 20, 'x') }
        statuses.push((await rawRequest(url, large, agent)).status)
        statuses.push((await rawRequest(url, { path: '/livez' }, agent)).status)
      }
      agent.destroy()

      expect(statuses).toEqual([413, 200, 413, 200])
    })
  },
)

test('JSON that is deeper than anything of Airtable is refused before anybody walks through it', async () => {
  await withLarder({}, async ({ send, simulator }) => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
    simulator.journal.reset()

    for (const path of [RESERVAS, `${RESERVAS}/listRecords`])
      for (const depth of [101, 2_000_000])
        expect(await send('POST', path, nested(depth))).toMatchObject({
          status: 400,
          body: {
            error: { type: 'INVALID_REQUEST_BODY', message: expect.stringContaining('deeper') as string },
          },
        })

    // Known before it is parsed, by which so many brackets hold up everybody for seconds.
    expect(await send('POST', RESERVAS, '['.repeat(2_000_000))).toMatchObject({
      body: { error: { message: expect.stringContaining('deeper') as string } },
    })
    expect(simulator.journal.counts.requests).toBe(0)
    expect((await send('POST', RESERVAS, nested(100))).status).toBe(422)
  })
})

test('JSON of more values than any request has is refused before it is parsed', async () => {
  await withLarder({}, async ({ send, simulator }) => {
    simulator.journal.reset()

    for (const body of ['[],', '{},', '0,'].map((value) => `[${value.repeat(1_000_000)}`))
      expect(await send('POST', RESERVAS, body)).toMatchObject({
        status: 413,
        body: { error: { message: 'Request body has more than 100000 values' } },
      })

    expect(simulator.journal.counts.requests).toBe(0)
  })
})

describe('our own routes', () => {
  test('say what is wrong and what to do', async () => {
    await withLarder({}, async ({ get, send }) => {
      expect(await get('/nowhere')).toMatchObject({
        status: 404,
        body: { detail: expect.stringContaining('See /') as string },
      })
      expect(await send('DELETE', '/cache/keys')).toMatchObject({
        status: 400,
        body: { detail: expect.stringContaining('?pattern=') as string },
      })
      expect(await send('DELETE', '/cache/keys?pattern=a*b*c*d')).toMatchObject({
        status: 400,
        body: { detail: expect.stringContaining('at most 2') as string },
      })
      expect(await send('DELETE', '/cache/keys?pattern=%5Ba-z%5D')).toMatchObject({ status: 400 })
      expect(await send('DELETE', '/cache/keys?pattern=*&prefix=a')).toMatchObject({ status: 400 })
    })
  })

  test.each([
    'cross-site',
    // Of another port of this machine, where anybody may serve.
    'same-site',
  ])(
    'a page of another site cannot write through the browser of somebody who runs Larder: %s',
    async (site) => {
      await withLarder({}, async ({ url, simulator }) => {
        simulator.journal.reset()
        const fromPage = {
          method: 'POST',
          headers: { 'sec-fetch-site': site, 'content-type': 'text/plain' },
        }

        const write = await fetch(url + RESERVAS, { ...fromPage, body: '{"fields":{}}' })
        const forget = await fetch(`${url}/cache/keys?prefix=`, { ...fromPage, method: 'DELETE' })

        expect([write.status, forget.status]).toEqual([403, 403])
        expect(simulator.journal.counts.requests).toBe(0)
      })
    },
  )

  test('nor one whose browser tells its origin alone', async () => {
    await withLarder({}, async ({ url, simulator }) => {
      simulator.journal.reset()
      const headers = { origin: 'https://evil.example', 'content-type': 'text/plain' }
      const asked = { method: 'POST', path: RESERVAS, headers, body: '{"fields":{}}' }

      expect((await rawRequest(url, asked)).status).toBe(403)
      expect((await rawRequest(url, { ...asked, path: '/cache/isolate' })).status).toBe(403)
      // Let through, to hear that there is no Redis.
      expect(
        (await rawRequest(url, { ...asked, path: '/cache/isolate', headers: { origin: url } })).status,
      ).toBe(409)
      expect(simulator.journal.counts.requests).toBe(0)
    })
  })

  test('a name that somebody else points here is not answered to', async () => {
    await withLarder({}, async ({ url }) => {
      const { port } = new URL(url)
      const statusAt = async (host: string, path: string) =>
        (await rawRequest(url, { path, headers: { host } })).status
      for (const path of [RESERVAS, '/cache/stats', '/', '/assistant/conversations/x']) {
        expect(await statusAt(`evil.example:${port}`, path)).toBe(403)
        expect(await statusAt(`127.0.0.1.evil.example:${port}`, path)).toBe(403)
      }
      for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
        expect(await statusAt(host, RESERVAS)).toBe(200)
    })
  })

  test('with an access key nobody gets in without it', async () => {
    await withLarder({ env: { LARDER_API_KEY: 'a-key-of-16-chars' } }, async ({ url, get }) => {
      const right = await fetch(`${url}/cache/health`, {
        headers: { authorization: 'Bearer a-key-of-16-chars' },
      })

      expect((await get('/cache/health')).status).toBe(401)
      expect((await fetch(url + RESERVAS)).status).toBe(401)
      expect(right.status).toBe(200)
    })
  })
})
