import { expect, test } from 'vitest'
import { BASE, withLarder } from './larder-fixture.ts'
import { rawRequest } from './raw-request.ts'

const KEY = 'a-key-of-this-test-only'
const RECORD = `/v0/${BASE}/Mesas/recMesa0000000001`
const authorization = `Bearer ${KEY}`

/** What a browser adds sends a request through all middleware; it changes nothing else of an answer. */
const OF_A_BROWSER = { 'sec-fetch-site': 'same-origin' }

test.each([
  ['a record', { path: RECORD, headers: { authorization } }],
  ['a list', { path: `/v0/${BASE}/Mesas?pageSize=2`, headers: { authorization } }],
  ['an unknown key', { path: RECORD, headers: { authorization: 'Bearer somebody-else' } }],
  ['no key', { path: RECORD, headers: {} }],
  ['no such route', { path: `/v0/${BASE}/a/b/c/d`, headers: { authorization } }],
  ['no such table', { path: `/v0/${BASE}/Nada`, headers: { authorization } }],
  ['no such method', { method: 'PURGE', path: RECORD, headers: { authorization } }],
  ['a doubled slash', { path: `/${RECORD}`, headers: { authorization } }],
])('%s is answered alike with all middleware and without', async (_, asked) => {
  await withLarder({ env: { LARDER_API_KEY: KEY } }, async ({ url }) => {
    // Once before, so that both come from the cache.
    await rawRequest(url, asked)

    const short = await rawRequest(url, asked)
    const long = await rawRequest(url, { ...asked, headers: { ...asked.headers, ...OF_A_BROWSER } })

    expect(short.status).toBe(long.status)
    expect(short.body).toEqual(long.body)
    for (const name of ['content-type', 'etag', 'vary', 'access-control-allow-origin'])
      expect([name, short.headers[name]]).toEqual([name, long.headers[name]])
  })
})

test.each([
  ['a record', RECORD, { authorization }],
  ['a list', `/v0/${BASE}/Mesas?pageSize=2`, { authorization }],
])('%s that memory has is answered in the same turn, and in the same way', async (_, path, headers) => {
  await withLarder({ env: { LARDER_API_KEY: KEY } }, async ({ url, server }) => {
    const { fetch } = server.composition.app
    const first = await fetch(new Request(url + path, { headers }))

    const second = fetch(new Request(url + path, { headers }))

    expect(second).toBeInstanceOf(Response)
    const answer = await second
    expect(answer.headers.get('cache-status')).toMatch(/^larder; hit; .*detail=l1$/)
    expect(answer.headers.get('etag')).toBe(first.headers.get('etag'))
    expect(await answer.text()).toBe(await first.text())
  })
})

test('what was written through is not answered from memory as it was', async () => {
  await withLarder({ env: { LARDER_API_KEY: KEY } }, async ({ url, server }) => {
    const { fetch } = server.composition.app
    const read = async () => {
      const answer = await fetch(new Request(url + RECORD, { headers: { authorization } }))
      return ((await answer.json()) as { fields: { Capacidad: number } }).fields.Capacidad
    }
    const before = await read()
    await read()

    const body = JSON.stringify({ fields: { Capacidad: before + 1 } })
    const method = 'PATCH'
    await fetch(
      new Request(url + RECORD, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        body,
      }),
    )

    expect(await read()).toBe(before + 1)
  })
})

test('a HEAD is answered as before: without a body', async () => {
  await withLarder({ env: { LARDER_API_KEY: KEY } }, async ({ url }) => {
    const answer = await rawRequest(url, { method: 'HEAD', path: RECORD, headers: { authorization } })

    expect([answer.status, answer.body]).toEqual([404, ''])
  })
})
