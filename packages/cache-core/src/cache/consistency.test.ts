import { describe, expect, test } from 'vitest'
import { cacheFixture, Gate } from './cache-fixture.ts'
import { FaultLines } from '../testing/fault-lines.ts'
import { settle } from '../testing/fake-clock.ts'

const DELTA_MS = 2_000

describe('a lost message', () => {
  test('costs at most propagationLimitMs', async () => {
    const { cache, faults, clock, neighbour } = await cacheFixture()
    const other = await neighbour()
    await other.set('k', 'old')
    expect(await cache.get('k')).toBe('old')
    faults.inject({ kind: 'fail' }, 'messages')

    await other.delete('k')
    await settle()
    expect(await cache.get('k')).toBe('old')
    await clock.advance(DELTA_MS)

    expect(await cache.get('k')).toBeUndefined()
  })

  test('is noticed at the next one', async () => {
    const { cache, faults, neighbour } = await cacheFixture()
    const other = await neighbour()
    await other.set('k', 'old')
    await cache.get('k')
    faults.inject({ kind: 'fail' }, 'messages')
    await other.delete('k')
    await settle()
    faults.inject({ kind: 'none' }, 'messages')

    await other.delete('something else')
    await settle()

    expect(await cache.get('k')).toBeUndefined()
  })

  test('of a log that was trimmed since is made up for from what it remembers', async () => {
    const { cache, backend, faults, clock, neighbour } = await cacheFixture()
    const other = await neighbour()
    await other.setMany([
      ['k', 'old'],
      ['kept', 1],
    ])
    await cache.getMany(['k', 'kept'])
    faults.inject({ kind: 'fail' }, 'messages')
    await other.delete('k')
    await other.delete('something else')
    backend.logState('larder').trim()

    await clock.advance(DELTA_MS)

    expect(await cache.getMany(['k', 'kept'])).toEqual([undefined, 1])
  })

  test('and of what was set, though the failover lost that', async () => {
    const { cache, backend, clock, faults, neighbour } = await cacheFixture({ ttlMs: 600_000 })
    const other = await neighbour()
    await other.setMany([
      ['k', 'old'],
      ['kept', 1],
    ])
    await cache.getMany(['k', 'kept'])
    faults.inject({ kind: 'fail' }, 'messages')
    await other.set('k', 'new')
    backend.logState('larder').loseTail(1)
    await clock.advance(DELTA_MS)

    expect(await cache.get('k')).not.toBe('old')
    expect(await cache.get('kept')).toBe(1)
    expect(await other.get('k')).toBe('new')
  })
})

describe('a strict read', () => {
  test('is never older than the last acknowledged invalidation, whatever was lost', async () => {
    const { cache, faults, neighbour } = await cacheFixture()
    const other = await neighbour()
    await other.set('k', 'old')
    await cache.get('k')
    faults.inject({ kind: 'fail' }, 'messages')

    await other.delete('k')

    expect(await cache.get('k')).toBe('old')
    expect(await cache.get('k', { consistency: 'strict' })).toBeUndefined()
    expect(await cache.getMany(['k'], { consistency: 'strict' })).toEqual([undefined])
  })

  test('costs one round trip, which reads of one tick share', async () => {
    const { cache, faults } = await cacheFixture()
    await cache.setMany([
      ['a', 1],
      ['b', 2],
    ])
    const asked = faults.calls.get('readSince') ?? 0

    const options = { consistency: 'strict' } as const
    const values = await Promise.all([cache.get('a', options), cache.getOrSet('b', () => 0, options)])

    expect(values).toEqual([1, 2])
    expect(faults.calls.get('readSince')).toBe(asked + 1)
    expect(faults.calls.get('get')).toBeUndefined()
  })

  test('loads when the log cannot be asked, and takes nothing stale', async () => {
    const { cache, faults } = await cacheFixture({ staleIfErrorMs: 60_000 })
    await cache.set('k', 'held')
    faults.inject({ kind: 'fail' })

    const options = { consistency: 'strict' } as const
    expect(await cache.getOrSet('k', () => 'loaded', options)).toBe('loaded')
    const failing = () => Promise.reject(new Error('away'))
    await expect(cache.getOrSet('k', failing, options)).rejects.toThrow('away')
  })

  test('does not join a load that began before an invalidation it has just learnt of', async () => {
    const { cache, faults, neighbour } = await cacheFixture()
    const other = await neighbour()
    const gate = new Gate<string>()
    const before = cache.getOrSet('k', gate.load)
    await settle()
    faults.inject({ kind: 'fail' }, 'messages')
    await other.delete('k')

    const strict = cache.getOrSet('k', gate.load, { consistency: 'strict' })
    await settle()
    gate.open('old')
    gate.open('new')

    expect([await before, await strict]).toEqual(['old', 'new'])
  })
})

