import { describe, expect, test } from 'vitest'
import type { Cache } from './cache.ts'
import { cacheFixture, Gate } from './cache-fixture.ts'
import { settle } from '../testing/fake-clock.ts'

const DELETIONS: readonly (readonly [name: string, run: (cache: Cache) => Promise<unknown>])[] = [
  ['delete', (cache) => cache.delete('mesa:1')],
  ['deleteMany', (cache) => cache.deleteMany(['mesa:1', 'mesa:2'])],
  ['deleteByPrefix', (cache) => cache.deleteByPrefix('mesa:')],
  ['deleteByPattern', (cache) => cache.deleteByPattern('m*:1')],
  ['invalidateTag', (cache) => cache.invalidateTag('mesas')],
]

const TAGGED = { tags: ['mesas'] }

describe.each(DELETIONS)('%s', (_name, invalidate) => {
  test('removes the value, for every process', async () => {
    const { cache, neighbour } = await cacheFixture()
    await cache.set('mesa:1', 'old', { tags: ['mesas'] })
    await cache.set('turno:1', 'kept')

    await invalidate(cache)
    const other = await neighbour()

    expect(await cache.get('mesa:1')).toBeUndefined()
    expect(await other.get('mesa:1')).toBeUndefined()
    expect(await other.get('turno:1')).toBe('kept')
  })

  test('a delete during a load is not undone by it', async () => {
    const { cache, neighbour } = await cacheFixture()
    const gate = new Gate<string>()
    const loading = cache.getOrSet('mesa:1', gate.load, TAGGED)
    await settle()

    await invalidate(cache)
    gate.open('old')
    await loading
    await settle()

    expect(await cache.get('mesa:1')).toBeUndefined()
    expect(await (await neighbour()).get('mesa:1')).toBeUndefined()
  })

  test('a load of another process that was running is not undone either', async () => {
    const { cache, neighbour } = await cacheFixture()
    const [other, third] = [await neighbour(), await neighbour()]
    const gate = new Gate<string>()
    const loading = other.getOrSet('mesa:1', gate.load, TAGGED)
    await settle()

    await invalidate(cache)
    gate.open('old')
    await loading
    await settle()

    for (const reader of [cache, other, third]) expect(await reader.get('mesa:1')).toBeUndefined()
  })

  test('what other processes hold in memory is not served any more', async () => {
    const { cache, neighbour } = await cacheFixture()
    const other = await neighbour()
    await cache.set('mesa:1', 'old', TAGGED)
    expect(await other.get('mesa:1')).toBe('old')

    await invalidate(cache)
    await settle()

    expect(await other.get('mesa:1')).toBeUndefined()
  })

  test('a caller that comes after it starts a load of its own', async () => {
    const { cache } = await cacheFixture()
    const gate = new Gate<string>()
    const before = cache.getOrSet('mesa:1', gate.load, TAGGED)
    await settle()

    await invalidate(cache)
    const after = cache.getOrSet('mesa:1', gate.load, TAGGED)
    await settle()
    gate.open('old')
    gate.open('new')

    expect(await before).toBe('old')
    expect(await after).toBe('new')
    expect(await cache.get('mesa:1')).toBe('new')
  })

  test('a read of the shared tier that was on its way does not refill memory', async () => {
    const { cache, faults, neighbour } = await cacheFixture()
    await (await neighbour()).set('mesa:1', 'old', TAGGED)
    faults.inject({ kind: 'late' }, 'reads')
    const reading = [cache.get('mesa:1'), cache.getMany(['mesa:1'])]
    await settle()

    await invalidate(cache)
    faults.inject({ kind: 'none' }, 'reads')
    await Promise.all(reading)

    expect(await cache.get('mesa:1')).toBeUndefined()
  })

  test('a load that was reading the shared tier goes on to the source instead', async () => {
    const { cache, faults, neighbour } = await cacheFixture()
    await (await neighbour()).set('mesa:1', 'old', TAGGED)
    faults.inject({ kind: 'late' }, 'reads')
    const loading = cache.getOrSet('mesa:1', () => 'from the source')
    await settle()

    await invalidate(cache)
    faults.inject({ kind: 'none' }, 'reads')

    expect(await loading).toBe('from the source')
  })

  test('a stale value that was deleted meanwhile does not stand in for a failing loader', async () => {
    const { cache, clock } = await cacheFixture({ ttlMs: 100, staleIfErrorMs: 10_000 })
    const gate = new Gate<string>()
    await cache.set('mesa:1', 'old', TAGGED)
    await clock.advance(200)
    const loading = cache.getOrSet('mesa:1', gate.load)
    const rejection = expect(loading).rejects.toThrow('away')
    await settle()

    await invalidate(cache)
    gate.fail(new Error('away'))

    await rejection
  })

  test('a shared write under way does not outlast it', async () => {
    const { cache, faults, neighbour } = await cacheFixture()
    faults.inject({ kind: 'hang' }, 'sets')
    await cache.getOrSet('mesa:1', () => 'old', TAGGED)
    await settle()

    await invalidate(cache)
    faults.inject({ kind: 'none' }, 'sets')
    await settle()

    expect(await cache.get('mesa:1')).toBeUndefined()
    expect(await (await neighbour()).get('mesa:1')).toBeUndefined()
  })

  test('a read sent before the deletion was made up for is not believed after it', async () => {
    const { cache, faults, clock } = await cacheFixture({ l1MaxBytes: 0, storeDeadlineMs: 60_000 })
    await cache.set('mesa:1', 'old', TAGGED)
    faults.inject({ kind: 'fail', scope: 'none' }, 'deletes')
    await invalidate(cache)
    faults.inject({ kind: 'late' }, 'reads')
    const reading = cache.get('mesa:1')
    const readingMany = cache.getMany(['mesa:1'])
    await settle()

    faults.inject({ kind: 'none' }, 'deletes')
    await clock.advance(2_000)
    faults.inject({ kind: 'none' }, 'reads')

    expect([await reading, await readingMany]).toEqual([undefined, [undefined]])
  })

  test('what the shared tier could not delete is not believed, and deleted when it is back', async () => {
    const { cache, faults, clock, backing, neighbour } = await cacheFixture()
    await cache.set('mesa:1', 'old', TAGGED)
    faults.inject({ kind: 'fail' }, 'writes')
    faults.inject({ kind: 'fail' }, 'messages')

    await invalidate(cache)

    expect(await cache.get('mesa:1')).toBeUndefined()
    expect(await cache.getMany(['mesa:1'])).toEqual([undefined])
    expect(await backing.get('larder:mesa:1')).toBeDefined()
    faults.inject({ kind: 'none' })
    await clock.advance(1_000)
    expect(await (await neighbour()).get('mesa:1')).toBeUndefined()
    expect(cache.health()).toMatchObject({ status: 'healthy', journalSize: 0 })
  })
})

