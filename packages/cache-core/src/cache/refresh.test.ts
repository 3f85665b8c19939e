import { describe, expect, test } from 'vitest'
import { cacheFixture, Gate } from './cache-fixture.ts'
import { type LoaderContext, notModified } from './options.ts'
import { settle } from '../testing/fake-clock.ts'

describe('adapt', () => {
  test('sets the life of what is loaded, whatever the call says', async () => {
    const { cache, clock } = await cacheFixture({ ttlMs: 60_000 })
    await cache.getOrSet('k', ({ adapt }) => {
      adapt({ ttlMs: 100 })
      return 1
    })

    await clock.advance(150)

    expect(await cache.get('k')).toBeUndefined()
  })

  test('a life that cannot be is refused, and nothing kept', async () => {
    const { cache } = await cacheFixture()
    const load = cache.getOrSet('k', ({ adapt }) => {
      adapt({ ttlMs: Number.NaN })
      return 1
    })

    await expect(load).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
    expect(await cache.get('k')).toBeUndefined()
  })
})

describe('a conditional refresh', () => {
  test('is given the stale value with its etag, and may keep it with a new life', async () => {
    const { cache, clock } = await cacheFixture({ ttlMs: 100, staleIfErrorMs: 60_000 })
    await cache.getOrSet('k', ({ adapt }) => {
      adapt({ etag: '"7"', tags: ['t'] })
      return { n: 7 }
    })
    await clock.advance(150)

    const again = await cache.lookup<{ n: number }>('k', ({ stale }) => {
      expect(stale).toEqual({ value: { n: 7 }, ageMs: 150, etag: '"7"' })
      return notModified
    })

    expect(again).toMatchObject({ value: { n: 7 }, outcome: 'load' })
    await clock.advance(50)
    expect(await cache.lookup('k', () => ({ n: 8 }))).toMatchObject({
      value: { n: 7 },
      outcome: 'hit',
      ageMs: 50,
    })
    await clock.advance(60)
    await cache.getOrSet('k', ({ stale }) => {
      expect(stale?.etag).toBe('"7"')
      return notModified
    })
  })

  test('finds the stale value of the shared tier, etag included', async () => {
    const { cache, clock, neighbour } = await cacheFixture({ ttlMs: 100, staleIfErrorMs: 60_000 })
    await cache.getOrSet('k', ({ adapt }) => {
      adapt({ etag: '"7"' })
      return 'kept'
    })
    await clock.advance(150)

    const value = await (
      await neighbour()
    ).getOrSet('k', ({ stale }) => {
      expect(stale).toMatchObject({ value: 'kept', etag: '"7"' })
      return notModified
    })

    expect(value).toBe('kept')
  })

  test('has nothing to go by after an invalidation', async () => {
    const { cache } = await cacheFixture()
    await cache.set('k', 'old')
    await cache.delete('k')

    const load = cache.getOrSet('k', ({ stale }) => {
      expect(stale).toBeUndefined()
      return notModified
    })

    await expect(load).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  })
})

describe('early refresh', () => {
  /** A value that took a second to load, near the end of its minute. */
  async function nearlyOver(options: { readonly earlyRefreshBeta?: number } = {}) {
    const fixture = await cacheFixture({ ttlMs: 60_000, ...options })
    const { cache, clock } = fixture
    const gate = new Gate<string>()
    const loading = cache.getOrSet('k', gate.load)
    await clock.advance(1_000)
    gate.open('old')
    await loading
    await clock.advance(59_990)
    return fixture
  }

  test('a hit near the end of the ttl is served, and refreshed behind', async () => {
    const { cache, clock } = await nearlyOver({ earlyRefreshBeta: 100 })

    expect(await cache.lookup('k', () => 'new')).toMatchObject({ value: 'old', outcome: 'hit' })
    await settle()
    await clock.advance(20)

    expect(await cache.lookup('k', () => 'newer')).toMatchObject({ value: 'new', outcome: 'hit' })
  })

  test('looks at the shared tier first: another process may have been quicker', async () => {
    const { cache, neighbour } = await nearlyOver({ earlyRefreshBeta: 100 })
    const other = await neighbour({ earlyRefreshBeta: 100 })
    let loads = 0
    const load = () => `new ${++loads}`
    await other.getOrSet('k', load)
    await settle()
    await other.getOrSet('k', load)
    await settle()
    expect(loads).toBe(1)

    await cache.getOrSet('k', load)
    await settle()

    expect(await cache.get('k')).toBe('new 1')
    expect(loads).toBe(1)
  })

  test('can be turned off', async () => {
    const { cache } = await nearlyOver({ earlyRefreshBeta: 0 })
    let loads = 0

    await cache.getOrSet('k', () => `${++loads}`)
    await settle()

    expect(loads).toBe(0)
  })
})

test('ttlJitter spreads the ends of lives, and only shortens them', async () => {
  const { cache } = await cacheFixture({ ttlMs: 1_000, ttlJitter: 0.5 })
  const keys = Array.from({ length: 50 }, (_, index) => `k${index}`)
  for (const key of keys) await cache.getOrSet(key, () => 1)

  const lives = await Promise.all(keys.map(async (key) => (await cache.explain(key)).l1?.ttlLeftMs ?? 0))

  expect(Math.max(...lives)).toBeLessThanOrEqual(1_000)
  expect(Math.min(...lives)).toBeGreaterThanOrEqual(500)
  expect(new Set(lives).size).toBeGreaterThan(30)
})

describe('deadlineMs', () => {
  test('bounds the whole call; the load goes on behind', async () => {
    const { cache, clock } = await cacheFixture()
    const gate = new Gate<string>()
    const call = cache.getOrSet('k', gate.load, { deadlineMs: 100 })
    const rejection = expect(call).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' })

    await clock.advance(150)
    await rejection
    gate.open('late')
    await settle()

    expect(await cache.get('k')).toBe('late')
  })

  test('a caller that leaves before it is told so', async () => {
    const { cache } = await cacheFixture()
    const signal = AbortSignal.abort()

    await expect(cache.getOrSet('k', () => 1, { deadlineMs: 100, signal })).rejects.toMatchObject({
      code: 'ABORTED',
    })
  })

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('%d is refused', async (deadlineMs) => {
    const { cache } = await cacheFixture()

    await expect(cache.getOrSet('k', () => 1, { deadlineMs })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    })
  })
})

test('a call that runs out of time leaves its load running, whatever its signal does later', async () => {
  const { cache, clock } = await cacheFixture()
  const gate = new Gate<string>()
  const caller = new AbortController()
  let isAborted = false
  const load = ({ signal }: LoaderContext) => {
    signal.addEventListener('abort', () => (isAborted = true))
    return gate.load()
  }
  const call = cache.getOrSet('k', load, { deadlineMs: 100, signal: caller.signal })
  const cut = expect(call).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' })
  await clock.advance(100)
  await cut

  caller.abort()
  await settle()
  gate.open('loaded')
  await settle()

  expect(isAborted).toBe(false)
  expect(await cache.get('k')).toBe('loaded')
})
