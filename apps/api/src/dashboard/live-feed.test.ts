import { expect, test } from 'vitest'
import { createCache, mathRandom, RateLimit } from '@larder/cache-core'
import { FakeClock } from '@larder/cache-core/testing'
import { QuotaBreaker } from '@larder/airtable-adapter'
import { LiveFeed } from './live-feed.ts'
import type { LivePoint } from './live-point.ts'

function fixture() {
  const clock = new FakeClock()
  const cache = createCache({ clock })
  const upstream = {
    budget: new RateLimit({ clock }),
    quota: new QuotaBreaker({ cache: createCache({ clock }), clock, random: mathRandom }),
    webhooks: undefined,
    mirror: () => [],
  }
  return { clock, cache, feed: new LiveFeed({ cache, upstream, clock }) }
}

test('a point tells what has happened since the one before', async () => {
  const { clock, cache, feed } = fixture()
  const load = async () => {
    await clock.advance(200)
    return 1
  }
  await cache.getOrSet('k', load)
  await clock.advance(1_000)
  await cache.getOrSet('k', load)
  await cache.getOrSet('k', load)
  await clock.advance(1_000)
  await clock.advance(1_000)

  const [first, second, third] = feed.points

  expect(first).toMatchObject({
    reads: { memory: 0, redis: 0, stale: 0, missed: 1 },
    latencyMs: { upstream: { count: 1, p99: expect.closeTo(200, -1) as number } },
  })
  expect(second).toMatchObject({
    spanMs: 1_000,
    reads: { memory: 2, missed: 0 },
    latencyMs: { upstream: { count: 0, p99: 0 } },
  })
  expect(third).toMatchObject({ reads: { memory: 0, missed: 0 }, loads: { saved: 2 } })
})

test('five minutes are kept', async () => {
  const { clock, feed } = fixture()

  await clock.advance(400_000)

  expect(feed.points).toHaveLength(300)
  expect(feed.points.at(-1)?.at).toBe(clock.now())
})

test('whoever listens hears every point until leaving, and is told of the end', async () => {
  const { clock, feed } = fixture()
  const heard: LivePoint[] = []
  const ends: string[] = []
  const leave = feed.listen({ onPoint: (point) => heard.push(point), onEnd: () => ends.push('left') })
  feed.listen({ onPoint: () => {}, onEnd: () => ends.push('stayed') })
  await clock.advance(3_000)
  leave()
  await clock.advance(3_000)

  feed.close()
  feed.listen({ onPoint: () => {}, onEnd: () => ends.push('late') })
  await clock.advance(3_000)

  expect(heard).toHaveLength(3)
  expect(ends).toEqual(['stayed', 'late'])
  expect(feed.points).toHaveLength(6)
})
