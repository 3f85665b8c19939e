import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { startModelSimulator } from '@larder/model-simulator'
import { startRedis } from '@larder/redis-adapter/testing'
import { reservasDemo } from '@larder/airtable-simulator'
import { BASE, type LarderFixture, withLarder } from '../larder-fixture.ts'

const MESA = `/v0/${BASE}/Mesas/recMesa0000000001`

/**
 * A Larder with everything that it may have: Redis, a base that is followed, a mirrored table, an assistant with models. Each
 * kind of thing that is counted has happened in it before `body` runs.
 */
export async function withBusyLarder(body: (larder: LarderFixture) => Promise<void>): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.adopt(mkdtempSync(join(tmpdir(), 'larder-metrics-')), (path) =>
    rmSync(path, { recursive: true }),
  )
  const models = stack.adopt(
    await startModelSimulator({ quirks: { '/openai': 'openai' }, apiKeys: { openai: ['sk-openai'] } }),
    (server) => server.close(),
  )
  const redis = stack.adopt(await startRedis(), (server) => server.close())
  const config = join(folder, 'larder.json')
  writeFileSync(
    config,
    JSON.stringify({
      webhooks: { bases: [BASE] },
      mirror: { [BASE]: ['Turnos'] },
      assistant: { base: BASE, house: { name: 'Casa' } },
    }),
  )
  const env = {
    LARDER_CONFIG: config,
    REDIS_URL: redis.url,
    REDIS_DEADLINE_MS: '5000',
    OPENAI_API_KEY: 'sk-openai',
    OPENAI_BASE_URL: models.baseUrl('openai'),
    ASSISTANT_MODELS: 'openai:gpt-6-luna',
  }
  const simulator = { limiter: 'off', bases: [reservasDemo({ reservations: 20 })] } as const
  await withLarder({ simulator, env }, async (larder) => {
    await larder.server.composition.cache.ready({ withinMs: 20_000 })
    await makeThingsHappen(larder)
    await body(larder)
  })
}

async function makeThingsHappen({ get, send, simulator, server }: LarderFixture): Promise<void> {
  const { cache } = server.composition
  const stats = async () => JSON.stringify((await get('/cache/stats')).body)
  await expect
    .poll(stats, { timeout: 15_000, interval: 20 })
    .toMatch(/"state":"following".*"state":"current"/)
  for (const path of [MESA, MESA, `/v0/${BASE}/Nada`, '/v0/appUnknown0000001/Mesas', '/nowhere', '/livez'])
    await get(path)
  await send('PATCH', MESA, { fields: {} })
  await send('POST', '/assistant/messages', { message: 'Mesa para 4 el viernes a las 21:00' })
  await send('DELETE', '/cache/keys?tag=nobody-has-it')
  simulator.faults.failAll('500')
  // Not tried again: it may have been done.
  await send('POST', `/v0/${BASE}/Mesas`, { fields: {} })
  simulator.faults.failAll(undefined)
  await cache.settled()
  // On a busy machine Redis may have been late, and the budget be this process's own share for a moment.
  await expect.poll(stats, { timeout: 15_000, interval: 20 }).toContain('"mode":"shared"')
}