test('deletions tell how many values were known, of many when asked to reclaim', async () => {
  const { cache, backing } = await cacheFixture()
  await cache.setMany([
    ['mesa:1', 1],
    ['mesa:2', 2],
    ['mesa:3', 3],
    ['turno:1', 4],
  ])

  expect(await cache.delete('mesa:1')).toBe(true)
  expect(await cache.delete('mesa:1')).toBe(false)
  expect(await (await cache.deleteByPrefix('mesa:')).reclaim()).toBe(2)
  expect(await backing.get('larder:mesa:2')).toBeUndefined()
  expect(await (await cache.deleteByPattern('*')).reclaim()).toBe(1)
})

test('what was deleted by prefix or tag is freed in the background', async () => {
  const { cache, backing, clock } = await cacheFixture()
  await cache.set('mesa:1', 1, { tags: ['mesas'] })
  await cache.set('turno:1', 1)
  await cache.set('turno:2', 1)

  await cache.deleteByPrefix('turno:1')
  await cache.invalidateTag('mesas')
  expect(await backing.get('larder:mesa:1')).toBeDefined()
  await clock.advance(31_000)

  expect(await backing.getMany(['larder:mesa:1', 'larder:turno:1'])).toEqual([undefined, undefined])
  expect(await backing.get('larder:turno:2')).toBeDefined()
})

test('an older load does not replace a value that was set meanwhile', async () => {
  const { cache, backing } = await cacheFixture()
  const gate = new Gate<string>()
  const loading = cache.getOrSet('k', gate.load)
  await settle()

  await cache.set('k', 'newer')
  gate.open('older')
  await loading
  await settle()

  expect(await cache.get('k')).toBe('newer')
  expect((await backing.get('larder:k'))?.value).toBe('newer')
})

