import { describe, expect, test } from 'vitest'
import type { Cache } from './cache.ts'
import { cacheFixture } from './cache-fixture.ts'
import { createCache } from './create-cache.ts'
import type { Invalidated } from '../tiers/watches.ts'
import { settle } from '../testing/fake-clock.ts'

const NOTHING: Invalidated = { isAny: false, keys: [], prefixes: [], tags: [] }

const INVALIDATIONS: readonly (readonly [
  name: string,
  run: (cache: Cache) => Promise<unknown>,
  told: Partial<Invalidated>,
])[] = [
  ['a key', (cache) => cache.delete('mesa:1'), { keys: ['mesa:1'] }],
  [
    'several keys',
    (cache) => cache.deleteMany(['mesa:1', 'turno:1', 'mesa:2']),
    { keys: ['mesa:1', 'mesa:2'] },
  ],
  ['a key that is set', (cache) => cache.set('mesa:1', 'new'), { keys: ['mesa:1'] }],
  ['a key that expires', (cache) => cache.expire('mesa:1'), { keys: ['mesa:1'] }],
  ['a longer prefix', (cache) => cache.deleteByPrefix('mesa:1'), { prefixes: ['mesa:1'] }],
  ['the prefix itself', (cache) => cache.deleteByPrefix('mesa:'), { isAny: true }],
  ['a shorter prefix', (cache) => cache.deleteByPrefix('me'), { isAny: true }],
  ['another prefix', (cache) => cache.deleteByPrefix('turno:'), {}],
  ['a pattern that may cover it', (cache) => cache.deleteByPattern('m*:1'), { isAny: true }],
  ['a pattern below it', (cache) => cache.deleteByPattern('mesa:?'), { isAny: true }],
  ['a pattern beside it', (cache) => cache.deleteByPattern('turno:*'), {}],
  ['a tag, of whatever keys', (cache) => cache.invalidateTag('mesas'), { tags: ['mesas'] }],
  ['everything', (cache) => cache.clear(), { isAny: true }],
]

describe.each(INVALIDATIONS)('%s is told', (_name, invalidate, told) => {
  test('to the process itself when it takes effect', async () => {
    const { cache } = await cacheFixture()
    const watch = cache.watch('mesa:')

    const done = invalidate(cache)

    expect(watch.take()).toEqual({ ...NOTHING, ...told })
    await done
    expect(watch.take()).toEqual(NOTHING)
  })

  test('to other processes', async () => {
    const { cache, neighbour } = await cacheFixture()
    const watch = (await neighbour()).watch('mesa:')

    await invalidate(cache)
    await settle()

    expect(watch.isQuiet).toBe(Object.keys(told).length === 0)
    expect(watch.take()).toEqual({ ...NOTHING, ...told })
    expect(watch.isQuiet).toBe(true)
  })
})

test('what was missed while Redis was away is told when it is back', async () => {
  const { cache, faults, neighbour, clock } = await cacheFixture()
  const watch = cache.watch('mesa:')
  const other = await neighbour()
  faults.inject({ kind: 'fail' })
  await other.delete('mesa:1')
  await clock.advance(3_000)
  expect([watch.isQuiet, watch.isTrusted]).toEqual([true, false])

  faults.inject({ kind: 'none' })
  await clock.advance(5_000)

  expect(watch.isTrusted).toBe(true)
  expect(watch.take().keys).toEqual(['mesa:1'])
})

test('an own deletion that Redis has not taken is told at once', async () => {
  const { cache, faults } = await cacheFixture()
  const watch = cache.watch('mesa:')
  faults.inject({ kind: 'hang' })

  void cache.delete('mesa:1')

  expect(watch.take().keys).toEqual(['mesa:1'])
})

test('anything may have been invalidated when the log has lost its memory', async () => {
  const { cache, backend, clock } = await cacheFixture()
  const watch = cache.watch('mesa:')

  backend.flush()
  await clock.advance(3_000)

  expect(watch.take().isAny).toBe(true)
})

test('verify knows all that was acknowledged before', async () => {
  const { cache, faults, neighbour } = await cacheFixture()
  const watch = cache.watch('mesa:')
  const other = await neighbour()
  faults.inject({ kind: 'lost' }, 'messages')
  await other.delete('mesa:1')
  expect(watch.isQuiet).toBe(true)

  expect(await watch.verify()).toBe(true)

  expect(watch.take().keys).toEqual(['mesa:1'])
})

test('of more names than can be kept it tells that it may be anything', async () => {
  const cache = createCache()
  const watch = cache.watch('mesa:')

  await cache.deleteMany(Array.from({ length: 10_001 }, (_, index) => `mesa:${index}`))

  expect(watch.take()).toEqual({ ...NOTHING, isAny: true })
})

test('a namespace is watched by its own names', async () => {
  const cache = createCache()
  const app = cache.namespace('app:1')
  const watch = app.watch('mesa:')

  await app.delete('mesa:1')
  await app.deleteByPrefix('mesa:2')
  await cache.delete('mesa:3')

  expect(watch.take()).toEqual({ ...NOTHING, keys: ['mesa:1'], prefixes: ['mesa:2'] })
  await app.clear()
  expect(watch.take().isAny).toBe(true)
})

test('a closed watch is told nothing more', async () => {
  const cache = createCache()
  const watch = cache.watch('')
  watch.close()

  await cache.delete('mesa:1')

  expect(watch.isQuiet).toBe(true)
})
