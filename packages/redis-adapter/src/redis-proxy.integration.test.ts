import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Cache, type CacheOptions, createCache } from '@larder/cache-core'
import { RecordingObserver } from '@larder/cache-core/testing'
import { createRedisBackend } from './redis-backend.ts'
import { type ChaosProxyOptions, type RedisServer, startChaosProxy, startRedis } from './testing/index.ts'

vi.setConfig({ testTimeout: 30_000 })

const PATIENT = { timeout: 10_000, interval: 5 }

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function fixture(settings?: ChaosProxyOptions) {
  const server = await startRedis()
  const proxy = await startChaosProxy(server, settings)
  cleanups.push(
    () => server.close(),
    () => proxy.close(),
  )
  const observer = new RecordingObserver()
  const open = (url: string, options: CacheOptions = {}): Cache => {
    const cache = createCache({
      shared: createRedisBackend({ url, maxConnections: 2 }),
      namespace: 'ns',
      observer,
      ...options,
    })
    cleanups.push(() => cache.close())
    return cache
  }
  return { server, proxy, observer, open, url: proxy.through(server.url) }
}

async function timed<T>(promise: Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const from = performance.now()
  return { value: await promise, ms: performance.now() - from }
}

const isHealthy = (cache: Cache) => expect.poll(() => cache.health().status, PATIENT).toBe('healthy')

describe.each(['silent', 'hold'] as const)('a server that accepts and says nothing (%s)', (accept) => {
  test('is never taken for ready, keeps nobody waiting, and is used when it speaks', async () => {
    const { proxy, open, url } = await fixture({ accept })
    const cache = open(url, { l1MaxBytes: 0 })
    await expect.poll(() => proxy.counters().connections, PATIENT).toBeGreaterThan(0)

    // Longer than any connection is waited for.
    const until = performance.now() + 3_000
    let slowest = 0
    while (performance.now() < until) {
      const { value, ms } = await timed(cache.getOrSet('k', () => 'loaded'))
      expect(value).toBe('loaded')
      expect(cache.health().status).not.toBe('healthy')
      slowest = Math.max(slowest, ms)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(slowest).toBeLessThan(450)
    expect(proxy.counters().connections).toBeGreaterThan(2)
    await proxy.heal()

    await isHealthy(cache)
    await cache.set('k', 'kept')
    await expect.poll(() => cache.get('k'), PATIENT).toBe('kept')
  })
})

test('40 ± 20 ms each way is slow, and opens no breaker', async () => {
  const { proxy, observer, open, url } = await fixture()
  const cache = open(url, { l1MaxBytes: 0 })
  await isHealthy(cache)
  await cache.setMany(Array.from({ length: 200 }, (_, index) => [`k${index}`, index] as const))
  const slow = { delayMs: 40, jitterMs: 20 }

  await proxy.set({ toClient: slow, toServer: slow })
  for (let round = 0; round < 10; round++) {
    const reads = Array.from({ length: 20 }, (_, index) => cache.get(`k${round * 20 + index}`))
    expect(await Promise.all(reads)).toEqual(reads.map((_, index) => round * 20 + index))
    await cache.set(`w${round}`, round)
  }

  expect(cache.health()).toMatchObject({ breakers: { read: 'closed', write: 'closed' } })
  expect(observer.ofType('breaker')).toEqual([])
})

describe('the connection for messages', () => {
  test.each(['broken off', 'cut off in silence'])(
    'is %s: what was missed meanwhile is found out',
    async (how) => {
      const { server, proxy, open, url } = await fixture()
      const here = open(url)
      const elsewhere = open(server.url)
      await Promise.all([isHealthy(here), isHealthy(elsewhere)])
      await elsewhere.set('k', 'old')
      await expect.poll(() => here.get('k'), PATIENT).toBe('old')

      const { connections } = proxy.counters()

      await proxy.set({ accept: 'hold' })
      for (const serverSidePort of await portsOf(server, 'messages')) {
        if (how === 'broken off') proxy.reset({ serverSidePort })
        else await proxy.set({ toClient: { dropAfterBytes: 0 } }, { serverSidePort })
      }
      await elsewhere.set('k', 'new')
      const missed = performance.now()
      await expect.poll(() => here.get('k'), PATIENT).toBe('new')

      expect(performance.now() - missed).toBeLessThan(2_500)
      // Another connection is tried in its place.
      await expect.poll(() => proxy.counters().connections, PATIENT).toBeGreaterThan(connections)
      await proxy.heal()
      await elsewhere.set('k', 'newer')
      await expect.poll(() => here.get('k'), PATIENT).toBe('newer')
    },
  )
})

/** Of the connections of that name, as the server sees them; the proxy knows its own. */
async function portsOf(server: RedisServer, name: string): Promise<readonly number[]> {
  const list = String(await server.command('CLIENT', 'LIST'))
  const pattern = new RegExp(`addr=127\\.0\\.0\\.1:(\\d+) [^\\n]*name=larder:${name} `, 'g')
  return [...list.matchAll(pattern)].map(([, port]) => Number(port))
}

test('a large value over a slow line is written, and the connection stays', async () => {
  const { proxy, url } = await fixture({ toServer: { bytesPerSecond: 2_000_000 } })
  const { store } = createRedisBackend({ url, compression: { codec: 'none' } })
  cleanups.push(() => store.close())
  await expect.poll(() => store.get('absent').catch(() => 'away'), PATIENT).toBeUndefined()
  const before = proxy.counters().connections
  const stamp = { era: 1, seq: 1, tags: [] }
  const entry = { value: 'x'.repeat(4_000_000), createdAt: 0, ttlMs: 60_000, staleMs: 0, loadMs: 0, stamp }

  const { ms } = await timed(store.set('large', entry))

  expect(ms).toBeGreaterThan(1_500)
  // A large value asks for another lane.
  expect(proxy.counters().connections - before).toBeLessThanOrEqual(1)
})

test('a server that ends its side of every connection is left for new ones', async () => {
  const { proxy, open, url } = await fixture()
  const cache = open(url, { l1MaxBytes: 0 })
  await isHealthy(cache)
  await cache.set('k', 'kept')
  const before = proxy.counters().connections

  proxy.halfClose('toClient')

  await expect.poll(() => proxy.counters().connections - before, PATIENT).toBeGreaterThanOrEqual(3)
  await expect.poll(() => cache.get('k'), PATIENT).toBe('kept')
  await isHealthy(cache)
  // The half of a connection that goes on is not kept for ever.
  await expect.poll(() => proxy.counters().openConnections, PATIENT).toBeLessThanOrEqual(5)
})
