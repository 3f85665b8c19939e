import { expect, test } from 'vitest'
import { createCache, mathRandom, RateLimit } from '@larder/cache-core'
import { FakeClock } from '@larder/cache-core/testing'
import { QuotaBreaker } from '@larder/airtable-adapter'
import { MemoryUsageLedger } from '@larder/openai-adapter'
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
    breakers: () => [],
  }
  const usage = new MemoryUsageLedger({ clock })
  return {
    clock,
    cache,
    usage,
    feed: new LiveFeed({ cache, upstream, telemetry: { ledger: usage, failingBases: [] }, clock }),
  }
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
    latencyMs: { memory: { count: 0 }, upstream: { count: 1, p99: expect.closeTo(200, -1) as number } },
  })
  expect(second).toMatchObject({
    spanMs: 1_000,
    reads: { memory: 2, missed: 0 },
    latencyMs: { memory: { count: 2 }, upstream: { count: 0, p99: 0 } },
  })
  expect(third).toMatchObject({ reads: { memory: 0, missed: 0 }, loads: { saved: 2 } })
})

test('a failure is counted once, by where it took place', async () => {
  const { clock, cache, feed } = fixture()
  await cache.getOrSet('k', () => Promise.reject(new Error('away'))).catch(() => {})

  await clock.advance(1_000)
  await clock.advance(1_000)

  expect(feed.points.map(({ errors }) => errors)).toEqual([{ 'Airtable LOADER': 1 }, {}])
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

test('the details are of now: what is read most, and what models cost by provider', async () => {
  const { cache, usage, feed } = fixture()
  await cache.getOrSet('often', () => 1)
  await cache.getOrSet('often', () => 1)
  await cache.getOrSet('seldom', () => 1)
  const use = { agent: 'router', tenant: 't', model: 'm', totalMs: 1, outcome: 'ok' } as const
  const tokens = { inputMiss: 100, inputHit: 50, cacheWrite: 0, output: 20, reasoning: 5 }
  usage.record({ ...use, provider: 'cheap', usage: tokens, usd: 0.001, savedUsd: 0 })
  usage.record({ ...use, provider: 'dear', usage: tokens, usd: 0.5, savedUsd: 0 })
  usage.record({ ...use, provider: 'dear', usage: tokens, usd: undefined, savedUsd: 0.25, outcome: 'error' })

  const { hotKeys, models } = feed.details()

  expect(hotKeys).toMatchObject([
    { key: 'often', share: 0.667 },
    { key: 'seldom', share: 0.333 },
  ])
  expect(models).toMatchObject([
    {
      provider: 'dear',
      calls: 2,
      errors: 1,
      inputTokens: 300,
      outputTokens: 40,
      usd: 0.5,
      savedUsd: 0.25,
      unpriced: 1,
    },
    { provider: 'cheap', calls: 1, usd: 0.001, unpriced: 0 },
  ])
})
