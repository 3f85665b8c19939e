import { describe, expect, test } from 'vitest'
import { cacheFixture, Gate } from './cache-fixture.ts'
import type { LoaderContext, ManyLoaderContext } from './options.ts'
import { settle } from '../testing/fake-clock.ts'

test('a loader is told whether somebody waits for it', async () => {
  const { cache, clock } = await cacheFixture({
    ttlMs: 1_000,
    staleWhileRevalidateMs: 60_000,
    earlyRefreshBeta: 0,
  })
  const told: (boolean | undefined)[] = []
  const load = ({ isBackground }: LoaderContext) => told.push(isBackground)
  const loadMany = (keys: readonly string[], { isBackground }: ManyLoaderContext) => {
    told.push(isBackground)
    return keys.map(() => 1)
  }
  await cache.getOrSet('k', load)
  await cache.getOrSetMany(['l', 'm'], loadMany)
  await clock.advance(1_000)

  await cache.getOrSet('k', load)
  await cache.getOrSetMany(['l', 'm'], loadMany)
  await settle()
  await clock.advance(1_000)
  await cache.namespace('n').getOrSet('k', load)
  await cache.getOrSet('k', load, { consistency: 'strict' })

  expect(told).toEqual([false, false, true, true, false, false])
})

describe('a load that nobody waited for is told when somebody does', () => {
  const options = { ttlMs: 1_000, staleWhileRevalidateMs: 1_000, earlyRefreshBeta: 0 }

  /** A load that goes on for ever, and what it is told. */
  const endless = () => {
    const told = { isBackground: false, whenAwaited: undefined as AbortSignal | undefined }
    return {
      told,
      load: ({ isBackground = false, whenAwaited }: LoaderContext | ManyLoaderContext) => {
        Object.assign(told, { isBackground, whenAwaited })
        return new Promise<never>(() => {})
      },
    }
  }

  test('in the same process', async () => {
    const { cache, clock } = await cacheFixture(options)
    const { told, load } = endless()
    await cache.getOrSet('k', () => 1)
    await clock.advance(1_500)
    await cache.getOrSet('k', load)
    await settle()
    await cache.getOrSet('k', load)
    expect(told).toMatchObject({ isBackground: true, whenAwaited: { aborted: false } })

    await clock.advance(1_000)
    void cache.getOrSet('k', load)
    await settle()

    expect(told.whenAwaited?.aborted).toBe(true)
  })

  test('in another process', async () => {
    const { cache, clock, neighbour } = await cacheFixture(options)
    const other = await neighbour()
    const { told, load } = endless()
    await cache.getOrSet('k', () => 1)
    await clock.advance(1_500)
    await cache.getOrSet('k', load)
    await settle()
    await other.getOrSet('k', () => 2)
    await clock.advance(100)
    expect(told).toMatchObject({ isBackground: true, whenAwaited: { aborted: false } })

    await clock.advance(1_000)
    void other.getOrSet('k', () => 2)
    // Its own load was in the background, too: the wait for the lease ends twice within its life.
    await clock.advance(300)

    expect(told.whenAwaited?.aborted).toBe(true)
  })

  test('of one of the keys of a batch', async () => {
    const { cache, clock } = await cacheFixture(options)
    const { told, load } = endless()
    const loadMany = (_: readonly string[], context: ManyLoaderContext) => load(context)
    await cache.getOrSetMany(['k', 'l'], (keys) => keys.map(() => 1))
    await clock.advance(1_500)
    await cache.getOrSetMany(['k', 'l'], loadMany)
    await settle()
    expect(told).toMatchObject({ isBackground: true, whenAwaited: { aborted: false } })

    await clock.advance(1_000)
    void cache.getOrSet('l', () => 2)
    await settle()

    expect(told.whenAwaited?.aborted).toBe(true)
  })

  test('a load that somebody waits for has nothing to be told', async () => {
    const { cache } = await cacheFixture(options)
    const { told, load } = endless()

    void cache.getOrSet('k', load)
    await settle()

    expect(told).toEqual({ isBackground: false, whenAwaited: undefined })
  })
})

describe('the stale answer of a load that takes long', () => {
  test('is not given to those who come when it is too old', async () => {
    const { cache, clock, neighbour } = await cacheFixture({
      ttlMs: 1_000,
      staleWhileRevalidateMs: 1_000,
      earlyRefreshBeta: 0,
    })
    const other = await neighbour()
    const gate = new Gate<string>()
    await other.set('k', 'old')
    await clock.advance(1_500)
    expect(await cache.lookup('k', gate.load)).toMatchObject({ value: 'old', outcome: 'stale' })

    await clock.advance(1_000)
    const late = cache.lookup('k', gate.load)
    await settle()
    gate.open('new')

    expect(await late).toMatchObject({ value: 'new', outcome: 'load' })
    expect(gate.runs).toBe(1)
  })

  test('is not given to a caller of narrower limits, when the load fails', async () => {
    const { cache, clock } = await cacheFixture({ ttlMs: 1_000, earlyRefreshBeta: 0 })
    const gate = new Gate<string>()
    await cache.set('k', 'old', { staleIfErrorMs: 60_000 })
    await clock.advance(10_000)
    const patient = cache.lookup('k', gate.load, { staleIfErrorMs: 60_000 })
    const strict = cache.lookup('k', gate.load, { staleIfErrorMs: 1_000 })
    const refused = expect(strict).rejects.toThrow('away')
    await settle()

    gate.fail(new Error('away'))

    expect(await patient).toMatchObject({ value: 'old', outcome: 'stale' })
    await refused
  })

  test('is given to those who come in time, with the age that it has then', async () => {
    const { cache, clock, neighbour } = await cacheFixture({
      ttlMs: 1_000,
      staleWhileRevalidateMs: 1_000,
      earlyRefreshBeta: 0,
      l1MaxBytes: 0,
    })
    const other = await neighbour()
    const gate = new Gate<string>()
    await other.set('k', 'old')
    await clock.advance(1_200)
    expect(await cache.lookup('k', gate.load)).toMatchObject({ outcome: 'stale', ageMs: 1_200 })

    await clock.advance(500)

    expect(await cache.lookup('k', gate.load)).toMatchObject({ outcome: 'stale', ageMs: 1_700 })
    await clock.advance(500)
    const late = cache.lookup('k', gate.load)
    await settle()
    gate.open('new')
    expect(await late).toMatchObject({ value: 'new', outcome: 'load' })
  })
})
