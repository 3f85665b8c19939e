import { describe, expect, test } from 'vitest'
import { cacheFixture, Gate } from './cache-fixture.ts'
import { settle } from '../testing/fake-clock.ts'

test('processes that want a cold key at once share one load; waiters are woken, not polling', async () => {
  const { cache, backend, neighbour } = await cacheFixture()
  const others = [await neighbour(), await neighbour(), await neighbour()]
  const gate = new Gate<string>()
  let reads = 0
  const get = backend.store.get.bind(backend.store)
  backend.store.get = (key) => {
    reads++
    return get(key)
  }

  const answers = [cache, ...others].map((process) => process.lookup('k', gate.load))
  await settle()
  gate.open('loaded')
  const found = await Promise.all(answers)

  expect(gate.runs).toBe(1)
  expect(found.map(({ value }) => value)).toEqual(['loaded', 'loaded', 'loaded', 'loaded'])
  expect(found.map(({ tier }) => tier).sort()).toEqual(['l2', 'l2', 'l2', 'source'])
  expect(reads).toBe(4 + 3)
  const waits = [cache, ...others].map((process) => process.stats().operations['lease.wait'].count)
  expect(waits.toSorted((a, b) => a - b)).toEqual([0, 1, 1, 1])
})

test('a holder that died costs at most the lease: three deadlines, unless told otherwise', async () => {
  const { cache, clock, faults, neighbour } = await cacheFixture()
  const other = await neighbour()
  void cache.getOrSet('k', () => new Promise<string>(() => {}))
  await settle()
  faults.inject({ kind: 'hang' })
  let value: string | undefined
  void other.getOrSet('k', () => 'loaded').then((loaded) => (value = loaded))

  await clock.advance(400)
  expect(value).toBeUndefined()
  await clock.advance(100)

  expect(value).toBe('loaded')
})

test('a load that takes longer than the lease keeps it while it lives', async () => {
  const { cache, clock, neighbour } = await cacheFixture({ leaseMs: 1_000 })
  const other = await neighbour()
  const gate = new Gate<string>()
  const answers = [cache.getOrSet('k', gate.load), other.getOrSet('k', gate.load)]
  await clock.advance(5_000)
  gate.open('loaded')
  await clock.advance(1_000)

  expect(await Promise.all(answers)).toEqual(['loaded', 'loaded'])
  expect(gate.runs).toBe(1)
})

test('a lost wake-up costs at most half of the lease', async () => {
  const { cache, clock, faults, neighbour } = await cacheFixture({ leaseMs: 1_000 })
  const other = await neighbour()
  const gate = new Gate<string>()
  void other.getOrSet('k', gate.load)
  await settle()
  faults.inject({ kind: 'fail' }, 'messages')
  const waiting = cache.lookup('k', gate.load)
  await settle()
  gate.open('loaded')
  let found: unknown
  void waiting.then((lookup) => (found = lookup))
  await clock.advance(499)
  expect(found).toBeUndefined()
  await clock.advance(1)

  expect(found).toMatchObject({ value: 'loaded', tier: 'l2' })
  expect(gate.runs).toBe(1)
})

test('after a load that failed, and after one that cannot be kept, nobody waits for anybody else', async () => {
  const { cache, neighbour } = await cacheFixture()
  const other = await neighbour()
  const gate = new Gate<string>()
  const failing = expect(cache.getOrSet('k', gate.load)).rejects.toThrow('away')
  await settle()
  const waiting = other.getOrSet('k', gate.load)
  await settle()
  gate.fail(new Error('away'))
  await failing
  await settle()
  gate.open('loaded')

  expect(await waiting).toBe('loaded')
})

test('a load that an invalidation overtook is not waited for', async () => {
  const { cache, neighbour } = await cacheFixture()
  const other = await neighbour()
  const gate = new Gate<string>()
  const before = cache.getOrSet('k', gate.load)
  await settle()

  await other.delete('k')
  const after = other.getOrSet('k', () => 'new')

  expect(await after).toBe('new')
  gate.open('old')
  expect(await before).toBe('old')
  await settle()
  expect(await (await neighbour()).get('k')).toBe('new')
})

test('without the backend everybody loads alone, at once', async () => {
  const { cache, faults } = await cacheFixture()
  faults.inject({ kind: 'fail' })

  expect(await cache.getOrSet('k', () => 'loaded')).toBe('loaded')
})

