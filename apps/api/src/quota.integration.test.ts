import { expect, test } from 'vitest'
import { startRedis } from '@larder/redis-adapter/testing'
import { RESERVAS, withLarder } from './larder-fixture.ts'

test('without quota reads are served stale, writes are refused with the time to come back, and stats tell', async () => {
  await withLarder({ env: { CACHE_TTL_MS: '100' } }, async ({ get, send, simulator }) => {
    const before = await get(`${RESERVAS}?pageSize=3`)
    await new Promise((resolve) => setTimeout(resolve, 150))
    simulator.faults.failAll('429-quota')

    const stale = await get(`${RESERVAS}?pageSize=3`)
    const refused = await send('POST', RESERVAS, { fields: {} })
    const asked = simulator.journal.counts.requests
    const again = await send('POST', RESERVAS, { fields: {} })

    expect(stale).toMatchObject({ status: 200, body: before.body })
    expect(stale.headers.get('cache-status')).toMatch(/^larder; hit; ttl=-\d+; detail=l1$/)
    for (const { status, body, headers } of [refused, again]) {
      expect(status).toBe(429)
      expect(body).toMatchObject({ errors: [{ error: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED' }] })
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(30)
    }
    expect(simulator.journal.counts.requests).toBe(asked)
    const exhausted = { status: 'exhausted', bases: [{ base: 'appReservasDemo01' }] }
    expect((await get('/cache/health')).body).toMatchObject({ airtable_quota: exhausted })
    expect((await get('/cache/stats')).body).toMatchObject({ upstream: { quota: exhausted } })

    simulator.faults.failAll(undefined)
    await send('DELETE', '/cache/keys?prefix=airtable-quota')
    await expect
      .poll(async () => (await send('POST', RESERVAS, { fields: {} })).status, { timeout: 5_000 })
      .toBe(200)
    expect((await get('/cache/health')).body).toMatchObject({ airtable_quota: { status: 'available' } })
  })
})

test('processes on one Redis share the budget of the base and of the token', async () => {
  const redis = await startRedis()
  try {
    const env = { REDIS_URL: redis.url, AIRTABLE_EXPECTED_PROCESSES: '2' }
    await withLarder({ env }, async ({ get: one }) => {
      await withLarder({ env }, async ({ get: other }) => {
        await one(`${RESERVAS}?pageSize=1`)
        const shared = { mode: 'shared', processes: 2 }
        for (const get of [one, other])
          await expect
            .poll(async () => (await get('/cache/stats')).body, { timeout: 10_000 })
            .toMatchObject({ upstream: { budget: shared } })
        await other(`${RESERVAS}?maxRecords=2`)

        const { body } = await other('/cache/stats')
        const { scopes } = (body as { readonly upstream: { readonly budget: { readonly scopes: object } } })
          .upstream.budget
        expect(Object.keys(scopes).map((name) => name.replace(/[0-9a-f]{12}$/, 'HASH'))).toEqual([
          'base:appReservasDemo01',
          'token:HASH',
        ])
        expect(JSON.stringify(scopes)).not.toContain('patTest')
        expect(scopes).toMatchObject({ 'base:appReservasDemo01': { limit: 5, locked_for_ms: 0 } })
      })
    })
  } finally {
    await redis.close()
  }
})
