import { expect, test } from 'vitest'
import type { Cache } from './cache.ts'
import { cacheFixture } from './cache-fixture.ts'

test('what memory has fresh is answered in the same turn, and is a hit', async () => {
  const { cache, clock } = await cacheFixture()
  await cache.set('mesa:1', { libre: true })
  await clock.advance(1_000)

  const found = cache.lookupInMemory('mesa:1')

  expect(found).toEqual({ value: { libre: true }, outcome: 'hit', tier: 'l1', ageMs: 1_000 })
  expect(cache.stats().operations.get).toMatchObject({ count: 1, hits: { l1: 1 }, misses: 0 })
})

test('what it has not is left to a read that may wait, and counts as none', async () => {
  const { cache, neighbour } = await cacheFixture()
  await (await neighbour()).set('mesa:1', 'in the shared tier')

  expect(cache.lookupInMemory('mesa:1')).toBeUndefined()
  expect(cache.stats().operations.get.count).toBe(0)
})

test('what is stale is not answered, however long it may be served', async () => {
  const { cache, clock } = await cacheFixture({ ttlMs: 1_000, staleWhileRevalidateMs: 60_000 })
  await cache.set('mesa:1', 'libre')

  await clock.advance(1_000)

  expect(cache.lookupInMemory('mesa:1')).toBeUndefined()
})

test.each([
  ['delete', (cache) => cache.delete('mesa:1')],
  ['deleteByPrefix', (cache) => cache.deleteByPrefix('mesa:')],
  ['invalidateTag', (cache) => cache.invalidateTag('sala')],
  ['clear', (cache) => cache.clear()],
] satisfies [string, (cache: Cache) => Promise<unknown>][])(
  'what was invalidated by %s is not answered, from the moment of the call',
  async (_, invalidate) => {
    const { cache } = await cacheFixture()
    await cache.set('mesa:1', 'libre', { tags: ['sala'] })
    expect(cache.lookupInMemory('mesa:1')?.value).toBe('libre')

    const done = invalidate(cache)

    expect(cache.lookupInMemory('mesa:1')).toBeUndefined()
    await done
    expect(cache.lookupInMemory('mesa:1')).toBeUndefined()
  },
)

test('what cannot be trusted any more is not answered: the log is silent for longer than propagationLimitMs', async () => {
  const { cache, clock, faults } = await cacheFixture({ propagationLimitMs: 2_000, ttlMs: 60_000 })
  await cache.set('mesa:1', 'libre')
  faults.inject({ kind: 'hang' }, 'log')

  await clock.advance(5_000)

  expect(cache.lookupInMemory('mesa:1')).toBeUndefined()
})

test('a key that is none is refused, and so is every key when the cache is closed', async () => {
  const { cache } = await cacheFixture()

  expect(() => cache.lookupInMemory('')).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  await cache.close()

  expect(() => cache.lookupInMemory('mesa:1')).toThrow(expect.objectContaining({ code: 'CLOSED' }))
})

test('what is handed out may be changed without changing what is kept, where copies are asked for', async () => {
  const { cache } = await cacheFixture({ isolation: 'clone' })
  await cache.set('mesa:1', { personas: 2 })

  const first = cache.lookupInMemory<{ personas: number }>('mesa:1')
  if (first) first.value.personas = 9

  expect(cache.lookupInMemory('mesa:1')?.value).toEqual({ personas: 2 })
})
