import { afterEach, expect, test } from 'vitest'
import { type Cache, type CacheOptions, createCache } from '@larder/cache-core'
import { FakeClock, InMemoryBackend, settle } from '@larder/cache-core/testing'
import { Keyv } from 'keyv'
import { LarderStore } from './larder-store.ts'

const open: Cache[] = []
afterEach(async () => {
  for (const cache of open.splice(0)) await cache.close()
})

async function fixture(options: CacheOptions = {}) {
  const clock = new FakeClock()
  const backend = new InMemoryBackend(clock)
  const cache = createCache({ shared: backend, clock, ...options })
  open.push(cache)
  await settle()
  return { clock, backend, cache, store: new LarderStore({ cache }) }
}

test('a value lives as long as it was given, whatever staleness the cache allows', async () => {
  const { store, clock } = await fixture({ staleWhileRevalidateMs: 60_000, ttlMs: 1 })
  await store.set('a', 'x', 1_000)
  await store.set('b', 'y')

  await clock.advance(999)
  expect(await store.getMany(['a', 'b'])).toEqual(['x', 'y'])
  await clock.advance(1)
  expect(await store.getMany(['a', 'b'])).toEqual([undefined, 'y'])
  expect(await store.hasMany(['a', 'b'])).toEqual([false, true])
})

test.each([0, -5])('a life of %d is none', async (ttl) => {
  const { store } = await fixture()

  await store.set('a', 'x', ttl)

  expect(await store.has('a')).toBe(false)
})

test('a life longer than the cache knows is the longest', async () => {
  // Nothing to probe for 49 days.
  const { store, clock } = await fixture({ shared: undefined })
  await store.set('a', 'x', Number.MAX_SAFE_INTEGER)

  await clock.advance(2 ** 32 - 2)

  expect(await store.get('a')).toBe('x')
})

test('many are set with the life of each', async () => {
  const { store, clock } = await fixture()
  await store.setMany([
    { key: 'a', value: '1', ttl: 1_000 },
    { key: 'b', value: '2' },
    { key: 'c', value: '3', ttl: 1_000 },
  ])

  await clock.advance(1_000)

  expect(await store.getMany(['a', 'b', 'c'])).toEqual([undefined, '2', undefined])
})

test('clear ends at the namespace, and at the store', async () => {
  const { store, cache } = await fixture()
  await cache.set('other', 1)
  await store.setMany(['menu:a', 'menu:b', 'menus:c'].map((key) => ({ key, value: 'x' })))

  store.namespace = 'menu'
  await store.clear()
  expect(await store.getMany(['menu:a', 'menu:b', 'menus:c'])).toEqual([undefined, undefined, 'x'])
  store.namespace = undefined
  await store.clear()

  expect(await store.has('menus:c')).toBe(false)
  expect(await cache.get('other')).toBe(1)
})

test('iterates over pages of what is there', async () => {
  const { store } = await fixture()
  const keys = Array.from({ length: 250 }, (_, index) => `menu:${index}`)
  await store.setMany(keys.map((key) => ({ key, value: `value of ${key}` })))
  await store.set('other:1', 'x')

  const pairs = await Array.fromAsync(store.iterator<string>('menu'))

  expect(new Map(pairs as [string, string][])).toEqual(new Map(keys.map((key) => [key, `value of ${key}`])))
})

test('without a serializer values are kept as they are', async () => {
  const { store } = await fixture()
  const keyv = new Keyv({ store, serialize: undefined as never, deserialize: undefined as never })

  await keyv.set('a', { dish: 'Paella' })

  expect(await keyv.get('a')).toEqual({ dish: 'Paella' })
})

test('what the cache cannot carry is an error that Keyv tells of', async () => {
  const { store } = await fixture()
  const keyv = new Keyv({ store, serialize: undefined as never, deserialize: undefined as never })
  const errors: unknown[] = []
  keyv.on('error', (error) => errors.push(error))

  expect(await keyv.set('a', new Map())).toBe(false)
  expect(errors).toMatchObject([{ code: 'VALUE_NOT_CARRIABLE' }])
})

test('disconnect leaves the cache to its owner, unless it was given away', async () => {
  const { store, cache } = await fixture()
  await store.disconnect()
  await cache.set('a', 1)

  await new LarderStore({ cache, closeOnDisconnect: true }).disconnect()

  await expect(cache.get('a')).rejects.toMatchObject({ code: 'CLOSED' })
})

test('bad options are refused', async () => {
  const { cache } = await fixture()

  expect(() => new LarderStore({} as never)).toThrow(/cache must be a Cache/)
  expect(() => new LarderStore({ cache, name: 'a:b' })).toThrow(/name is "a:b"/)
  expect(() => new LarderStore({ cache, closeOnDisconnect: 'no' as never })).toThrow(/closeOnDisconnect/)
})
