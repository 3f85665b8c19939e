import { expect, test } from 'vitest'
import { cacheFixture } from './cache-fixture.ts'
import { createCache } from './create-cache.ts'

test('memory and loaders serve alone until rejoin, and the shared tier is not asked', async () => {
  const { cache, clock, faults } = await cacheFixture()
  await cache.set('before', 1)

  cache.isolate()
  const calls = () => ['get', 'set', 'acquire'].map((method) => faults.calls.get(method) ?? 0)
  const callsBefore = calls()
  await clock.advance(3_600_000)
  expect(await cache.getOrSet('k', () => 'loaded')).toBe('loaded')
  expect(await cache.get('absent')).toBeUndefined()

  expect(calls()).toEqual(callsBefore)
  expect(cache.health()).toMatchObject({
    status: 'degraded',
    isIsolated: true,
    reason: 'The store memory is held out of service by isolate() until rejoin().',
    breakers: { read: 'open', write: 'open' },
  })
})

test('rejoin brings the shared tier back at its probes, at once', async () => {
  const { cache, clock, backing } = await cacheFixture()
  cache.isolate()
  await clock.advance(60_000)

  cache.namespace('view').rejoin()
  await clock.advance(50)
  await cache.set('k', 1)

  expect(cache.health().status).toBe('healthy')
  expect(await backing.get('larder:k')).toBeDefined()
})

test('what is deleted meanwhile is gone for the others too', async () => {
  const { cache, clock, neighbour } = await cacheFixture()
  const other = await neighbour()
  await cache.set('k', 'old')
  expect(await other.get('k')).toBe('old')
  cache.isolate()

  await cache.delete('k')
  await clock.advance(1_000)

  expect(await other.get('k')).toBeUndefined()
  expect(cache.stats().journalSize).toBe(0)
})

test('does nothing to a cache of memory alone, and rejoin nothing to a breaker that failures opened', async () => {
  const alone = createCache()
  alone.isolate()
  await alone.set('k', 1)
  expect(await alone.get('k')).toBe(1)
  alone.rejoin()

  const { cache, faults } = await cacheFixture()
  faults.inject({ kind: 'hang' })
  faults.inject({ kind: 'fail' })
  for (let index = 0; index < 5; index++) await cache.get(`k${index}`)
  cache.rejoin()

  expect(cache.health().breakers.read).not.toBe('closed')
})
