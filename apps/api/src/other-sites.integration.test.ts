import { describe, expect, test } from 'vitest'
import { BASE, RESERVAS, withLarder } from './larder-fixture.ts'
import { type RawAnswer, rawRequest } from './raw-request.ts'
import { TOKEN, withTwins } from './twin-fixture.ts'

const ORIGIN = 'https://reservas.example.com'
/** What airtable.js sends in a browser. */
const ASKED = {
  origin: ORIGIN,
  'access-control-request-method': 'PATCH',
  'access-control-request-headers':
    'authorization,content-type,x-airtable-application-id,x-airtable-user-agent,x-api-version',
}
const authorization = `Bearer ${TOKEN}`

function allowed({ headers }: RawAnswer, kind: 'origin' | 'methods' | 'headers'): readonly string[] {
  return (headers[`access-control-allow-${kind}`] ?? '').split(',')
}

describe('where a token is asked for, a page of another site may call as it may call Airtable', () => {
  test('it is let through before its request', async () => {
    await withTwins(async ({ direct, larder }) => {
      const preflight = { method: 'OPTIONS', path: `/v0/${BASE}/Mesas`, headers: ASKED }
      const theirs = await rawRequest(direct.url, preflight)
      const ours = await rawRequest(larder.url, preflight)

      expect([ours.status, ours.body]).toEqual([theirs.status, theirs.body])
      expect(allowed(ours, 'origin')).toEqual(['*'])
      expect(allowed(ours, 'methods')).toEqual(allowed(theirs, 'methods'))
      expect(allowed(ours, 'headers')).toEqual(expect.arrayContaining([...allowed(theirs, 'headers')]))
    })
  })

  test('it reads answers and refusals, and writes', async () => {
    await withTwins(async ({ larder }) => {
      const path = `/v0/${BASE}/Mesas/recMesa0000000001`
      const page = { origin: ORIGIN, 'sec-fetch-site': 'cross-site' }
      const body = '{"fields":{"Capacidad":3}}'
      const asked = [
        { path, headers: { ...page, authorization } },
        { path: `${path}/nowhere`, headers: { ...page, authorization } },
        { path, headers: page },
        { method: 'PATCH', path, headers: { ...page, authorization }, body },
      ]

      const answers = await Promise.all(asked.map((one) => rawRequest(larder.url, one)))

      expect(answers.map(({ status }) => status)).toEqual([200, 404, 401, 200])
      for (const answer of answers) {
        expect(allowed(answer, 'origin')).toEqual(['*'])
        expect(answer.headers['access-control-expose-headers']).toContain('retry-after')
      }
    })
  })
})

test('where nobody has to present a token, no page may read what it did not ask its own site for', async () => {
  await withLarder({}, async ({ url }) => {
    const preflight = await rawRequest(url, { method: 'OPTIONS', path: RESERVAS, headers: ASKED })
    const read = await rawRequest(url, { path: RESERVAS, headers: { origin: ORIGIN } })

    expect(read.status).toBe(403)
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined()
    expect(read.headers['access-control-allow-origin']).toBeUndefined()
  })
})

test('nor may it have Larder ask Airtable; who follows a link may', async () => {
  await withLarder({}, async ({ url, simulator }) => {
    simulator.journal.reset()
    const path = `/v0/${BASE}/Mesas`
    const statusOf = async (path: string, headers: Readonly<Record<string, string>>) =>
      (await rawRequest(url, { path, headers })).status

    for (const site of ['cross-site', 'same-site'])
      expect(await statusOf(path, { 'sec-fetch-site': site, 'sec-fetch-dest': 'image' })).toBe(403)
    expect(simulator.journal.counts.requests).toBe(0)
    for (const headers of [
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' },
      { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' },
      { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' },
    ])
      expect(await statusOf(path, headers)).toBe(200)
    expect(await statusOf('/livez', { 'sec-fetch-site': 'cross-site' })).toBe(200)
  })
})
