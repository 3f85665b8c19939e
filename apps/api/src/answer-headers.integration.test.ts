import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { BASE, RESERVAS, withLarder } from './larder-fixture.ts'
import { type RawRequest, rawRequest } from './raw-request.ts'

const KEY = 'a-key-of-this-test-only'
const authorization = `Bearer ${KEY}`
const json = { authorization, 'content-type': 'application/json' }

/** One of each way in which an answer comes about. */
const REQUESTS: readonly (readonly [what: string, asked: RawRequest, status: number])[] = [
  ['a list', { path: `${RESERVAS}?pageSize=1`, headers: { authorization } }, 200],
  [
    'a list, for a browser',
    { path: RESERVAS, headers: { authorization, 'sec-fetch-site': 'same-origin' } },
    200,
  ],
  ['one that has not changed', { path: RESERVAS, headers: { authorization, 'if-none-match': '*' } }, 304],
  ['a write', { method: 'POST', path: `/v0/${BASE}/Mesas`, headers: json, body: '{"fields":{}}' }, 200],
  ['a refused write', { method: 'POST', path: RESERVAS, headers: json, body: '{' }, 400],
  ['no such route', { path: '/nowhere', headers: { authorization } }, 404],
  ['no key', { path: RESERVAS }, 401],
  ['what comes before a request of another site', { method: 'OPTIONS', path: RESERVAS }, 200],
  ['the page', { path: '/', headers: { accept: 'text/html' } }, 200],
  ['a file of the page', { path: '/dashboard/main.js' }, 200],
  ['a file that there is none of', { path: '/dashboard/nothing.js' }, 404],
  ['a probe', { path: '/readyz' }, 200],
  ['statistics', { path: '/cache/stats', headers: { authorization } }, 200],
  ['a ping', { method: 'POST', path: `/webhooks/airtable/${BASE}`, body: '{}' }, 404],
  ['no host that there could be', { path: '/livez', headers: { host: 'a b' } }, 400],
]

/** A page may do this and nothing else. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

describe('every answer has what guards it', () => {
  test.each(REQUESTS)('%s', async (_, asked, status) => {
    await withLarder({ env: { LARDER_API_KEY: KEY } }, async ({ url }) => {
      const answer = await rawRequest(url, asked)

      expect(answer.status).toBe(status)
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      })
      // What it runs on is nobody's business.
      expect(Object.keys(answer.headers)).not.toEqual(expect.arrayContaining(['x-powered-by']))
      expect(answer.headers['server']).toBeUndefined()
      if (answer.headers['content-type']?.includes('text/html') === true)
        expect(answer.headers).toMatchObject({
          'referrer-policy': 'no-referrer',
          'content-security-policy': CSP,
        })
    })
  })
})

test('who is not known is told how to present a key', async () => {
  await withLarder({ env: { LARDER_API_KEY: KEY } }, async ({ url }) => {
    const asked = (headers: Readonly<Record<string, string>>) => rawRequest(url, { path: RESERVAS, headers })
    const none = await asked({})
    const wrong = await asked({ authorization: `Bearer ${KEY}x` })
    const other = await asked({ authorization: 'Basic dXNlcjpwYXNz' })

    expect([none.status, wrong.status, other.status]).toEqual([401, 401, 401])
    expect(none.headers['www-authenticate']).toBe('Bearer realm="larder"')
    expect(wrong.headers['www-authenticate']).toBe('Bearer realm="larder", error="invalid_token"')
    expect(other.headers['www-authenticate']).toContain('Bearer realm="larder"')
  })
})

test('a key that stands twice in a request opens nothing', async () => {
  await withLarder({ env: { LARDER_API_KEY: KEY } }, async ({ url }) => {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    socket.write(
      `GET ${RESERVAS} HTTP/1.1\r\nhost: a\r\nauthorization: ${authorization}\r\nauthorization: ${authorization}\r\nconnection: close\r\n\r\n`,
    )

    expect(await text(socket)).toMatch(/^HTTP\/1\.1 401 /)
  })
})