test('a caller that leaves ends the wait for another process, too', async () => {
  const { cache, neighbour } = await cacheFixture()
  const other = await neighbour()
  void other.getOrSet('k', () => new Promise<string>(() => {}))
  await settle()
  const controller = new AbortController()
  const waiting = cache.getOrSet('k', () => 'loaded', { signal: controller.signal })
  const rejection = expect(waiting).rejects.toMatchObject({ code: 'ABORTED' })
  await settle()

  controller.abort()

  await rejection
  await settle()
  expect(cache.stats().loadsInFlight).toBe(0)
})

describe('leaseMs 0', () => {
  test('lets every process load for itself', async () => {
    const { cache, neighbour } = await cacheFixture({ leaseMs: 0 })
    const other = await neighbour()
    const gate = new Gate<string>()
    const answers = [cache.getOrSet('k', gate.load), other.getOrSet('k', gate.load)]
    await settle()
    gate.open('one')
    gate.open('two')

    expect((await Promise.all(answers)).sort()).toEqual(['one', 'two'])
  })
})

test('a lease taken is given back even when looking again goes wrong', async () => {
  const { cache, clock, neighbour } = await cacheFixture({ ttlMs: 60_000 })
  const other = await neighbour()
  await other.getOrSet('k', () => 'shared')
  await settle()
  const validate = () => {
    throw new Error('a bug in a schema')
  }
  const schema = { '~standard': { version: 1, vendor: 'test', validate } } as const
  await expect(cache.getOrSet('k', () => 'x', { schema })).rejects.toThrow('a bug in a schema')
  await other.delete('k')

  const third = (await neighbour()).getOrSet('k', () => 'loaded')
  await clock.advance(100)

  expect(await third).toBe('loaded')
})

test('a caller waits for another process no longer than its own hardTimeoutMs', async () => {
  const { cache, clock, neighbour } = await cacheFixture({ leaseMs: 3_000 })
  const other = await neighbour()
  void other.getOrSet('k', () => new Promise<string>(() => {}), { hardTimeoutMs: 60_000 }).catch(() => {})
  await settle()

  const waiting = cache.getOrSet('k', () => 'never asked', { hardTimeoutMs: 4_000 }).catch((error) => error)
  await clock.advance(4_100)

  expect(await waiting).toMatchObject({ code: 'DEADLINE_EXCEEDED', retryable: true })
})

test('a lease that is granted too late is given back', async () => {
  const { cache, clock, faults, neighbour } = await cacheFixture({ leaseMs: 60_000 })
  const other = await neighbour()
  faults.inject({ kind: 'late' }, 'leases')
  const alone = cache.getOrSet('k', () => new Promise<string>(() => {}))
  alone.catch(() => {})
  await clock.advance(200)
  faults.inject({ kind: 'none' }, 'leases')
  await settle()

  expect(await other.getOrSet('k', () => 'loaded')).toBe('loaded')
})

test('a release that is lost is sent again, and holds up nobody for the rest of the lease', async () => {
  const { cache, clock, faults, neighbour } = await cacheFixture({ leaseMs: 4_000, l1MaxBytes: 0 })
  const other = await neighbour()
  const gate = new Gate<string>()
  const answer = cache.getOrSet('k', gate.load)
  await settle()
  faults.inject({ kind: 'fail' }, 'leases')
  faults.inject({ kind: 'fail' }, 'sets')
  gate.open('unkept')
  await answer
  await settle()

  faults.inject({ kind: 'none' })
  await clock.advance(600)
  let value: string | undefined
  void other.getOrSet('k', () => 'loaded').then((loaded) => (value = loaded))
  await settle()

  expect(value).toBe('loaded')
})

test('a lease whose answer was lost is given back', async () => {
  const { cache, clock, faults, neighbour } = await cacheFixture({ leaseMs: 4_000, l1MaxBytes: 0 })
  const other = await neighbour()
  faults.inject({ kind: 'lost' }, 'leases')
  faults.inject({ kind: 'fail' }, 'sets')
  expect(await cache.getOrSet('k', () => 'unkept')).toBe('unkept')

  faults.inject({ kind: 'none' })
  await clock.advance(600)
  let value: string | undefined
  void other.getOrSet('k', () => 'loaded').then((loaded) => (value = loaded))
  await settle()

  expect(value).toBe('loaded')
})
