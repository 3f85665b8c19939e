import { describe, expect, test } from 'vitest'
import type { Cache } from './cache.ts'
import { cacheFixture, Gate } from './cache-fixture.ts'
import { createCache } from './create-cache.ts'
import { settle } from '../testing/fake-clock.ts'

describe('reading', () => {
  test('a value is loaded once and then comes from memory', async () => {
    const { cache } = await cacheFixture()
    let loads = 0
    const load = () => ({ mesa: ++loads })

    const first = await cache.lookup('mesa:1', load)
    const second = await cache.lookup('mesa:1', load)

    expect(first).toEqual({ value: { mesa: 1 }, outcome: 'load', tier: 'source', ageMs: 0 })
    expect(second).toEqual({ value: { mesa: 1 }, outcome: 'hit', tier: 'l1', ageMs: 0 })
  })

  test('another process finds the value in the shared tier', async () => {
    const { cache, clock, neighbour } = await cacheFixture()
    await cache.set('mesa:1', 'libre')
    await clock.advance(1_000)

    const found = await (await neighbour()).lookup('mesa:1', () => 'never')

    expect(found).toEqual({ value: 'libre', outcome: 'hit', tier: 'l2', ageMs: 1_000 })
  })

  test.each([null, 0, false, ''])('%j is a value like any other', async (value) => {
    const { cache, neighbour } = await cacheFixture()
    await cache.getOrSet('k', () => value)

    expect(await cache.getOrSet<unknown>('k', () => 'again')).toBe(value)
    expect(await (await neighbour()).get('k')).toBe(value)
  })

  test('"not found" is loaded again unless negativeTtlMs is set', async () => {
    const { cache, clock } = await cacheFixture()
    let loads = 0
    const load = () => void loads++
    await cache.getOrSet('plain', load)
    await cache.getOrSet('plain', load)
    await cache.getOrSet('negative', load, { negativeTtlMs: 500 })
    await cache.getOrSet('negative', load, { negativeTtlMs: 500 })

    await clock.advance(500)
    await cache.getOrSet('negative', load, { negativeTtlMs: 500 })

    expect(loads).toBe(4)
  })

  test('getMany answers in order from one pass over memory and one over the shared tier', async () => {
    const { cache, faults, neighbour } = await cacheFixture()
    await (
      await neighbour()
    ).setMany([
      ['b', 2],
      ['c', 3],
    ])
    await cache.set('a', 1)

    const values = await cache.getMany(['c', 'a', 'absent', 'b', 'c'])

    expect(values).toEqual([3, 1, undefined, 2, 3])
    expect(faults.calls.get('getMany')).toBe(1)
    expect(cache.stats().operations.getMany).toMatchObject({ hits: { l1: 1, l2: 3 }, misses: 1 })
  })

  test('works in memory alone', async () => {
    const { clock } = await cacheFixture()
    const cache = createCache({ clock })
    await cache.set('k', 1)

    expect(await cache.get('k')).toBe(1)
    expect(cache.health()).toMatchObject({
      status: 'disabled',
      reason: expect.stringContaining('memory serves alone') as string,
    })
  })

  test('works without memory', async () => {
    const { cache, faults } = await cacheFixture({ l1MaxBytes: 0 })
    await cache.set('k', 1)

    expect(await cache.get('k')).toBe(1)
    expect(faults.calls.get('get')).toBe(1)
  })
})

