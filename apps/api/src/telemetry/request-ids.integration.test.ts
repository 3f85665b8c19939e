import { expect, test } from 'vitest'
import { BASE, withLarder } from '../larder-fixture.ts'
import { rawRequest } from '../raw-request.ts'

const KEY = 'a-key-of-this-test-only'
const RECORD = `/v0/${BASE}/Mesas/recMesa0000000001`
const authorization = `Bearer ${KEY}`
const MADE = /^[0-9a-f]{12}-[0-9a-z]+$/

test('every answer has the id of its request, whichever way it came', async () => {
  await withLarder({ env: { LARDER_API_KEY: KEY } }, async ({ url }) => {
    const ask = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
      rawRequest(url, { method, path, headers: { authorization, ...headers } })
    const loaded = await ask(RECORD)
    const answers = [
      loaded,
      await ask(RECORD),
      await ask(RECORD, { 'if-none-match': loaded.headers.etag ?? '' }),
      await ask(RECORD, { authorization: 'Bearer somebody-else' }),
      await ask(RECORD, { origin: 'https://elsewhere.example' }),
      await ask(`/v0/${BASE}/Nada`),
      await ask(RECORD, {}, 'PURGE'),
      await ask('/nowhere'),
      await ask('/cache/stats'),
      await ask('/cache/stats', { authorization: '' }),
      await ask('/livez'),
      await ask('/metrics'),
      await ask('/', { accept: 'text/html' }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([
      200, 200, 304, 401, 200, 403, 404, 404, 200, 401, 200, 200, 200,
    ])
    const ids = answers.map(({ headers }) => headers['x-request-id'])
    for (const id of ids) expect(id).toMatch(MADE)
    expect(new Set(ids).size).toBe(ids.length)
    const given = { 'x-request-id': 'mine-0001' }
    for (const path of [RECORD, '/nowhere'])
      expect((await ask(path, given)).headers['x-request-id']).toBe('mine-0001')
  })
})

test('so have refusals on loopback, and of tokens that Airtable does not know', async () => {
  await withLarder({}, async ({ url }) => {
    const answer = await rawRequest(url, { path: RECORD, headers: { host: 'larder.example.com' } })

    expect([answer.status, answer.headers['x-request-id']]).toEqual([403, expect.stringMatching(MADE)])
  })
  const simulator = { limiter: 'off', tokens: ['patKnown'] } as const
  const env = { LARDER_ACCESS: 'pass-through', AIRTABLE_API_KEY: '' }
  await withLarder({ simulator, env }, async ({ url }) => {
    const answer = await rawRequest(url, { path: RECORD, headers: { authorization: 'Bearer patUnknown' } })

    expect([answer.status, answer.headers['x-request-id']]).toEqual([401, expect.stringMatching(MADE)])
  })
})
