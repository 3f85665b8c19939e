import { expect, test } from 'vitest'
import { cacheFixture } from './cache-fixture.ts'
import type { Reclaimed } from './cache.ts'
import { settle } from '../testing/fake-clock.ts'

/** A cache with so many entries, of which a neighbour of it holds none in memory. */
async function filled(count: number) {
  const fixture = await cacheFixture()
  await fixture.cache.setMany(Array.from({ length: count }, (_, index) => [`list:${index}`, index] as const))
  await fixture.cache.settled()
  return fixture
}

test('a reclaim tells after each step what has been freed, in both tiers', async () => {
  const { cache, clock } = await filled(6_000)
  const told: Reclaimed[] = []

  const { reclaim } = await cache.deleteByPattern('list:*')
  const freed = reclaim({ onProgress: (progress) => void told.push(progress) })
  await clock.advance(1)

  expect(await freed).toBe(6_000)
  expect(told.slice(0, 3)).toEqual([
    { l1: 5_000, l2: 0 },
    { l1: 6_000, l2: 0 },
    { l1: 6_000, l2: 1_000 },
  ])
  expect(told.at(-1)).toEqual({ l1: 6_000, l2: 6_000 })
})

test('a reclaim that is aborted stops between two steps: what it told is freed, what is left is not served', async () => {
  const { cache, backing, clock } = await filled(6_000)
  const stopping = new AbortController()
  let last: Reclaimed | undefined
  const { reclaim } = await cache.deleteByPattern('list:*')

  const freed = reclaim({
    signal: stopping.signal,
    onProgress: (progress) => {
      last = progress
      if (progress.l2 === 2_000) stopping.abort()
    },
  })
  const ended = expect(freed).rejects.toMatchObject({ code: 'ABORTED' })
  await clock.advance(1)
  await ended

  expect(last).toEqual({ l1: 6_000, l2: 2_000 })
  expect(await backing.get('larder:list:2000')).toBeDefined()
  expect(await cache.get('list:2000')).toBeUndefined()
  await clock.advance(2_000)
  expect(await backing.get('larder:list:2000')).toBeUndefined()
})

test('the background frees nothing that a reclaim is about to count', async () => {
  const { cache, clock, faults } = await filled(10)
  const sweeps = () => faults.calls.get('sweep') ?? 0
  const { reclaim } = await cache.deleteByPrefix('list:')
  faults.inject({ kind: 'hang' }, 'deletes')

  const freed = reclaim()
  await clock.advance(5_000)
  expect(sweeps()).toBe(1)
  faults.inject({ kind: 'none' }, 'deletes')

  expect(await freed).toBe(10)
  await clock.advance(1)
  await settle()
  expect(sweeps()).toBe(2)
})
