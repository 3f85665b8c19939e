import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Cache, createCache } from '@larder/cache-core'
import { Redis } from 'ioredis'
import { createRedisBackend } from './redis-backend.ts'
import { type RedisServer, startRedis } from './testing/index.ts'

let server: RedisServer
let raw: Redis
beforeAll(async () => {
  server = await startRedis()
  raw = new Redis(server.url)
})
afterAll(async () => {
  raw.disconnect()
  await server.close()
})

/** Runs `body` with caches on the server, patient: these tests ask what happens, not how fast. */
async function withCaches(
  urls: readonly string[],
  body: (...caches: Cache[]) => Promise<void>,
): Promise<void> {
  await raw.flushall()
  const caches = urls.map((url) =>
    createCache({
      shared: createRedisBackend({ url, deadlineMs: 5_000 }),
      storeDeadlineMs: 5_000,
      namespace: 'ns',
    }),
  )
  try {
    await expect
      .poll(() => caches.map((cache) => cache.health().status), { interval: 10 })
      .toEqual(urls.map(() => 'healthy'))
    await body(...caches)
  } finally {
    await Promise.all(caches.map((cache) => cache.close()))
  }
}

test('two processes share values, tags and invalidations', async () => {
  await withCaches([server.url, server.url], async (one, two) => {
    await one?.getOrSet('mesa:1', () => ({ seats: 4 }), { tags: ['mesas'] })
    await expect.poll(() => two?.get('mesa:1')).toEqual({ seats: 4 })

    expect((await two?.invalidateTag('mesas'))?.acknowledged).toBe(true)

    expect(await two?.get('mesa:1')).toBeUndefined()
    await expect.poll(() => one?.get('mesa:1')).toBeUndefined()
    expect(await one?.explain('mesa:1')).toMatchObject({
      verdict: 'miss',
      l2: { isInvalidated: true, tags: ['mesas'], stamp: { seq: 0 } },
    })
  })
})

test('what was deleted by prefix is reclaimed on demand, and counted', async () => {
  await withCaches([server.url], async (cache) => {
    await cache?.setMany(Array.from({ length: 1_200 }, (_, index) => [`list:${index}`, index] as const))
    await cache?.set('kept', 1)

    const { reclaim } = (await cache?.deleteByPrefix('list:')) ?? {}

    expect(await reclaim?.()).toBe(1_200)
    expect(await raw.keys('ns:*')).toEqual(['ns:kept'])
  })
})

test('a value far beyond maxValueBytes is refused before it is encoded, which would hold up everybody', async () => {
  await withCaches([server.url], async (cache) => {
    const large = { rows: Array.from({ length: 64 }, (_, index) => `${index}`.padEnd(2 ** 20)) }
    const stringify = vi.spyOn(JSON, 'stringify')
    try {
      await cache?.set('large', large)
      await cache?.set('small', { rows: [] })

      expect(stringify.mock.calls.map(([value]) => value as unknown)).toContainEqual({ rows: [] })
      expect(stringify.mock.calls.some(([value]) => value === large)).toBe(false)
    } finally {
      stringify.mockRestore()
    }
    expect(cache?.stats().operations['l2.set']?.errorsByCode).toEqual({ VALUE_TOO_LARGE: 1 })
    expect(await raw.keys('ns:*')).toEqual(['ns:small'])
  })
})

test('a user with the rights that the README names can do everything, and nothing is lost for lack of one', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const [, commands = ''] = /^.*needs these keys and channels and `([^`]+)`/m.exec(readme) ?? []
  const keys = ['~ns:*', '~{ns}:*', '~ns~lease:*', '~larder-canary', '&{ns}:*']
  await raw.acl('SETUSER', 'app', 'on', '>secret', ...keys, '-@all', ...commands.split(' '))
  const url = server.url.replace('redis://', 'redis://app:secret@')

  await withCaches([url, url], async (one, two) => {
    await one?.set('set', 1, { tags: ['t'] })
    await one?.setMany(Array.from({ length: 20 }, (_, index) => [`many:${index}`, index] as const))
    expect(await two?.getMany(['set', 'many:7'])).toEqual([1, 7])
    const loads = await Promise.all([one, two].map((cache) => cache?.getOrSet('loaded', () => 'once')))
    expect(loads).toEqual(['once', 'once'])
    await one?.expire('set')
    await two?.delete('loaded')
    expect(await (await one?.deleteByPrefix('many:'))?.reclaim()).toBe(20)
    expect(await one?.get('set', { consistency: 'strict' })).toBeUndefined()

    for (const cache of [one, two]) {
      const { operations } = cache?.stats() ?? {}
      expect(Object.values(operations ?? {}).map(({ errors }) => errors)).toEqual(
        Object.values(operations ?? {}).map(() => 0),
      )
    }
  })
  expect(await raw.acl('LOG')).toEqual([])
})
