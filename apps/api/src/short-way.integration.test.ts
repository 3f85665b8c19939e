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

test('a HEAD is answered as before: without a body', async () => {
  await withLarder({ env: { LARDER_API_KEY: KEY } }, async ({ url }) => {
    const answer = await rawRequest(url, { method: 'HEAD', path: RECORD, headers: { authorization } })

    expect([answer.status, answer.body]).toEqual([404, ''])
  })
})
