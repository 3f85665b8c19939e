import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sha256Of } from './access/api-key.ts'
import { BASE, type LarderFixture, RESERVAS, withLarder } from './larder-fixture.ts'
import { rawRequest } from './raw-request.ts'

const KEYS = { limited: 'a-key-with-a-limit', other: 'another-with-its-own', free: 'a-key-without-a-limit' }

/** Two requests in an hour: none comes back while the test runs. */
const RULE = { requests: 2, perSeconds: 3_600 }

async function withKeys(
  env: Readonly<Record<string, string>>,
  body: (larder: LarderFixture, ask: typeof asked) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'larder-rates-'))
  const file = join(folder, 'larder.json')
  const bases = { [BASE]: 'write' }
  const keys = [
    { name: 'limited', sha256: sha256Of(KEYS.limited), bases, admin: true, rateLimit: RULE },
    { name: 'other', sha256: sha256Of(KEYS.other), bases, rateLimit: RULE },
    { name: 'free', sha256: sha256Of(KEYS.free), bases },
  ]
  writeFileSync(file, JSON.stringify({ keys }))
  try {
    await withLarder({ env: { LARDER_CONFIG: file, ...env } }, (larder) => body(larder, asked))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function asked(url: string, key: string, path: string, headers: Readonly<Record<string, string>> = {}) {
  return rawRequest(url, { path, headers: { authorization: `Bearer ${key}`, ...headers } })
}

const PATH = `${RESERVAS}?pageSize=1`

describe('a key that has asked as often as it may', () => {
  test('is told before it comes to that, and then as Airtable tells it', async () => {
    await withKeys({}, async ({ url, simulator }, ask) => {
      const first = await ask(url, KEYS.limited, PATH)
      const second = await ask(url, KEYS.limited, PATH)
      const { requests } = simulator.journal.counts

      const third = await ask(url, KEYS.limited, PATH)

      expect([first.status, second.status, third.status]).toEqual([200, 200, 429])
      expect([first, second, third].map(({ headers }) => headers['ratelimit-policy'])).toEqual(
        Array.from({ length: 3 }, () => '"key";q=2;w=3600'),
      )
      expect([first, second, third].map(({ headers }) => headers['ratelimit'])).toEqual([
        expect.stringMatching(/^"key";r=1;t=1800$/),
        expect.stringMatching(/^"key";r=0;t=1[78]\d\d$/),
        expect.stringMatching(/^"key";r=0;t=1[78]\d\d$/),
      ])
      expect(third.body).toEqual({
        errors: [{ error: 'RATE_LIMIT_REACHED', message: 'Rate limit exceeded. Please try again later' }],
      })
      // Both say the same instant.
      expect(third.headers['ratelimit']).toContain(`t=${third.headers['retry-after']}`)
      expect(simulator.journal.counts.requests).toBe(requests)
    })
  })

  test('is refused whatever way its requests take, and holds up nobody else', async () => {
    await withKeys({}, async ({ url }, ask) => {
      for (const _ of [1, 2]) await ask(url, KEYS.limited, PATH)

      const statuses = await Promise.all([
        ask(url, KEYS.limited, PATH, { 'sec-fetch-site': 'same-origin' }),
        ask(url, KEYS.limited, '/cache/stats'),
        ask(url, KEYS.limited, '/assistant/conversations/x'),
        ask(url, KEYS.other, PATH),
        ask(url, KEYS.free, PATH),
      ])

      expect(statuses.map(({ status }) => status)).toEqual([429, 429, 429, 200, 200])
      expect(statuses[1]?.headers['content-type']).toBe('application/problem+json')
      expect(statuses[1]?.body).toMatchObject({
        type: '/docs#problem-rate-limited',
        detail: expect.stringContaining('This key has asked as often as it may') as string,
      })
      expect(statuses[4]?.headers['ratelimit']).toBeUndefined()
    })
  })

  test('what is refused for another reason counts too; a key that nobody knows has no standing', async () => {
    await withKeys({}, async ({ url }, ask) => {
      const forbidden = await ask(url, KEYS.other, '/v0/appAnother0000001/Mesas')
      const unknown = await ask(url, 'a-key-that-nobody-knows', PATH)

      expect([forbidden.status, forbidden.headers['ratelimit']]).toEqual([403, '"key";r=1;t=1800'])
      expect([unknown.status, unknown.headers['ratelimit']]).toEqual([401, undefined])
    })
  })
})

test('LARDER_RATE_LIMIT is for keys without one of their own', async () => {
  await withKeys({ LARDER_RATE_LIMIT: '1/3600' }, async ({ url }, ask) => {
    const statuses = []
    for (const key of [KEYS.free, KEYS.free, KEYS.other, KEYS.other, KEYS.other])
      statuses.push((await ask(url, key, PATH)).status)

    expect(statuses).toEqual([200, 429, 200, 200, 429])
  })
})

test('each token of a caller has a limit of its own', async () => {
  const env = { LARDER_ACCESS: 'pass-through', AIRTABLE_API_KEY: '', LARDER_RATE_LIMIT: '1/3600' }
  await withLarder({ env }, async ({ url }) => {
    const statuses = []
    for (const token of ['patOne', 'patOne', 'patTwo']) statuses.push((await asked(url, token, PATH)).status)

    expect(statuses).toEqual([200, 429, 200])
  })
})
