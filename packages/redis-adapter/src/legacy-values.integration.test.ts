import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Cache, type CacheOptions, createCache } from '@larder/cache-core'
import { RecordingObserver } from '@larder/cache-core/testing'
import { Redis } from 'ioredis'
import { createRedisBackend, type RedisBackendOptions } from './redis-backend.ts'
import { type RedisServer, startRedis } from './testing/index.ts'

let server: RedisServer
let raw: Redis
const caches: Cache[] = []

beforeAll(async () => {
  server = await startRedis()
  raw = new Redis(server.url)
})
afterAll(async () => {
  raw.disconnect()
  await server.close()
})
beforeEach(async () => {
  for (const cache of caches.splice(0)) await cache.close()
  await raw.flushall()
})

async function open(backend: Partial<RedisBackendOptions> = {}, options: CacheOptions = {}): Promise<Cache> {
  const shared = createRedisBackend({
    url: server.url,
    deadlineMs: 5_000,
    legacyValues: 'hex-zlib',
    ...backend,
  })
  const cache = createCache({ shared, storeDeadlineMs: 5_000, ...options })
  caches.push(cache)
  await cache.ready()
  return cache
}

/** As the program before us leaves it. */
async function leave(key: string, value: unknown): Promise<void> {
  const digits = deflateSync(JSON.stringify(value)).toString('hex')
  await raw.set(`larder:${key}`, `compressed:${digits}`, 'EX', 600)
}

test('what the program before has left is read, without the flag it is a miss and removed', async () => {
  await leave('menu', { dish: 'Paella' })
  const cache = await open()

  expect(await cache.getOrSet('menu', () => 'loaded')).toEqual({ dish: 'Paella' })
  expect(await cache.getMany(['menu', 'none'])).toEqual([{ dish: 'Paella' }, undefined])
  const observer = new RecordingObserver()
  const other = await open({ legacyValues: undefined, observer })
  expect(await other.getOrSet('menu', () => 'loaded')).toBe('loaded')
  expect(observer.ofType('unreadable-entry')).toContainEqual({
    type: 'unreadable-entry',
    cause: 'foreign-format',
  })
})

test('the next set or load writes it anew, for all releases', async () => {
  await leave('menu', 'old')
  const cache = await open()
  await cache.get('menu')

  await cache.set('menu', 'new')

  expect((await raw.getBuffer('larder:menu'))?.subarray(0, 2).toString('hex')).toBe('f5c1')
  expect(await (await open({ legacyValues: undefined })).get('menu')).toBe('new')
})

test('a strict read does not rely on it: nobody knows what it has missed', async () => {
  await leave('menu', 'old')
  const cache = await open()

  expect(await cache.getOrSet('menu', () => 'loaded', { consistency: 'strict' })).toBe('loaded')
})

test.each([
  ['delete', (cache: Cache) => cache.delete('menu')],
  ['deleteByPrefix', (cache: Cache) => cache.deleteByPrefix('me')],
  ['clear', (cache: Cache) => cache.clear()],
])('%s holds for it too, and for what the other program writes after', async (_name, forget) => {
  await leave('menu', 'old')
  const [here, there] = [await open(), await open()]
  expect(await there.get('menu')).toBe('old')

  await forget(here)

  await expect.poll(() => there.get('menu'), { interval: 2 }).toBeUndefined()
  await leave('menu', 'late')
  expect(await here.get('menu')).toBeUndefined()
})

test('its memory is freed when it is not wanted any more', async () => {
  await leave('menu:es', 'old')
  const cache = await open()
  const { reclaim } = await cache.deleteByPrefix('menu:')

  await reclaim()

  expect(await raw.exists('larder:menu:es')).toBe(0)
})
