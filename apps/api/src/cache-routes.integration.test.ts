import { expect, test } from 'vitest'
import { BASE, RESERVAS, withLarder } from './larder-fixture.ts'
import { Redis } from 'ioredis'
import { startRedis } from '@larder/redis-adapter/testing'

test('statistics and health keep their shapes', async () => {
  await withLarder({}, async ({ get }) => {
    await get(RESERVAS)
    await get(RESERVAS)

    const number = expect.any(Number) as number
    expect((await get('/cache/stats')).body).toMatchObject({
      cache: {
        enabled: true,
        circuit_breaker: { state: 'closed', failures: 0 },
        operations: {
          get: {
            hits: number,
            misses: number,
            hit_rate: number,
            avg_latency_ms: number,
            errors: 0,
            p50_latency_ms: number,
            p95_latency_ms: number,
            p99_latency_ms: number,
          },
        },
      },
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    })
    expect((await get('/cache/health')).body).toMatchObject({
      cache_health: {
        status: 'disabled',
        reason: expect.any(String) as string,
        latency_ms: number,
        circuit_breaker_state: 'closed',
        connection_pool: { max_connections: number },
      },
    })
  })
})

test('keys are deleted by prefix and by pattern, with their count, from memory and Redis', async () => {
  const redis = await startRedis()
  const raw = new Redis(redis.url)
  try {
    await withLarder(
      { env: { REDIS_URL: redis.url, REDIS_DEADLINE_MS: '5000' } },
      async ({ get, send, simulator }) => {
        await expect
          .poll(async () => (await get('/cache/health')).body, { interval: 20 })
          .toMatchObject({
            cache_health: { status: 'healthy', connection_pool: { max_connections: 10 } },
          })
        await get(`/v0/${BASE}/Mesas`)
        await get(`/v0/${BASE}/Turnos`)
        const written = async () => (await raw.keys('larder:airtable:*:[rq]:*')).length
        await expect.poll(written, { interval: 10 }).toBe(24 + 6 + 2)

        expect((await send('DELETE', `/cache/keys?pattern=*:q:l:*`)).body).toEqual({
          deleted: 2,
          pattern: '*:q:l:*',
          pending: false,
        })
        expect(
          (await send('DELETE', `/cache/keys?prefix=airtable:${BASE}:tblMesas000000000:`)).body,
        ).toMatchObject({ deleted: 24 })
        simulator.journal.reset()
        expect((await get(`/v0/${BASE}/Mesas`)).headers.get('cache-status')).toContain('miss')
        expect((await get(`/v0/${BASE}/Turnos/recTurno000000001`)).headers.get('cache-status')).toContain(
          'hit',
        )
      },
    )
  } finally {
    raw.disconnect()
    await redis.close()
  }
})