describe('without a sign of life from the log', () => {
  test('memory serves for isolatedTtlMs, and then loads', async () => {
    const { cache, faults, clock } = await cacheFixture({ ttlMs: 600_000, isolatedTtlMs: 10_000 })
    await cache.getOrSet('k', () => 'old')
    await settle()
    faults.inject({ kind: 'fail' })

    await clock.advance(9_000)
    expect(await cache.getOrSet('k', () => 'new')).toBe('old')
    await clock.advance(2_000)

    expect(await cache.getOrSet('k', () => 'new')).toBe('new')
    expect(await cache.getOrSet('k', () => 'newer')).toBe('new')
  })

  test('what may be stale is served at once, and refreshed behind', async () => {
    const { cache, faults, clock } = await cacheFixture({
      ttlMs: 600_000,
      isolatedTtlMs: 10_000,
      staleIfErrorMs: 600_000,
    })
    await cache.getOrSet('k', () => 'old')
    await settle()
    faults.inject({ kind: 'fail' })
    await clock.advance(11_000)

    expect(await cache.lookup('k', () => 'new')).toMatchObject({ value: 'old', outcome: 'stale' })
    await settle()

    expect(await cache.lookup('k', () => 'newer')).toMatchObject({ value: 'new', outcome: 'hit' })
  })

  test('a process that was asleep asks before it believes what it holds', async () => {
    const { cache, clock, faults, neighbour } = await cacheFixture({ ttlMs: 600_000 })
    const other = await neighbour()
    await other.set('k', 'old')
    await cache.get('k')
    faults.inject({ kind: 'fail' }, 'messages')
    await other.delete('k')
    clock.oversleep(60_000)

    expect(await cache.get('k')).toBeUndefined()
  })

  test('the shared tier is not believed, and health says why', async () => {
    const { cache, faults, clock } = await cacheFixture({ l1MaxBytes: 0 })
    await cache.set('k', 'shared')
    faults.inject({ kind: 'fail' }, 'log')
    await clock.advance(DELTA_MS * 2)

    expect(await cache.get('k')).toBeUndefined()
    expect(cache.health()).toMatchObject({ status: 'degraded' })
    faults.inject({ kind: 'none' })
    await clock.advance(1_000)

    expect(await cache.get('k')).toBe('shared')
    expect(cache.health()).toMatchObject({ status: 'healthy' })
  })
})

describe('a log that lost its memory', () => {
  test('makes what is shared void, and what is in memory good for isolatedTtlMs only', async () => {
    const { cache, backend, clock } = await cacheFixture({ ttlMs: 600_000, isolatedTtlMs: 10_000 })
    await cache.getOrSet('k', () => 'old')
    await settle()

    backend.flush()
    await clock.advance(1_000)
    expect(await cache.getOrSet('k', () => 'new')).toBe('old')
    await clock.advance(10_000)

    expect(await cache.getOrSet('k', () => 'new')).toBe('new')
  })

  test('is told again of what it acknowledged within the last minute', async () => {
    const { cache, backend, clock, faults, neighbour } = await cacheFixture({ ttlMs: 600_000 })
    const other = await neighbour()
    await other.set('k', 'old')
    await cache.get('k')
    faults.inject({ kind: 'fail' }, 'messages')
    faults.inject({ kind: 'fail' }, 'logReads')
    await other.delete('k')
    backend.flush()
    faults.inject({ kind: 'none' })

    await clock.advance(DELTA_MS)

    expect(await cache.get('k')).toBeUndefined()
  })

  test('and after a failover that lost the newest records, too', async () => {
    const { cache, backend, clock, faults, neighbour } = await cacheFixture({ ttlMs: 600_000 })
    const other = await neighbour()
    await other.setMany([
      ['k', 'old'],
      ['kept', 1],
    ])
    await cache.getMany(['k', 'kept'])
    faults.inject({ kind: 'fail' }, 'messages')
    await other.delete('k')
    backend.logState('larder').loseTail(1)
    await clock.advance(DELTA_MS)

    expect(await cache.getMany(['k', 'kept'])).toEqual([undefined, 1])
  })
})

