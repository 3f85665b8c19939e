import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type AirtableSimulator, startAirtableSimulator } from '@larder/airtable-simulator'
import { BASE, withLarder } from './larder-fixture.ts'
import { readConfig } from './config.ts'
import { sha256Of } from './access/api-key.ts'

const KEYS = {
  reader: 'a-key-that-reads-one-base',
  writer: 'a-key-that-writes-to-it',
  stranger: 'a-key-for-another-base',
  owner: 'a-key-for-everything',
}
const FILE = {
  keys: [
    { name: 'reader', sha256: sha256Of(KEYS.reader), bases: { [BASE]: 'read' } },
    { name: 'writer', sha256: sha256Of(KEYS.writer), bases: { [BASE]: 'write' }, consistency: 'strict' },
    { name: 'stranger', sha256: sha256Of(KEYS.stranger), bases: { appAnother0000001: 'manage' } },
    { name: 'owner', sha256: sha256Of(KEYS.owner), bases: { '*': 'manage' }, admin: true },
  ],
}

async function withFile(content: unknown, body: (path: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'larder-config-'))
  const path = join(folder, 'larder.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  try {
    await body(path)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Asks as the holder of a key. */
function asker(url: string) {
  return async (key: string, method: string, path: string, payload?: unknown) => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(payload === undefined ? {} : { body: JSON.stringify(payload) }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
}

describe('keys of Larder', () => {
  const RECORD = `/v0/${BASE}/Clientes/recCliente0000001`
  const HOOKS = `/v0/bases/${BASE}/webhooks`
  const COMMENTS = `${RECORD}/comments`

  test.each([
    ['reader', 'GET', RECORD, 200],
    ['reader', 'GET', COMMENTS, 200],
    ['reader', 'GET', `/v0/meta/bases/${BASE}/tables`, 200],
    ['reader', 'PATCH', RECORD, 403],
    ['reader', 'POST', COMMENTS, 403],
    ['reader', 'GET', HOOKS, 403],
    ['reader', 'GET', '/cache/stats', 403],
    ['writer', 'PATCH', RECORD, 200],
    ['writer', 'POST', COMMENTS, 200],
    ['writer', 'POST', `/v0/meta/bases/${BASE}/tables/Clientes/fields`, 403],
    ['writer', 'GET', HOOKS, 403],
    ['stranger', 'GET', RECORD, 403],
    ['stranger', 'PATCH', RECORD, 403],
    ['stranger', 'GET', `/v0/meta/bases/${BASE}/tables`, 403],
    ['owner', 'PATCH', RECORD, 200],
    ['owner', 'GET', HOOKS, 200],
    ['owner', 'GET', '/cache/stats', 200],
  ] as const)('%s: %s %s is %i', async (who, method, path, status) => {
    await withFile(FILE, (file) =>
      withLarder({ env: { LARDER_CONFIG: file } }, async ({ url, simulator }) => {
        simulator.journal.reset()
        const payload = method === 'PATCH' ? { fields: {} } : method === 'POST' ? { text: 'Hola' } : undefined

        const answer = await asker(url)(KEYS[who], method, path, payload)

        expect(answer.status).toBe(status)
        if (status === 403) expect(simulator.journal.counts.requests).toBe(0)
      }),
    )
  })

  test('nobody gets in without one, and nothing tells of others', async () => {
    await withFile(FILE, (file) =>
      withLarder({ env: { LARDER_CONFIG: file } }, async ({ url, get }) => {
        expect((await get(RECORD)).status).toBe(401)
        expect((await fetch(url + RECORD)).status).toBe(401)
        const bases = await asker(url)(KEYS.stranger, 'GET', '/v0/meta/bases')
        const whoami = await asker(url)(KEYS.reader, 'GET', '/v0/meta/whoami')
        expect(bases.body).toEqual({ bases: [] })
        expect(whoami.body).toEqual({
          id: expect.stringMatching(/^usr[0-9a-f]{14}$/) as string,
          scopes: ['data.records:read', 'data.recordComments:read', 'schema.bases:read'],
        })
      }),
    )
  })

  test('a mirror takes webhooks', async () => {
    await withFile({ mirror: { [BASE]: ['Mesas'] } }, async (path) => {
      expect(() => readConfig({ LARDER_CONFIG: path })).toThrow(
        `mirror.${BASE} must be one of webhooks.bases`,
      )
    })
  })

  test('what is wrong with the file is told by its place, without a value', async () => {
    const secret = 'hunter2hunter2hunter2'
    const wrong = {
      keys: [
        { name: 'a b', sha256: secret, bases: { reservas: 'read', [BASE]: 'delete' } },
        { name: 'same', sha256: sha256Of('1') },
        { name: 'same', sha256: sha256Of('1') },
      ],
      freshness: { ttlMs: -1, bases: { [BASE]: { tables: { Mesas: { ttl: 5 } } } } },
      webhooks: { bases: ['*'], publicUrl: 'larder.example.com' },
      kyes: [],
    }
    const problemsOf = (path: string) => {
      try {
        readConfig({ LARDER_CONFIG: path })
        return ''
      } catch (error) {
        return (error as Error).message
      }
    }
    await withFile(wrong, async (path) => {
      const told = problemsOf(path)

      for (const place of [
        'keys.0.name',
        'keys.0.sha256',
        'keys.0.bases',
        'freshness.ttlMs',
        'webhooks.bases.0',
        'webhooks.publicUrl',
        'kyes',
      ])
        expect(told).toContain(place)
      expect(told).toContain('freshness.bases.' + BASE + '.tables.Mesas')
      expect(told).not.toContain(secret)
    })
    await withFile(`{"keys": [{"sha256": "${secret}"`, async (path) => {
      expect(problemsOf(path)).toContain('it is not valid JSON')
      expect(problemsOf(path)).not.toContain(secret)
    })
    expect(problemsOf('/nowhere/larder.json')).toContain('there is no such file')
  })
})

describe('tokens of the callers', () => {
  const TABLE = `/v0/${BASE}/Clientes?maxRecords=1`

  async function withTokens(
    body: (ask: ReturnType<typeof asker>, simulator: AirtableSimulator) => Promise<void>,
  ): Promise<void> {
    const simulator = await startAirtableSimulator({
      limiter: 'off',
      tokens: ['patOne', 'patTwo', { token: 'patNone', bases: [] }],
    })
    const env = { LARDER_ACCESS: 'pass-through', AIRTABLE_ENDPOINT_URL: simulator.url }
    try {
      await withLarder({ env: { ...env, AIRTABLE_API_KEY: '' } }, ({ url }) => body(asker(url), simulator))
    } finally {
      await simulator.close()
    }
  }

  test('each is answered with what Airtable answers it, from its own part of the cache', async () => {
    await withTokens(async (ask, simulator) => {
      expect((await ask('patOne', 'GET', TABLE)).status).toBe(200)
      expect((await ask('patNone', 'GET', TABLE)).status).toBe(403)
      simulator.journal.reset()

      expect((await ask('patTwo', 'GET', TABLE)).status).toBe(200)
      expect(simulator.journal.counts.requests).toBeGreaterThan(0)
      simulator.journal.reset()

      expect((await ask('patOne', 'GET', TABLE)).status).toBe(200)
      expect((await ask('patTwo', 'GET', TABLE)).status).toBe(200)
      expect((await ask('patNone', 'GET', TABLE)).status).toBe(403)
      // An error is never kept: only the third was asked for.
      expect(simulator.journal.counts.requests).toBe(1)
    })
  })

  test('a write with one is seen with all', async () => {
    await withTokens(async (ask) => {
      const path = `/v0/${BASE}/Clientes/recCliente0000001`
      await ask('patTwo', 'GET', path)

      await ask('patOne', 'PATCH', path, { fields: { Notas: 'visto' } })

      expect((await ask('patTwo', 'GET', path)).body).toMatchObject({ fields: { Notas: 'visto' } })
    })
  })

  test('made-up ones are refused, and do not spend what the base may be asked', async () => {
    await withTokens(async (ask, simulator) => {
      await ask('patOne', 'GET', TABLE)
      simulator.journal.reset()

      const answers = await Promise.all(
        Array.from({ length: 3 }, () => ask('patMadeUp', 'GET', `/v0/${BASE}/Reservas`)),
      )

      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
      expect(simulator.journal.counts.requests).toBe(1)
      expect((await ask('patOne', 'GET', '/cache/stats')).status).toBe(403)
    })
  })

  test('a token that was known is good while Airtable is away', async () => {
    await withTokens(async (ask, simulator) => {
      await ask('patOne', 'GET', TABLE)
      simulator.faults.failAll('503')

      expect((await ask('patOne', 'GET', TABLE)).status).toBe(200)
      expect((await ask('patTwo', 'GET', TABLE)).status).toBe(503)
    })
  })
})