test('"not found" is never served past negativeTtlMs, whatever staleness is allowed', async () => {
  const { cache, clock } = await cacheFixture({
    negativeTtlMs: 1_000,
    staleWhileRevalidateMs: 60_000,
    staleIfErrorMs: 3_600_000,
  })
  await cache.getOrSet('k', () => undefined)
  await clock.advance(1_500)

  await expect(cache.getOrSet('k', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await cache.getOrSet<unknown>('k', () => 'there now')).toBe('there now')
})

describe('what comes along with a load', () => {
  const page = (cache: Cache, during: () => Promise<unknown> = async () => {}) =>
    cache.getOrSet('page', async ({ keepAlso }) => {
      keepAlso('record:1', 'from the page')
      await during()
      return 'page'
    })

  test('is kept under its own key, in both tiers', async () => {
    const { cache, neighbour } = await cacheFixture()

    await page(cache)
    await settle()

    expect(await cache.get('record:1')).toBe('from the page')
    expect(await (await neighbour()).get('record:1')).toBe('from the page')
  })

  test('lives by its own rules where it is given some', async () => {
    const { cache, clock } = await cacheFixture({ ttlMs: 1_000 })

    await cache.getOrSet('page', ({ keepAlso }) => {
      keepAlso('longer', 1, { ttlMs: 5_000 })
      keepAlso('alike', 2)
      return 'page'
    })
    await clock.advance(1_500)

    expect(await cache.get('longer')).toBe(1)
    expect(await cache.get('alike')).toBeUndefined()
    await expect(
      cache.getOrSet('other', ({ keepAlso }) => keepAlso('bad', 1, { ttlMs: -1 })),
    ).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  })

  test('is not kept when anything was deleted or set since the load began', async () => {
    const { cache } = await cacheFixture()

    await page(cache, () => cache.deleteByPrefix('record:'))
    expect(await cache.get('record:1')).toBeUndefined()
    await cache.delete('page')
    await page(cache, () => cache.set('record:1', 'newer'))

    expect(await cache.get('record:1')).toBe('newer')
  })

  test('does not replace what another load brought meanwhile', async () => {
    const { cache } = await cacheFixture()

    await page(cache, () => cache.getOrSet('record:1', () => 'newer'))

    expect(await cache.get('record:1')).toBe('newer')
  })

  test('leaves nothing to make up for when the shared tier cannot take it', async () => {
    const { cache, faults } = await cacheFixture()
    faults.inject({ kind: 'fail' }, 'writes')

    await page(cache)
    await settle()

    expect(cache.stats().journalSize).toBe(0)
  })
})

describe('single-flight', () => {
  test('concurrent callers of a key share one load', async () => {
    const { cache } = await cacheFixture()
    const gate = new Gate<string>()
    const callers = Array.from({ length: 50 }, () => cache.getOrSet('k', gate.load))
    await settle()

    gate.open('once')

    expect(new Set(await Promise.all(callers))).toEqual(new Set(['once']))
    expect(gate.runs).toBe(1)
    expect(cache.stats().loadsJoined).toBe(49)
  })

  test('a failing loader runs once, rejects every waiter with the same error, and is not cached', async () => {
    const { cache } = await cacheFixture()
    const gate = new Gate<string>()
    const callers = Array.from({ length: 50 }, () => cache.getOrSet('k', gate.load))
    const failure = new Error('upstream says no')
    await settle()

    gate.fail(failure)

    const outcomes = await Promise.allSettled(callers)
    expect(outcomes.every((outcome) => outcome.status === 'rejected' && outcome.reason === failure)).toBe(
      true,
    )
    expect(gate.runs).toBe(1)
    expect(await cache.getOrSet('k', () => 'fine')).toBe('fine')
  })

  test('a caller may leave; the load goes on for the others', async () => {
    const { cache } = await cacheFixture()
    const gate = new Gate<string>()
    const leaving = new AbortController()
    const left = cache.getOrSet('k', gate.load, { signal: leaving.signal })
    const stayed = cache.getOrSet('k', gate.load)
    await settle()

    leaving.abort()

    await expect(left).rejects.toMatchObject({ code: 'ABORTED' })
    gate.open('value')
    expect(await stayed).toBe('value')
  })

  test('when the last caller leaves, the loader is told, and the next caller loads anew', async () => {
    const { cache } = await cacheFixture()
    const leaving = new AbortController()
    let told = false
    const left = cache.getOrSet(
      'k',
      ({ signal }) => new Promise(() => signal.addEventListener('abort', () => (told = true))),
      {
        signal: leaving.signal,
      },
    )
    await settle()

    leaving.abort()

    await expect(left).rejects.toMatchObject({ code: 'ABORTED' })
    expect(told).toBe(true)
    expect(await cache.getOrSet('k', () => 'anew')).toBe('anew')
  })

  test('a load is cut at its hard timeout, whether the loader listens or not', async () => {
    const { cache, clock } = await cacheFixture({ hardTimeoutMs: 1_000 })
    const call = cache.getOrSet('k', () => new Promise(() => {}))
    const rejection = expect(call).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' })

    await clock.advance(1_000)

    await rejection
  })
})

describe('staleness', () => {
  test('past its ttl a value is served at once within staleWhileRevalidateMs, and replaced behind', async () => {
    const { cache, clock } = await cacheFixture({ ttlMs: 100, staleWhileRevalidateMs: 100 })
    await cache.set('k', 'old')
    await clock.advance(150)

    const stale = await cache.lookup('k', () => 'new')
    await settle()

    expect(stale).toMatchObject({ value: 'old', outcome: 'stale', ageMs: 150 })
    expect(await cache.get('k')).toBe('new')
  })

  test('a stale value of the shared tier is served at once too', async () => {
    const { cache, clock, neighbour } = await cacheFixture({ ttlMs: 100, staleWhileRevalidateMs: 100 })
    await cache.set('k', 'old')
    await clock.advance(150)
    const other = await neighbour()

    const stale = await other.lookup('k', () => 'new')
    await settle()

    expect(stale).toMatchObject({ value: 'old', outcome: 'stale', tier: 'l2', ageMs: 150 })
    expect(await other.get('k')).toBe('new')
  })

  test('a failed refresh keeps the old value and is reported', async () => {
    const { cache, clock, observer } = await cacheFixture({ ttlMs: 100, staleWhileRevalidateMs: 1_000 })
    await cache.set('k', 'old')
    await clock.advance(150)

    await cache.getOrSet('k', () => Promise.reject(new Error('away')))
    await settle()

    expect(await cache.get('k')).toBe('old')
    expect(observer.ofType('refresh-failed')).toEqual([{ type: 'refresh-failed', message: 'away' }])
  })

  test('a stale value covers a failing loader within staleIfErrorMs, from memory or the shared tier, and no longer', async () => {
    const { cache, clock, neighbour } = await cacheFixture({ ttlMs: 100, staleIfErrorMs: 1_000 })
    await cache.set('k', 'old')
    const fail = () => Promise.reject(new Error('away'))
    await clock.advance(500)

    expect(await cache.lookup('k', fail)).toMatchObject({ value: 'old', outcome: 'stale' })
    expect(await (await neighbour()).lookup('k', fail)).toMatchObject({ value: 'old', outcome: 'stale' })
    await clock.advance(600)
    await expect(cache.getOrSet('k', fail)).rejects.toThrow('away')
  })

  test('past the soft timeout a stale value is served and the load goes on', async () => {
    const { cache, clock } = await cacheFixture({ ttlMs: 100, staleIfErrorMs: 60_000, softTimeoutMs: 50 })
    const gate = new Gate<string>()
    await cache.set('k', 'old')
    await clock.advance(150)

    const call = cache.getOrSet('k', gate.load)
    await clock.advance(50)

    expect(await call).toBe('old')
    gate.open('new')
    await settle()
    expect(await cache.get('k')).toBe('new')
  })

  test('a value is not served past its ttl to a caller that allows no staleness', async () => {
    const { cache, clock } = await cacheFixture({ ttlMs: 100, staleWhileRevalidateMs: 1_000 })
    await cache.set('k', 'old')
    await clock.advance(100)

    expect(await cache.getOrSet('k', () => 'new', { staleWhileRevalidateMs: 0 })).toBe('new')
  })

  test('a caller that allows no staleness waits for the load that others were spared', async () => {
    const { cache, clock, neighbour } = await cacheFixture({ ttlMs: 100, staleWhileRevalidateMs: 1_000 })
    await cache.set('k', 'old')
    await clock.advance(150)
    const other = await neighbour({ l1MaxBytes: 0 })
    const gate = new Gate<string>()

    expect(await other.getOrSet('k', gate.load)).toBe('old')
    const strict = other.getOrSet('k', gate.load, { staleWhileRevalidateMs: 0, staleIfErrorMs: 0 })
    expect(await other.getOrSet('k', gate.load)).toBe('old')
    gate.open('new')

    expect(await strict).toBe('new')
    expect(gate.runs).toBe(1)
  })

  test('a jump of the wall clock neither ends nor prolongs a life in memory', async () => {
    const { cache, clock } = await cacheFixture({ ttlMs: 1_000 })
    await cache.set('k', 'v')

    clock.jumpWall(3_600_000)
    expect(await cache.get('k')).toBe('v')
    clock.jumpWall(-7_200_000)
    await clock.advance(1_000)
    expect(await cache.getOrSet('k', () => 'loaded')).toBe('loaded')
  })
})

describe('isolation', () => {
  test('a caller cannot change what is cached through what it was given', async () => {
    const { cache, neighbour } = await cacheFixture()
    const given = { mesas: [1, 2] }
    await cache.set('k', given)

    expect(() => given.mesas.push(3)).toThrow(TypeError)
    const found = await (await neighbour()).get<{ mesas: number[] }>('k')
    expect(() => found?.mesas.push(3)).toThrow(TypeError)
  })

  test('a value that JSON cannot carry is refused, by set and from a loader', async () => {
    const { cache } = await cacheFixture()

    await expect(cache.set('k', { when: new Date() })).rejects.toMatchObject({ code: 'VALUE_NOT_CARRIABLE' })
    await expect(cache.getOrSet('k', () => new Map())).rejects.toMatchObject({ code: 'VALUE_NOT_CARRIABLE' })
  })
})

describe('bad calls', () => {
  test('every bad option is named in one message', () => {
    const create = () =>
      createCache({ ttlMs: -1, hardTimeoutMs: 0, namespace: 'a b', l1MaxBytes: Number.NaN })

    expect(create).toThrow(/ttlMs is -1.*hardTimeoutMs is 0.*namespace is "a b".*l1MaxBytes is NaN/)
  })

  test('bad keys, options and values of a call are refused before anything happens', async () => {
    const { cache } = await cacheFixture()

    await expect(cache.get('')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
    await expect(cache.getOrSet('k', () => 1, { ttlMs: -5 })).rejects.toThrow(/ttlMs is -5/)
    await expect(cache.set('k', undefined)).rejects.toThrow(/use delete/)
    await expect(cache.deleteByPattern('a[b]')).rejects.toThrow(/bracket/)
  })

  test('close ends loads that a delete had set apart, too', async () => {
    const { cache } = await cacheFixture()
    const running = cache.getOrSet('k', () => new Promise(() => {}))
    const rejection = expect(running).rejects.toMatchObject({ code: 'CLOSED' })
    await settle()
    await cache.delete('k')
    expect(cache.stats().loadsInFlight).toBe(1)

    await cache.close()

    await rejection
  })

  test('after close, calls reject with CLOSED and running loads end', async () => {
    const { cache } = await cacheFixture()
    await cache.set('kept', 1)
    const running = cache.getOrSet('k', () => new Promise(() => {}))
    const rejection = expect(running).rejects.toMatchObject({ code: 'CLOSED' })
    await settle()

    await cache.close()
    await cache.close()

    await rejection
    await expect(cache.get('kept')).rejects.toMatchObject({ code: 'CLOSED' })
  })
})

test('statistics tell hits by tier, misses, errors and loads saved', async () => {
  const { cache, neighbour } = await cacheFixture()
  await (await neighbour()).set('shared', 1)
  await cache.getOrSet('shared', () => 2)
  await cache.getOrSet('shared', () => 2)
  await cache.getOrSet('loaded', () => 3)
  await cache.getOrSet('failed', () => Promise.reject(new Error('x'))).catch(() => {})

  const stats = cache.stats()

  expect(stats.operations.get).toMatchObject({
    hits: { l1: 1, l2: 1 },
    misses: 2,
    hitRate: 0.5,
    errors: 1,
    errorsByCode: { LOADER: 1 },
  })
  expect(stats.operations.load).toMatchObject({ count: 1, errors: 1 })
  expect(stats.loadsSaved).toBe(2)
  expect(stats.l1.entries).toBe(2)
  // Of the three that were answered, the one from memory.
  expect([stats.l1Latency.count, stats.operations.get.histogram.count]).toEqual([1, 3])
})

test('memory stays within its bound and lets the least recently used go', async () => {
  const { clock } = await cacheFixture()
  const cache = createCache({ clock, l1MaxBytes: 10_000 })

  for (let index = 0; index < 100; index++) {
    await cache.set(`k${index}`, 'x'.repeat(500))
    await cache.get('k0')
  }

  expect(cache.stats().l1.bytes).toBeLessThanOrEqual(10_000)
  expect(cache.stats().l1.evictions).toBeGreaterThan(80)
  expect(await cache.get('k0')).toBeDefined()
  expect(await cache.get('k1')).toBeUndefined()
})
