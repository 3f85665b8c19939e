import { describe, expect, test } from 'vitest'
import { cacheFixture } from './cache-fixture.ts'
import { StoreError } from '../errors.ts'
import { settle } from '../testing/fake-clock.ts'

describe('a failing shared tier', () => {
  test('never fails a call', async () => {
    const { cache, faults } = await cacheFixture()
    faults.inject({ kind: 'fail' })

    await cache.set('set', 1)

    expect(await cache.get('set')).toBe(1)
    expect(await cache.getOrSet('loaded', () => 2)).toBe(2)
    expect(await cache.getMany(['absent'])).toEqual([undefined])
    expect(await cache.delete('set')).toBe(true)
    expect(await (await cache.deleteByPrefix('x')).reclaim()).toBe(0)
  })

  test('opens the breaker after five failures in a row, and is then left alone', async () => {
    const { cache, faults, observer } = await cacheFixture()
    await settle()
    faults.inject({ kind: 'fail' })
    for (let index = 0; index < 5; index++) await cache.get(`k${index}`)

    const callsBefore = faults.calls.get('get')
    await cache.get('another')

    expect(faults.calls.get('get')).toBe(callsBefore)
    expect(cache.stats().breakers?.read).toEqual({ state: 'open', failures: 5 })
    expect(observer.ofType('breaker')).toContainEqual({
      type: 'breaker',
      breaker: 'read',
      node: 'memory',
      from: 'closed',
      to: 'open',
    })
    expect(cache.stats().operations['l2.get'].errorsByCode).toEqual({ STORE_UNAVAILABLE: 5, CIRCUIT_OPEN: 1 })
  })

  test('writes that fail alone leave reads in service', async () => {
    const { cache, faults, clock } = await cacheFixture({ l1MaxBytes: 0 })
    await cache.set('kept', 1)
    faults.inject({ kind: 'fail', scope: 'writes' }, 'writes')

    for (let index = 0; index < 6; index++) await cache.set(`k${index}`, index)
    await clock.advance(2_000)

    expect(await cache.get('kept')).toBe(1)
    expect(cache.health()).toMatchObject({ status: 'degraded', breakers: { read: 'closed' } })
    expect(cache.health().breakers.write).not.toBe('closed')
  })
})

test('an observer that throws breaks nothing', async () => {
  const broken = {
    on: () => {
      throw new Error('a bug of the observer')
    },
  }
  const { cache, clock, faults } = await cacheFixture({ observer: broken })
  faults.inject({ kind: 'fail' })

  for (let index = 0; index < 6; index++) await cache.get(`k${index}`)
  await clock.advance(2_000)
  faults.inject({ kind: 'none' })
  await clock.advance(2_000)

  expect(cache.health().status).toBe('healthy')
})

test('a store that is full still takes deletions', async () => {
  const { cache, faults, clock, backing } = await cacheFixture()
  await cache.set('k', 1)
  faults.inject({ kind: 'fail', scope: 'writes' }, 'sets')
  for (let index = 0; index < 6; index++) await cache.set(`k${index}`, index)
  expect(cache.health().breakers.write).toBe('open')

  await cache.delete('k')
  await clock.advance(1_000)

  expect(await backing.get('larder:k')).toBeUndefined()
  expect(cache.health()).toMatchObject({ status: 'degraded', journalSize: 0 })
})

describe('a hanging shared tier', () => {
  test('holds up a call no longer than the deadline', async () => {
    const { cache, faults, clock } = await cacheFixture({ storeDeadlineMs: 150 })
    faults.inject({ kind: 'hang' })
    let answered = false
    const call = cache
      .getOrSet('k', () => 'from the source')
      .then((value) => {
        answered = true
        return value
      })

    await clock.advance(149)
    expect(answered).toBe(false)
    await clock.advance(10)

    expect(await call).toBe('from the source')
  })

  test('is seen as degraded within a second without any traffic', async () => {
    const { cache, faults, clock } = await cacheFixture()
    await clock.advance(700)
    expect(cache.health().status).toBe('healthy')
    faults.inject({ kind: 'hang' })

    await clock.advance(1_000)

    expect(cache.health()).toMatchObject({
      status: 'degraded',
      reason: expect.stringContaining('within 150 ms') as string,
    })
  })
})

describe('recovery', () => {
  test('a background probe closes the breakers; no user call has to find out', async () => {
    const { cache, faults, clock } = await cacheFixture()
    await cache.set('first', 0)
    faults.inject({ kind: 'fail' }, 'sets')
    for (let index = 0; index < 5; index++) await cache.set(`k${index}`, index)
    faults.inject({ kind: 'fail' })
    for (let index = 0; index < 5; index++) await cache.get(`absent${index}`)
    expect(cache.health().breakers).toEqual({ read: 'open', write: 'open' })
    faults.inject({ kind: 'none' })
    const gets = faults.calls.get('get')

    await clock.advance(600)

    expect(cache.health()).toMatchObject({ status: 'healthy', breakers: { read: 'closed', write: 'closed' } })
    expect(faults.calls.get('get')).toBe(gets)
  })

  test('a store that appears late is used as soon as a probe has seen it', async () => {
    const { cache, faults, clock, backing } = await cacheFixture()
    faults.inject({ kind: 'fail' })
    await clock.advance(60_000)
    expect(cache.health().status).toBe('degraded')

    faults.inject({ kind: 'none' })
    await clock.advance(600)
    await cache.set('k', 1)

    expect(await backing.get('larder:k')).toBeDefined()
  })

  test('what was deleted meanwhile is gone before the store is read again', async () => {
    const { cache, faults, clock } = await cacheFixture({ l1MaxBytes: 0 })
    await cache.set('k', 'old')
    faults.inject({ kind: 'hang' })
    const deleting = cache.delete('k')
    await clock.advance(200)
    await deleting
    const seen: unknown[] = []

    faults.inject({ kind: 'none' })
    for (let step = 0; step < 20; step++) {
      seen.push(await cache.get('k'))
      await clock.advance(50)
    }

    expect(seen.every((value) => value === undefined)).toBe(true)
    expect(cache.health().status).toBe('healthy')
  })

  test('passing probes do not hide calls that fail', async () => {
    const { cache, clock, backing } = await cacheFixture()
    await clock.advance(700)
    const failure = new StoreError('STORE_UNAVAILABLE', 'all', 'reads of real keys fail')
    backing.get = () => Promise.reject(failure)

    for (let index = 0; index < 5; index++) {
      await cache.get(`k${index}`)
      if (index < 4) await clock.advance(600)
    }

    expect(cache.stats().breakers?.read).toEqual({ state: 'open', failures: 5 })
  })
})

test('an entry that no cache would have stored is a miss, and reported', async () => {
  const { cache, backing, observer } = await cacheFixture()
  await cache.set('k', 'v')
  const entry = await backing.get('larder:k')
  await cache.delete('k')
  const value: unknown = JSON.parse('{"__proto__":{"admin":true}}')
  backing.get = async () => entry && { ...entry, stamp: { ...entry.stamp, seq: 9 }, value }

  expect(await cache.getOrSet('k', () => 'loaded')).toBe('loaded')
  expect(observer.ofType('unreadable-entry')).toContainEqual({ type: 'unreadable-entry', cause: 'json' })
})