test('of two sets of one key the later one stands, in whatever order the shared tier gets them', async () => {
  const { cache, backing, neighbour } = await cacheFixture()
  const setInBacking = backing.set.bind(backing)
  let letFirstGo = () => {}
  const firstMayGo = new Promise<void>((resolve) => (letFirstGo = resolve))
  let sets = 0
  backing.set = async (key, entry) => {
    if (sets++ === 0) await firstMayGo
    return setInBacking(key, entry)
  }
  const both = [cache.set('k', 1), cache.set('k', 2)]
  await settle()

  letFirstGo()
  await Promise.all(both)

  expect(await cache.get('k')).toBe(2)
  expect(await (await neighbour()).get('k')).not.toBe(1)
})

test('a set replaces what other processes hold in memory', async () => {
  const { cache, neighbour } = await cacheFixture()
  const other = await neighbour()
  await cache.set('k', 'old')
  expect(await other.get('k')).toBe('old')

  await cache.set('k', 'new')
  await settle()

  expect(await other.get('k')).toBe('new')
  expect(await cache.get('k')).toBe('new')
})

test('a set that the shared tier did not take stays in memory, for this process', async () => {
  const { cache, faults, clock, neighbour } = await cacheFixture()
  await cache.set('k', 'old')
  faults.inject({ kind: 'fail' }, 'writes')
  await cache.set('k', 'new')
  expect(await cache.get('k')).toBe('new')

  faults.inject({ kind: 'none' })
  await clock.advance(1_000)

  expect(await cache.get('k')).toBe('new')
  expect(await (await neighbour()).get('k')).toBeUndefined()
})

test('a set that the shared tier did not take does not leave the older value to be believed', async () => {
  const { cache, faults } = await cacheFixture({ l1MaxBytes: 0 })
  await cache.set('k', 'old')
  faults.inject({ kind: 'fail' }, 'writes')

  await cache.set('k', 'new')

  expect(await cache.get('k')).toBeUndefined()
})

test('what a flight has answered before a deletion is not given to whoever joins after it', async () => {
  const { cache, clock, neighbour } = await cacheFixture({ ttlMs: 100, staleWhileRevalidateMs: 60_000 })
  const other = await neighbour({ l1MaxBytes: 0 })
  const gate = new Gate<string>()
  await cache.getOrSet('k', () => 'old')
  await clock.advance(200)
  void cache.getOrSet('k', gate.load)
  await settle()
  expect(await other.getOrSet('k', () => 'from the source')).toBe('old')
  await settle()

  await other.delete('k')
  gate.open('overtaken')
  await settle()

  expect(await other.getOrSet('k', () => 'new')).not.toBe('old')
})

test('a loader is not offered what was deleted while it waited for its turn', async () => {
  const { cache, clock, neighbour } = await cacheFixture({ ttlMs: 100, staleIfErrorMs: 60_000 })
  const other = await neighbour()
  const gate = new Gate<string>()
  await cache.getOrSet('k', () => 'old')
  await settle()
  await other.get('k')
  await clock.advance(200)
  const failing = expect(other.getOrSet('k', gate.load, { staleIfErrorMs: 0 })).rejects.toThrow('away')
  await settle()
  let offered: unknown = 'nothing yet'
  const waiting = cache.getOrSet('k', ({ stale }) => {
    offered = stale
    return 'new'
  })
  await settle()
  await cache.delete('k')
  gate.fail(new Error('away'))
  await failing

  expect(await waiting).toBe('new')
  expect(offered).toBeUndefined()
})

test('deletions of very many keys travel in several records, and are all acknowledged', async () => {
  const { cache, backend, faults } = await cacheFixture()
  const keys = Array.from({ length: 150_000 }, (_, index) => `k${index}`)

  await cache.deleteMany(keys.slice(0, 2_000))
  expect(backend.logState('larder').end.seq).toBe(4)
  faults.inject({ kind: 'fail' }, 'appends')
  await cache.deleteMany(keys)

  expect(cache.stats().journalSize).toBe(1)
})

