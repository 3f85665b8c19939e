import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freePort, startRedis } from '@larder/redis-adapter/testing'
import { BASE, type LarderFixture, withLarder } from './larder-fixture.ts'
import { reservasDemo } from '@larder/airtable-simulator'

const CLIENT = 'recCliente0000001'
const RECORD = `/v0/${BASE}/Clientes/${CLIENT}`
const LIST = `/v0/${BASE}/Clientes?maxRecords=3`

interface Stats {
  readonly upstream: { readonly webhooks: readonly Readonly<Record<string, unknown>>[] }
}

const followed = async ({ get }: LarderFixture): Promise<Readonly<Record<string, unknown>> | undefined> =>
  ((await get('/cache/stats')).body as Stats).upstream.webhooks[0]

const shownBy = async ({ get }: LarderFixture, path: string): Promise<string> =>
  JSON.stringify((await get(path)).body)

/** A Larder that follows the base, by its own account, before `body` runs. */
async function withFollower(
  webhooks: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string>>,
  body: (larder: LarderFixture) => Promise<void>,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'larder-config-'))
  try {
    const path = join(folder, 'larder.json')
    writeFileSync(path, JSON.stringify({ webhooks: { bases: [BASE], ...webhooks }, ...more }))
    const simulator = { limiter: 'off', bases: [reservasDemo({ reservations: 50 })] } as const
    await withLarder({ simulator, env: { LARDER_CONFIG: path, ...env } }, async (larder) => {
      await expect
        .poll(async () => (await followed(larder))?.['state'], { timeout: 15_000, interval: 20 })
        .toBe('following')
      await body(larder)
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a change in the base is seen within two seconds, where pings come', { timeout: 60_000 }, async () => {
  const redis = await startRedis()
  const port = await freePort()
  try {
    const webhooks = { publicUrl: `http://127.0.0.1:${port}/`, pollIntervalMs: 600_000 }
    await withFollower(webhooks, { PORT: String(port), REDIS_URL: redis.url }, async (larder) => {
      const { simulator } = larder
      for (const path of [RECORD, LIST]) await larder.get(path)
      const before = simulator.journal.counts.requests
      for (const path of [RECORD, LIST]) await larder.get(path)
      expect(simulator.journal.counts.requests).toBe(before)

      simulator.base(BASE).asUser().updateRecord('Clientes', CLIENT, { Notas: 'cambiado' })
      const changedAt = performance.now()

      for (const path of [RECORD, LIST])
        await expect
          .poll(() => shownBy(larder, path), { timeout: 10_000, interval: 20 })
          .toContain('cambiado')
      // Generously: other tests run beside.
      expect(performance.now() - changedAt).toBeLessThan(5_000)
      expect(await followed(larder)).toMatchObject({ base: BASE, refused_pings: 0, gaps: 1 })
      expect(Number((await followed(larder))?.['pings'])).toBeGreaterThan(0)
    })
  } finally {
    await redis.close()
  }
})

test('without pings it is seen within the polling interval', { timeout: 60_000 }, async () => {
  await withFollower({ pollIntervalMs: 1_000 }, {}, async (larder) => {
    await larder.get(RECORD)

    larder.simulator.base(BASE).asUser().updateRecord('Clientes', CLIENT, { Notas: 'cambiado' })

    await expect.poll(() => shownBy(larder, RECORD), { timeout: 10_000, interval: 20 }).toContain('cambiado')
  })
})

test('forged pings are refused, and cost no request', { timeout: 60_000 }, async () => {
  const port = await freePort()
  const webhooks = { publicUrl: `http://127.0.0.1:${port}`, pollIntervalMs: 600_000 }
  await withFollower(webhooks, { PORT: String(port) }, async (larder) => {
    const ping = (path: string, headers: Record<string, string> = {}) =>
      fetch(larder.url + path, { method: 'POST', headers, body: '{}' }).then(({ status }) => status)
    const before = larder.simulator.journal.counts.requests

    const mac = { 'x-airtable-content-mac': `hmac-sha256=${'0'.repeat(64)}` }
    expect(await ping(`/webhooks/airtable/${BASE}`)).toBe(401)
    expect(await ping(`/webhooks/airtable/${BASE}`, mac)).toBe(401)
    expect(await ping('/webhooks/airtable/appAnother0000001', mac)).toBe(404)

    expect(larder.simulator.journal.counts.requests).toBe(before)
    expect(await followed(larder)).toMatchObject({ refused_pings: 2 })
  })
})

test('a mirrored table is answered without a request, and says so', { timeout: 60_000 }, async () => {
  const mirror = { [BASE]: ['Mesas', 'Turnos'] }
  const states = async ({ get }: LarderFixture) =>
    ((await get('/cache/stats')).body as MirrorStats).upstream.mirror.map(({ state }) => state)
  await withFollower(
    { pollIntervalMs: 1_000 },
    {},
    async (larder) => {
      const { get, simulator } = larder
      await expect
        .poll(() => states(larder), { timeout: 15_000, interval: 20 })
        .toEqual(['current', 'current'])
      const lists = () => simulator.journal.entries.filter(({ kind }) => kind === 'list').length
      const before = lists()

      const answer = await get(`/v0/${BASE}/Mesas?sort[0][field]=Numero&sort[0][direction]=desc&maxRecords=2`)
      const known = await get(`/v0/${BASE}/Mesas/recMesa0000000003`)
      expect(lists()).toBe(before)
      const view = await get(`/v0/${BASE}/Mesas?view=Terraza`)

      expect(answer.headers.get('cache-status')).toMatch(/^larder; hit; ttl=\d+; detail=mirror$/)
      expect(answer.body).toMatchObject({ records: [{ fields: { Numero: 24 } }, { fields: { Numero: 23 } }] })
      expect(known.headers.get('cache-status')).toMatch(/detail=mirror$/)
      expect(view.headers.get('cache-status')).toMatch(
        /^larder; fwd=miss; .*; detail="mirror: the parameter view is for Airtable"$/,
      )
    },
    { mirror },
  )
})

interface MirrorStats {
  readonly upstream: { readonly mirror: readonly { readonly state: string }[] }
}
