import { expect, test } from 'vitest'
import { cacheFixture } from './cache-fixture.ts'
import { createCache } from './create-cache.ts'
import { FakeClock, settle } from '../testing/fake-clock.ts'

test('tells what both tiers hold, and counts as no read', async () => {
  const { cache, clock } = await cacheFixture({ ttlMs: 1_000, staleIfErrorMs: 5_000 })
  await cache.getOrSet('k', () => ({ mesa: 1 }), { tags: ['t'] })
  await clock.advance(400)

  const explanation = await cache.explain('k')

  const held = { ageMs: 400, ttlLeftMs: 600, usableMs: 5_600, tags: ['t'], isInvalidated: false }
  expect(explanation).toMatchObject({
    key: 'k',
    verdict: 'hit',
    reason: 'Memory holds a fresh value.',
    l1: held,
    l2: { ...held, stamp: { seq: 0 }, rawBytes: 10, storedBytes: 10 },
  })
  expect(cache.stats().operations.get).toMatchObject({ count: 1, misses: 1 })
})

test('tells why a read would be stale or a miss', async () => {
  const { cache, clock, faults, neighbour } = await cacheFixture({ ttlMs: 1_000, staleIfErrorMs: 5_000 })
  const reason = async (key: string, options = {}) => {
    const { verdict, reason: why } = await cache.explain(key, options)
    return `${verdict}: ${why}`
  }
  expect(await reason('absent')).toBe('miss: Neither tier holds a value.')
  await (await neighbour()).set('shared', 1)
  expect(await reason('shared')).toBe('hit: The shared tier holds a fresh value.')
  await cache.getOrSet('k', () => 1, { tags: ['t'] })
  await clock.advance(1_500)
  expect(await reason('k')).toContain('miss: What is held is past its ttl')
  expect(await reason('k', { staleWhileRevalidateMs: 5_000 })).toContain(
    'stale: Memory holds a value past its ttl',
  )
  await cache.invalidateTag('t')
  expect(await reason('k')).toBe('miss: What was held has been invalidated.')
  faults.inject({ kind: 'fail' }, 'log')
  await clock.advance(5_000)
  expect(await reason('absent')).toContain('log cannot be reached')
})

test('tells of memory alone', async () => {
  const cache = createCache({ clock: new FakeClock() })
  await cache.set('k', 'value')
  await settle()

  expect(await cache.explain('k')).toMatchObject({ verdict: 'hit', l1: { tags: [] }, l2: undefined })
  expect((await cache.explain('absent')).reason).toBe('Memory holds no value, and there is no shared tier.')
})