describe('barriers that the log cannot take', () => {
  const heardByTwo = async () => {
    const { cache, backend, clock, faults, neighbour } = await cacheFixture()
    const others = [await neighbour(), await neighbour()] as const
    await cache.set('k', 'old', { tags: ['t'] })
    for (const other of others) await other.get('k')
    faults.inject({ kind: 'fail', scope: 'writes' }, 'appends')

    expect((await cache.invalidateTag('t')).acknowledged).toBe(false)
    await settle()
    for (const other of others) expect(await other.get('k')).toBeUndefined()
    return { cache, others, clock, faults, recordCount: () => backend.logState('larder').end.seq }
  }

  test('reach the others by message, and their sender delivers them', async () => {
    const { cache, others, clock, faults, recordCount } = await heardByTwo()
    const before = recordCount()
    faults.inject({ kind: 'none' })

    await clock.advance(6_000)

    expect(recordCount()).toBe(before + 1)
    expect(cache.stats().journalSize).toBe(0)
    for (const other of others) {
      await other.set('k', 'new', { tags: ['t'] })
      expect(await other.get('k', { consistency: 'strict' })).toBe('new')
    }
  })

  test('are delivered by one of those who heard them when their sender does not', async () => {
    const { cache, clock, faults, recordCount } = await heardByTwo()
    const before = recordCount()

    await clock.advance(400)
    expect(recordCount()).toBe(before)
    await clock.advance(2_000)

    expect(recordCount()).toBe(before + 1)
    expect(cache.stats().journalSize).toBe(1)
    faults.inject({ kind: 'none' })
    await clock.advance(1_000)
    expect(cache.stats().journalSize).toBe(0)
  })

  test('wait with those who heard them for as long as these cannot deliver them either', async () => {
    const { cache, backend, clock, faults, neighbour } = await cacheFixture()
    const theirs = new FaultLines()
    const other = await neighbour({}, theirs)
    faults.inject({ kind: 'fail', scope: 'writes' }, 'appends')
    await cache.invalidateTag('t')
    theirs.inject({ kind: 'fail' })
    for (let count = 0; count < 5; count++) await other.get(`k${count}`)
    const before = backend.logState('larder').end.seq

    await clock.advance(20_000)
    expect(other.stats().journalSize).toBe(0)
    expect(backend.logState('larder').end.seq).toBe(before)
    theirs.inject({ kind: 'none' })
    await clock.advance(5_000)

    expect(backend.logState('larder').end.seq).toBe(before + 1)
  })
})

describe('a strict read after the log lost what it had acknowledged', () => {
  test('takes nothing from before, from memory or from a load that runs', async () => {
    const { cache, backend, faults, neighbour } = await cacheFixture({ leaseMs: 0 })
    const dying = new FaultLines()
    const other = await neighbour({}, dying)
    const gate = new Gate<string>()
    faults.inject({ kind: 'fail' }, 'messages')
    await cache.set('k', 'old')
    const loading = cache.getOrSet('running', gate.load)
    await settle()
    await other.deleteMany(['k', 'running'])
    dying.inject({ kind: 'hang' })
    backend.flush()

    expect(await cache.get('k')).toBe('old')
    expect(await cache.get('k', { consistency: 'strict' })).toBeUndefined()
    expect(await cache.getOrSet('k', () => 'new', { consistency: 'strict' })).toBe('new')
    expect(await cache.getOrSet('running', () => 'new', { consistency: 'strict' })).toBe('new')
    gate.open('old')
    expect(await loading).toBe('old')
  })

  test('takes nothing from memory that a server may have forgotten the end of', async () => {
    const { cache, backend, faults, neighbour } = await cacheFixture({ leaseMs: 0 })
    const dying = new FaultLines()
    const other = await neighbour({}, dying)
    await cache.set('k', 'old')
    faults.inject({ kind: 'fail' }, 'messages')
    await other.delete('k')
    dying.inject({ kind: 'hang' })
    backend.logState('larder').loseTail(1)
    backend.store.set = async () => {}

    expect(await cache.get('k')).toBe('old')
    expect(await cache.get('k', { consistency: 'strict' })).toBeUndefined()
    expect(await cache.getOrSet('k', () => 'new', { consistency: 'strict' })).toBe('new')
    expect(await cache.get('k', { consistency: 'strict' })).toBe('new')
  })

  test('takes nothing that a server kept which may have lost records', async () => {
    const { cache, backend, faults, neighbour } = await cacheFixture({ l1MaxBytes: 0 })
    const dying = new FaultLines()
    const other = await neighbour({}, dying)
    await cache.set('k', 'old')
    faults.inject({ kind: 'fail' }, 'messages')
    backend.store.delete = async () => 0
    await other.delete('k')
    dying.inject({ kind: 'hang' })
    backend.logState('larder').loseTail(1)

    expect(await cache.get('k', { consistency: 'strict' })).toBeUndefined()
    await cache.getOrSet('k', () => 'new', { consistency: 'strict' })
    expect(await cache.get('k', { consistency: 'strict' })).toBe('new')
  })
})

test('what was loaded while the log lost its memory counts as fresh for isolatedTtlMs only', async () => {
  const { cache, backend, clock } = await cacheFixture({ isolatedTtlMs: 5_000 })
  const gate = new Gate<string>()
  const loading = cache.getOrSet('k', gate.load)
  await settle()
  backend.flush()
  await clock.advance(1_000)
  gate.open('loaded')
  await loading
  expect(await cache.get('k')).toBe('loaded')

  await clock.advance(5_000)

  expect(await cache.get('k')).toBeUndefined()
})