test('an acknowledgement that comes late does not stand for a later request', async () => {
  const { cache, faults, clock, neighbour } = await cacheFixture({ breakerThreshold: 1_000 })
  const other = await neighbour()
  faults.inject({ kind: 'hang' }, 'deletes')
  // Three records are under way, and the fourth waits for its turn longer than its caller.
  const first = ['a', 'b', 'c', 'k'].map((key) => cache.delete(key))
  await settle()
  await clock.advance(155)
  await Promise.all(first)
  const again = cache.delete('k')
  faults.inject({ kind: 'fail' }, 'deletes')
  await again
  await settle()

  await other.set('k', 'set before the second deletion is known')
  await settle()

  expect(cache.stats().journalSize).toBeGreaterThan(0)
  expect(await cache.get('k')).toBeUndefined()
})

test.each([1_000, 1])(
  'deletions asked for and delivered in any order leave nothing against later values (%s)',
  async (breakerThreshold) => {
    const { cache, faults, clock, neighbour } = await cacheFixture({ breakerThreshold })
    const other = await neighbour()
    for (const kind of ['fail', 'hang', 'late', 'hang', 'fail'] as const) {
      faults.inject({ kind }, 'appends')
      const asked = [cache.delete('k'), cache.set('k', 1), cache.invalidateTag('t'), cache.delete('k')]
      await clock.advance(160)
      await Promise.all(asked)
    }
    faults.inject({ kind: 'none' })
    await clock.advance(2_000)
    expect(cache.stats().journalSize).toBe(0)

    await other.set('k', 'new', { tags: ['t'] })
    await settle()

    expect(await cache.get('k')).toBe('new')
  },
)

test('clear frees memory at once', async () => {
  const { cache } = await cacheFixture()
  await cache.setMany([
    ['a', 1],
    ['b', 2],
  ])

  const cleared = cache.clear()

  expect(cache.stats().l1.entries).toBe(0)
  await cleared
})

test('a value that was set is not brought back by an older load once the set is forgotten', async () => {
  const { cache, backend, backing, faults, neighbour } = await cacheFixture({ leaseMs: 0 })
  const other = await neighbour()
  const gate = new Gate<string>()
  faults.inject({ kind: 'fail' }, 'messages')
  const loading = cache.getOrSet('k', gate.load)
  await settle()
  await other.set('k', 'newer')
  gate.open('older')
  await loading
  await settle()

  expect((await backing.get('larder:k'))?.value).toBe('newer')
  expect(backend.logState('larder').snapshot().barriers).toHaveLength(1)
})

test('a set that the shared tier did not take is remembered as a deletion', async () => {
  const { cache, backend, faults, clock } = await cacheFixture()
  faults.inject({ kind: 'fail' }, 'sets')

  await cache.set('k', 'new')
  faults.inject({ kind: 'none' }, 'sets')
  await clock.advance(1_000)

  const { barriers } = backend.logState('larder').snapshot()
  expect(barriers.map(({ barrier }) => barrier)).toContainEqual({
    kind: 'key',
    target: 'k',
    effect: 'delete',
  })
})

test('an answer of the shared tier does not take the place of a younger value in memory', async () => {
  const { cache, backing, clock, neighbour } = await cacheFixture({ leaseMs: 0 })
  const other = await neighbour()
  await other.getOrSet('k', () => 'older')
  const get = backing.get.bind(backing)
  const isSlow = Promise.withResolvers<void>()
  backing.get = async (key) => {
    const found = await get(key)
    if (key === 'larder:k') await isSlow.promise
    return found
  }
  const reading = cache.get('k')
  await clock.advance(10)
  await cache.getOrSet('another', ({ keepAlso }) => {
    keepAlso('k', 'younger')
    return 1
  })
  isSlow.resolve()
  await reading

  expect(await cache.get('k')).toBe('younger')
})

test('what was asked for is counted by what it named', async () => {
  const { cache } = await cacheFixture()
  for (const [, invalidate] of DELETIONS) await invalidate(cache)
  await cache.expire('mesa:1')
  await cache.expireTag('mesas')
  await cache.clear()

  expect(cache.stats().invalidations).toEqual({ key: 4, tag: 2, prefix: 2, pattern: 1 })
})
