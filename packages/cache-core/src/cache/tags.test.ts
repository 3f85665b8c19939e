import { describe, expect, test } from 'vitest'
import { cacheFixture, Gate } from './cache-fixture.ts'
import type { Cache } from './cache.ts'
import type { LoaderContext } from './options.ts'
import { createCache } from './create-cache.ts'
import { CreepingClock, FakeClock, settle } from '../testing/fake-clock.ts'

test('a tag may come from the options, from what was loaded, or both', async () => {
  const { cache } = await cacheFixture()
  await cache.getOrSet(
    'k',
    ({ adapt }) => {
      adapt({ tags: ['loaded'] })
      return 1
    },
    { tags: ['given'] },
  )

  expect((await cache.explain('k')).l1?.tags).toEqual(['given', 'loaded'])
  await cache.invalidateTag('loaded')

  expect(await cache.get('k')).toBeUndefined()
})

test('a tag covers what has it, and nothing else, in memory alone too', async () => {
  const cache = createCache({ clock: new FakeClock() })
  await cache.set('a', 1, { tags: ['t', 'u'] })
  await cache.set('b', 1, { tags: ['u'] })
  await cache.set('c', 1)

  expect((await cache.invalidateTag('t')).acknowledged).toBe(true)

  expect(await cache.getMany(['a', 'b', 'c'])).toEqual([undefined, 1, 1])
})

test('tags reach other processes with the entry', async () => {
  const { cache, neighbour } = await cacheFixture()
  const other = await neighbour()
  await cache.set('k', 1, { tags: ['t'] })
  expect(await other.get('k')).toBe(1)

  await other.invalidateTag('t')
  await settle()

  expect(await cache.get('k')).toBeUndefined()
})

test.each([
  [['']],
  [['x'.repeat(257)]],
  [Array.from({ length: 65 }, (_, index) => `t${index}`)],
  [['\uD800']],
])('tags that cannot be carried are refused', async (tags) => {
  const { cache } = await cacheFixture()

  await expect(cache.set('k', 1, { tags })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  await expect(cache.getOrSet('k', () => 1, { tags })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
})

describe.each([
  ['expire', (cache: Awaited<ReturnType<typeof cacheFixture>>['cache']) => cache.expire('k')],
  ['expireTag', (cache: Awaited<ReturnType<typeof cacheFixture>>['cache']) => cache.expireTag('t')],
] as const)('%s', (_name, expire) => {
  test('makes a value stale: served where that is allowed, and loaded anew behind', async () => {
    const { cache } = await cacheFixture({ staleWhileRevalidateMs: 60_000 })
    await cache.getOrSet('k', () => 'old', { tags: ['t'] })

    await expire(cache)

    expect(await cache.lookup('k', () => 'new', { tags: ['t'] })).toMatchObject({
      value: 'old',
      outcome: 'stale',
    })
    await settle()
    expect(await cache.lookup('k', () => 'newer', { tags: ['t'] })).toMatchObject({
      value: 'new',
      outcome: 'hit',
    })
  })

  test('without leave to serve what is stale it is as good as deleted', async () => {
    const { cache } = await cacheFixture()
    await cache.getOrSet('k', () => 'old', { tags: ['t'] })

    await expire(cache)

    expect(await cache.get('k')).toBeUndefined()
    expect(await cache.getOrSet('k', () => 'new', { tags: ['t'] })).toBe('new')
  })

  test.each<[string, (cache: Cache) => Promise<unknown>]>([
    ['get', (cache) => cache.get('k')],
    ['a strict get', (cache) => cache.get('k', { consistency: 'strict' })],
    ['getMany', async (cache) => (await cache.getMany(['k']))[0]],
    ['getOrSet', (cache) => cache.getOrSet('k', () => undefined)],
    ['getOrSetMany', async (cache) => (await cache.getOrSetMany(['k'], () => [undefined]))[0]],
  ])('is seen by the very next %s, however late that looks at the clock', async (_way, read) => {
    const { cache } = await cacheFixture({ clock: new CreepingClock(1) })
    await cache.set('k', 'old', { tags: ['t'] })

    await expire(cache)

    expect(await read(cache)).toBeUndefined()
  })

  test('is seen by every read after it, in the midst of many that look at the clock together', async () => {
    const clock = new FakeClock()
    const cache = createCache({ clock })
    await cache.set('k', 'old', { tags: ['t'] })
    for (let read = 0; read < 30; read++) expect(await cache.get('k')).toBe('old')

    clock.oversleep(1)
    await expire(cache)

    expect(await Promise.all([1, 2, 3].map(() => cache.get('k')))).toEqual([undefined, undefined, undefined])
  })

  test('holds for every process, in both tiers', async () => {
    const { cache, neighbour } = await cacheFixture({ staleIfErrorMs: 60_000 })
    const [other, third] = [await neighbour(), await neighbour()]
    await cache.getOrSet('k', () => 'old', { tags: ['t'] })
    await settle()
    await other.get('k')

    await expire(cache)
    await settle()

    for (const reader of [other, third]) expect(await reader.get('k')).toBeUndefined()
    const failing = () => Promise.reject(new Error('away'))
    expect(await other.getOrSet('k', failing, { tags: ['t'] })).toBe('old')
  })
})

describe('a tag invalidated while loads run', () => {
  test('leaves them joinable, unless their value turns out to have it', async () => {
    const { cache } = await cacheFixture({ leaseMs: 0 })
    const [tagged, other] = [new Gate<string>(), new Gate<string>()]
    const load = (gate: Gate<string>, tag: string) => async (context: LoaderContext) => {
      const value = await gate.load()
      context.adapt({ tags: [tag] })
      return value
    }
    void cache.getOrSet('tagged', load(tagged, 't'))
    void cache.getOrSet('other', load(other, 'u'))
    await settle()

    await cache.invalidateTag('t')
    const joined = ['tagged', 'other'].map((key) => cache.getOrSet(key, () => 'new'))
    await settle()
    tagged.open('old')
    other.open('old')

    expect(await Promise.all(joined)).toEqual(['new', 'old'])
  })

  test('again and again ends all the same, with a load for each round', async () => {
    const { cache } = await cacheFixture()
    const gate = new Gate<string>()
    const load = async (context: LoaderContext) => {
      context.adapt({ tags: ['t'] })
      return gate.load()
    }
    const answers = Array.from({ length: 3 }, async (_, round) => {
      for (let turn = 0; turn < round; turn++) await settle()
      return cache.getOrSet('k', load)
    })
    for (let round = 1; round <= 8; round++) {
      await settle()
      await cache.invalidateTag('t')
      gate.open(`value ${round}`)
    }

    for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^value/)
    expect(gate.runs).toBeLessThanOrEqual(5)
  })
})
