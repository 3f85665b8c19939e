import { expect, test } from 'vitest'
import { BASE, type LarderFixture, RESERVAS, withLarder } from './larder-fixture.ts'
import { freePort, type RedisServer, startRedis } from '@larder/redis-adapter/testing'

/** What `npm start` promises a person: no failure, no long wait, and nothing to restart. Bounds are those of the promise. */
const SLOWEST_MS = 500
const DEGRADED_WITHIN_MS = 1_000
const HEALTHY_WITHIN_MS = 1_500
const RATE_PER_S = 100

interface Sample {
  readonly status: number
  readonly ms: number
}

/** Requests at a steady rate, each sent when its time has come, whatever became of the one before. */
class Load {
  readonly #samples: Promise<Sample>[] = []
  readonly #timer: NodeJS.Timeout

  constructor(url: string, paths: readonly string[]) {
    let sent = 0
    this.#timer = setInterval(() => {
      const path = paths[sent++ % paths.length] ?? '/'
      const startedAt = performance.now()
      this.#samples.push(
        fetch(url + path).then(async (response) => {
          await response.arrayBuffer()
          return { status: response.status, ms: performance.now() - startedAt }
        }),
      )
    }, 1_000 / RATE_PER_S)
  }

  async stop(): Promise<readonly Sample[]> {
    clearInterval(this.#timer)
    return Promise.all(this.#samples)
  }
}

const PATHS = [
  RESERVAS,
  `${RESERVAS}/recReserva0000001`,
  `${RESERVAS}/recReserva0000042`,
  `/v0/${BASE}/Mesas`,
  `/v0/${BASE}/Turnos`,
  '/livez',
  '/readyz',
]

test('Redis killed, then hung, under 100 requests/s', { timeout: 60_000 }, async () => {
  const redis = await startRedis()
  try {
    await withLarder({ env: { REDIS_URL: redis.url } }, async (larder) => {
      for (const path of PATHS) await larder.get(path)
      await untilHealth(larder, 'healthy')
      const load = new Load(larder.url, PATHS)

      await drill(
        larder,
        () => redis.kill(),
        () => redis.restart(),
      )
      await drill(
        larder,
        async () => redis.stop(),
        async () => redis.resume(),
      )

      const samples = await load.stop()
      // Two seconds at least were under load, however busy the machine is.
      expect(samples.length).toBeGreaterThan(100)
      expect(samples.filter(({ status }) => status !== 200)).toEqual([])
      expect(Math.max(...samples.map(({ ms }) => ms))).toBeLessThan(SLOWEST_MS)
    })
  } finally {
    await redis.close()
  }
})

async function drill(
  larder: LarderFixture,
  fault: () => Promise<void>,
  end: () => Promise<void>,
): Promise<void> {
  await fault()
  expect(await untilHealth(larder, 'degraded')).toBeLessThan(DEGRADED_WITHIN_MS)
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  await end()
  expect(await untilHealth(larder, 'healthy')).toBeLessThan(HEALTHY_WITHIN_MS)
}

/** Milliseconds until /cache/health says so. */
async function untilHealth(larder: LarderFixture, status: string): Promise<number> {
  const startedAt = performance.now()
  await expect
    .poll(async () => (await larder.get('/cache/health')).body, { interval: 10, timeout: 10_000 })
    .toMatchObject({ cache_health: { status } })
  return performance.now() - startedAt
}

test('started before Redis exists, it serves at once and uses Redis when it appears', async () => {
  const port = await freePort()
  let redis: RedisServer | undefined
  try {
    await withLarder({ env: { REDIS_URL: `redis://127.0.0.1:${port}` } }, async (larder) => {
      expect((await larder.get(RESERVAS)).status).toBe(200)
      await expect
        .poll(async () => (await larder.get('/cache/health')).body, { interval: 10 })
        .toMatchObject({
          cache_health: { status: 'degraded', reason: expect.stringContaining('ECONNREFUSED') as string },
        })

      redis = await startRedis({ port })

      expect(await untilHealth(larder, 'healthy')).toBeLessThan(HEALTHY_WITHIN_MS)
      await larder.get(`/v0/${BASE}/Turnos`)
      const stored = async () =>
        (
          (await larder.get('/cache/stats')).body as {
            cache: { operations: { 'l2.set': { count: number } } }
          }
        ).cache.operations['l2.set'].count
      await expect.poll(stored, { interval: 10 }).toBeGreaterThan(0)
    })
  } finally {
    await redis?.close()
  }
})

test('a write while Redis hangs is not undone when Redis wakes', async () => {
  const redis = await startRedis()
  try {
    await withLarder({ env: { REDIS_URL: redis.url, CACHE_MEMORY_BYTES: '0' } }, async (larder) => {
      await untilHealth(larder, 'healthy')
      const path = `${RESERVAS}/recReserva0000001`
      await larder.get(path)
      redis.stop()

      expect((await larder.send('PATCH', path, { fields: { Notas: 'Cambio de última hora' } })).status).toBe(
        200,
      )
      redis.resume()
      await untilHealth(larder, 'healthy')

      expect((await larder.get(path)).body).toMatchObject({ fields: { Notas: 'Cambio de última hora' } })
    })
  } finally {
    await redis.close()
  }
})
