import { describe, expect, test } from 'vitest'
import type { Cache } from './cache.ts'
import { cacheFixture } from './cache-fixture.ts'

const keysOf = (cache: Cache) => cache.hotKeys().map(({ key }) => key)

describe('a key is hot by', () => {
  test.each<readonly [string, (cache: Cache, key: string) => Promise<unknown>]>([
    ['hits in memory', (cache, key) => cache.get(key)],
    ['reads with a loader', (cache, key) => cache.getOrSet(key, () => 1)],
    ['lookups', (cache, key) => cache.lookup(key, () => 1)],
    ['reads of many', (cache, key) => cache.getMany([key])],
    ['reads of many with a loader', (cache, key) => cache.getOrSetMany([key], () => [1])],
    ['reads that find nothing', (cache, key) => cache.get(`absent ${key}`)],
    ['strict reads', (cache, key) => cache.get(key, { consistency: 'strict' })],
  ])('%s', async (_name, read) => {
    const { cache, clock } = await cacheFixture()
    await cache.setMany([
      ['often', 1],
      ['seldom', 1],
    ])

    for (let round = 0; round < 200; round++) {
      await read(cache, 'often')
      await clock.advance(20)
      await read(cache, 'often')
      await clock.advance(20)
      await read(cache, 'seldom')
      await clock.advance(20)
    }

    const hot = cache.hotKeys()
    expect(hot).toMatchObject([
      { key: expect.stringContaining('often') as string, share: expect.closeTo(2 / 3, 2) as number },
      { key: expect.stringContaining('seldom') as string, share: expect.closeTo(1 / 3, 2) as number },
    ])
    expect(hot[0]?.perSecond).toBeCloseTo(1_000 / 30, 0)
  })
})

test('writes, deletions and explanations heat no key', async () => {
  const { cache } = await cacheFixture()

  await cache.set('k', 1)
  await cache.explain('k')
  await cache.count({ prefix: '' })
  await cache.delete('k')

  expect(cache.hotKeys()).toEqual([])
})

test('statistics name no keys', async () => {
  const { cache } = await cacheFixture()
  await cache.getOrSet('guest:ana@example.com', () => 1)

  expect(keysOf(cache)).toEqual(['guest:ana@example.com'])
  expect(JSON.stringify(cache.stats())).not.toContain('ana@example.com')
})

test('a namespace tells of its own keys, by their names in it', async () => {
  const { cache } = await cacheFixture()
  const menu = cache.namespace('menu')
  await cache.getOrSet('dish:1', () => 1)
  await menu.getOrSet('today', () => 1)

  expect(keysOf(menu)).toEqual(['today'])
  expect(keysOf(cache).toSorted()).toEqual(['dish:1', 'menu:today'])
  expect(menu.hotKeys({ limit: 1 })).toHaveLength(1)
  expect(() => menu.hotKeys({ limit: 129 })).toThrow(/limit is 129; it must be a whole number from 1 to 128/)
})
