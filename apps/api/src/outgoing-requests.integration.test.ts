import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { BASE, request, withLarder } from './larder-fixture.ts'

/** A server that Larder has no reason to talk to; it notes who does. */
let canary: Server
let canaryUrl: string
const visits: string[] = []
/** Answers each request with a redirect to the canary. */
let redirecting: Server
let redirectingUrl: string
let status = 302

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

beforeAll(async () => {
  canary = createServer((incoming, outgoing) => {
    visits.push(`${incoming.method} ${incoming.url} ${incoming.headers.authorization ?? 'without a token'}`)
    outgoing.setHeader('content-type', 'application/json')
    outgoing.end('{"records":[],"secret":"of another service"}')
  })
  canaryUrl = await listening(canary)
  redirecting = createServer((_, outgoing) => {
    outgoing.writeHead(status, {
      location: `${canaryUrl}/latest/meta-data`,
      'content-type': 'application/json',
    })
    outgoing.end('{"moved":true}')
  })
  redirectingUrl = await listening(redirecting)
})
beforeEach(() => visits.splice(0))
afterAll(() => {
  canary.close()
  redirecting.close()
})

test.each([302, 307])(
  'a redirect (%i) in Airtable’s place is not followed: no token goes elsewhere, and nothing from there comes back',
  async (given) => {
    status = given
    await withLarder({ env: { AIRTABLE_ENDPOINT_URL: redirectingUrl } }, async ({ url }) => {
      for (const [method, path, payload] of [
        ['GET', `/v0/${BASE}/Mesas`],
        ['POST', `/v0/${BASE}/Mesas`, { fields: {} }],
        ['GET', '/v0/meta/whoami'],
      ] as const) {
        const answer = await request(url, method, path, payload)

        expect([502, 503]).toContain(answer.status)
        expect(answer.headers.get('location')).toBeNull()
        expect(JSON.stringify(answer.body)).not.toContain('secret')
      }
    })
    expect(visits).toEqual([])
  },
)

test('addresses in records, queries and headers are data: Larder goes to none of them', async () => {
  await withLarder({}, async ({ url, send, get }) => {
    const fields = { Nombre: `${canaryUrl}/name`, Notas: `![x](${canaryUrl}/notes)` }
    await send('POST', `/v0/${BASE}/Clientes`, { fields })
    await send('PATCH', `/v0/${BASE}/Clientes/recCliente0000001`, {
      fields: { Notas: `${canaryUrl}/patched` },
    })
    await send('POST', `/v0/${BASE}/Clientes`, {
      fields: { Nombre: 'x', Fotos: [{ url: `${canaryUrl}/attachment.png` }] },
    })
    await get(`/v0/${BASE}/Clientes?filterByFormula=${encodeURIComponent(`URL_ENCODE("${canaryUrl}")!=""`)}`)
    await get(`/v0/${encodeURIComponent(canaryUrl)}/Mesas`)
    await get(`/v0/${BASE}/${encodeURIComponent(`../../${canaryUrl}`)}`)
    await get(`/cache/explain?key=${encodeURIComponent(canaryUrl)}`)
    await send('POST', '/assistant/messages', { message: `Mira ${canaryUrl}/message` })
    await fetch(`${url}/v0/${BASE}/Mesas`, {
      headers: {
        'x-forwarded-host': new URL(canaryUrl).host,
        'x-original-url': canaryUrl,
        referer: canaryUrl,
        forwarded: `host=${new URL(canaryUrl).host}`,
      },
    })
  })

  expect(visits).toEqual([])
})
