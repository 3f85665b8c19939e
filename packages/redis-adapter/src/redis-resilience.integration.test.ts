import { Redis } from 'ioredis'
import { afterEach, describe, expect, test } from 'vitest'
import { type Cache, type CacheOptions, createCache } from '@larder/cache-core'
import { RecordingObserver } from '@larder/cache-core/testing'
import { createRedisBackend } from './redis-backend.ts'
import { freePort, startRedis } from './testing/index.ts'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function fixture(args: readonly string[] = []) {
  const server = await startRedis({ args })
  const raw = new Redis(server.url)
  cleanups.push(
    () => server.close(),
    () => raw.quit().catch(() => {}),
  )
  const observer = new RecordingObserver()
  const cacheAt = async (url: string, options: CacheOptions = {}, isHealthy = true): Promise<Cache> => {
    const shared = createRedisBackend({ url, maxConnections: 2 })
    const cache = createCache({ shared, namespace: 'ns', l1MaxBytes: 0, observer, ...options })
    cleanups.push(() => cache.close())
    if (isHealthy) await expect.poll(() => cache.health().status, { timeout: 10_000 }).toBe('healthy')
    return cache
  }
  return { server, raw, observer, cacheAt }
}

test('a start that goes well is told as that, and one without Redis as soon as that is known', async () => {
  const { server, observer, cacheAt } = await fixture()
  const told = () => observer.ofType('store-health').map(({ healthy, reason }) => [healthy, reason])

  await cacheAt(server.url)
  expect(told()).toEqual([[true, undefined]])
  await cacheAt(`redis://127.0.0.1:${await freePort()}`, {}, false)
  await expect.poll(told, { timeout: 5_000, interval: 5 }).toHaveLength(2)

  expect(told()[1]).toEqual([false, expect.stringContaining('ECONNREFUSED')])
})

const KEYS = Array.from({ length: 50 }, (_, index) => `k${index}`)

function block(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until) {
    // The event loop stands still.
  }
}

describe('a blocked event loop is no fault of Redis', () => {
  test.each([
    ['before the commands have left', () => Promise.resolve()],
    ['while the answers come', () => new Promise((resolve) => setImmediate(resolve))],
  ])('%s', async (_name, begun) => {
    const { server, raw, cacheAt } = await fixture()
    const cache = await cacheAt(server.url)
    await cache.setMany(KEYS.map((key) => [key, `value of ${key}`] as const))
    const connections = async () => /total_connections_received:(\d+)/.exec(await raw.info('stats'))?.[1]
    const before = await connections()

    for (let round = 0; round < 2; round++) {
      const reads = KEYS.map((key) => cache.get(key))
      await begun()
      block(1_000)

      expect(await Promise.all(reads)).toEqual(KEYS.map((key) => `value of ${key}`))
    }

    expect(cache.stats().operations['l2.get']).toMatchObject({ count: 100, errors: 0 })
    expect(cache.stats().breakers?.read).toEqual({ state: 'closed', failures: 0 })
    expect(await connections()).toBe(before)
  })
})

test('a Redis that hangs while the event loop is blocked is found out all the same', async () => {
  const { server, cacheAt } = await fixture()
  const cache = await cacheAt(server.url)
  server.stop()

  const reads = KEYS.map((key) => cache.get(key))
  block(500)

  expect(await Promise.all(reads)).toEqual(KEYS.map(() => undefined))
  expect(cache.health().breakers.read).not.toBe('closed')
  server.resume()
  await expect.poll(() => cache.health().status, { timeout: 10_000 }).toBe('healthy')
})

