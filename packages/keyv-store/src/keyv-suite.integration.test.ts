import * as vitest from 'vitest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import keyvTestSuite, { keyvIteratorTests } from '@keyv/test-suite'
import { type Cache, createCache } from '@larder/cache-core'
import { createRedisBackend } from '@larder/redis-adapter'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import { createCache as createManager } from 'cache-manager'
import { Cacheable } from 'cacheable'
import { Keyv } from 'keyv'
import { LarderStore } from './larder-store.ts'

let redis: RedisServer
const caches: Cache[] = []

/** Another process: its own memory, the same Redis. */
function open(l1MaxBytes = 2 ** 20): Cache {
  const cache = createCache({
    shared: createRedisBackend({ url: redis.url, deadlineMs: 5_000 }),
    storeDeadlineMs: 5_000,
    l1MaxBytes,
  })
  caches.push(cache)
  return cache
}

beforeAll(async () => {
  redis = await startRedis()
  for (const cache of [open(), open(0), open()]) await cache.ready()
})

afterAll(async () => {
  for (const cache of caches) await cache.close()
  await redis.close()
})

/** The public suite, as its authors run it on their own stores. */
describe.each([
  ['memory before Redis', 0],
  ['Redis alone', 1],
])('the test suite of Keyv, on %s', (_name, index) => {
  const store = () => new LarderStore({ cache: caches[index] as Cache, name: `suite-${index}` })
  keyvTestSuite(vitest, Keyv, store)
  keyvIteratorTests(vitest, Keyv, store)
})

test('what one process sets, deletes and clears through Keyv, another sees', async () => {
  const [here, , there] = caches.map(
    (cache) => new Keyv(new LarderStore({ cache, name: 'shared' }), { namespace: 'menu' }),
  ) as [Keyv, Keyv, Keyv]
  await here.set('dish', { name: 'Paella', price: 12 })

  expect(await there.get('dish')).toEqual({ name: 'Paella', price: 12 })
  await there.delete('dish')
  await expect.poll(() => here.get('dish'), { interval: 2 }).toBeUndefined()
  await here.set('other', 1)
  expect(await there.get('other')).toBe(1)
  await there.clear()
  await expect.poll(() => here.get('other'), { interval: 2 }).toBeUndefined()
})

test('cacheable takes it as its secondary store', async () => {
  const [cache, , other] = caches as [Cache, Cache, Cache]
  const cacheableOn = (on: Cache) =>
    new Cacheable({ secondary: new Keyv(new LarderStore({ cache: on, name: 'cacheable' })) })
  const [here, there] = [cacheableOn(cache), cacheableOn(other)]

  await here.set('dish', { name: 'Fideuà' }, '1m')
  await here.setMany([
    { key: 'a', value: 1 },
    { key: 'b', value: 2 },
  ])

  expect(await there.get('dish')).toEqual({ name: 'Fideuà' })
  expect(await there.getMany(['a', 'b', 'c'])).toEqual([1, 2, undefined])
  expect(await here.delete('dish')).toBe(true)
  expect(await cacheableOn(other).get('dish')).toBeUndefined()
})

test('cache-manager takes it as one of its stores', async () => {
  const [cache, , other] = caches as [Cache, Cache, Cache]
  const managerOn = (on: Cache) =>
    createManager({ stores: [new Keyv(new LarderStore({ cache: on, name: 'manager' }))] })
  const [here, there] = [managerOn(cache), managerOn(other)]
  let loads = 0
  const load = async () => ({ load: ++loads })

  expect(await here.wrap('menu', load, 60_000)).toEqual({ load: 1 })
  expect(await there.wrap('menu', load, 60_000)).toEqual({ load: 1 })
  await here.mset([
    { key: 'a', value: 1 },
    { key: 'b', value: 2 },
  ])
  expect(await there.mget(['a', 'b', 'c'])).toEqual([1, 2, undefined])
  await there.clear()
  await expect.poll(() => here.get('menu'), { interval: 2 }).toBeUndefined()
})

test('without Redis it goes on in memory, and is no error', async () => {
  const keyv = new Keyv(new LarderStore({ cache: caches[0] as Cache, name: 'alone' }))
  const errors: unknown[] = []
  keyv.on('error', (error) => errors.push(error))
  await redis.kill()

  expect(await keyv.set('dish', 'Paella')).toBe(true)
  expect(await keyv.get('dish')).toBe('Paella')
  expect(await keyv.delete('dish')).toBe(true)
  expect(await keyv.get('dish')).toBeUndefined()
  expect(errors).toEqual([])
})