test('a read whose connection breaks under it is answered by another one', async () => {
  const { server, raw, cacheAt, observer } = await fixture(['--enable-debug-command', 'local'])
  const cache = await cacheAt(server.url)
  await cache.set('k', 'value')
  const idOf = async (name: string) =>
    new RegExp(`id=(\\d+) [^\\n]*name=larder:${name} `).exec(String(await raw.client('LIST')))?.[1]
  // More than one lane takes in one go, so that there are two.
  const many = Array.from({ length: 4_000 }, (_, index) => `absent${index}`)
  await expect
    .poll(async () => {
      await Promise.all(many.map((key) => cache.get(key)))
      return idOf('lane-1')
    })
    .toBeDefined()
  const lane0 = (await idOf('lane-0')) ?? ''

  // The server sleeps while the read arrives, and drops its connection before it looks at it.
  raw
    .pipeline()
    .call('DEBUG', 'SLEEP', '0.05')
    .call('CLIENT', 'KILL', 'ID', lane0)
    .exec()
    .catch(() => {})
  await new Promise((resolve) => setImmediate(resolve))
  const value = await cache.get('k')

  expect(value).toBe('value')
  expect(await idOf('lane-0')).not.toBe(lane0)
  expect(observer.ofType('store-error')).toEqual([])
})

describe('rights', () => {
  const keys = ['~ns:*', '~{ns}:*', '~ns~lease:*', '&{ns}:*']

  test('a command that is not allowed pauses alone, is reported once, and opens no breaker', async () => {
    const { server, raw, observer, cacheAt } = await fixture()
    await raw.acl('SETUSER', 'app', 'on', '>secret', ...keys, '~larder-canary', '+@all', '-mget')
    const cache = await cacheAt(server.url.replace('redis://', 'redis://app:secret@'))

    for (const key of KEYS) {
      await cache.set(key, 1)
      expect(await cache.get(key)).toBeUndefined()
    }

    expect(cache.health()).toMatchObject({ status: 'healthy', breakers: { read: 'closed', write: 'closed' } })
    expect(await raw.exists(...KEYS.map((key) => `ns:${key}`))).toBe(KEYS.length)
    const refused = (await raw.acl('LOG')) as unknown[][]
    expect(refused.map((entry) => [entry[1], entry[7]])).toEqual([[1, 'mget']])
    expect(observer.ofType('store-error')).toMatchObject([
      {
        operation: 'l2.get',
        code: 'STORE_MISCONFIGURED',
        message: expect.stringContaining('NOPERM') as string,
      },
    ])
  })

  test('without a right to the canary it works, and health says what lacks', async () => {
    const { server, raw, cacheAt } = await fixture()
    await raw.acl('SETUSER', 'app', 'on', '>secret', ...keys, '+@all')
    const cache = await cacheAt(server.url.replace('redis://', 'redis://app:secret@'), {}, false)
    await expect.poll(() => cache.health().reason).toContain('NOPERM')
    const stored = async () => {
      await cache.set('k', 1)
      return raw.exists('ns:k')
    }
    await expect.poll(stored).toBe(1)
    await expect.poll(() => cache.health().breakers).toEqual({ read: 'closed', write: 'closed' })

    expect(await cache.get('k')).toBe(1)
    expect(cache.health().status).toBe('degraded')
  })

  test(
    'a refused login is tried again every 5 to 7.5 s, and works when it is right',
    { timeout: 20_000 },
    async () => {
      const { server, raw, cacheAt } = await fixture()
      await raw.acl('SETUSER', 'app', 'on', '>right', '~*', '&*', '+@all')
      const cache = await cacheAt(server.url.replace('redis://', 'redis://app:wrong@'), {}, false)
      await expect.poll(() => cache.health().reason).toContain('WRONGPASS')
      const connections = async () =>
        Number(/total_connections_received:(\d+)/.exec(await raw.info('stats'))?.[1])
      // One connection each for a lane, health, sweeps and messages, and the raw one with its probes at the start.
      const before = await connections()
      const startedAt = performance.now()

      await raw.acl('SETUSER', 'app', '>wrong')
      await expect.poll(() => cache.health().status, { timeout: 12_000, interval: 50 }).toBe('healthy')

      expect(performance.now() - startedAt).toBeGreaterThan(4_000)
      expect((await connections()) - before).toBeLessThanOrEqual(8)
    },
  )
})
