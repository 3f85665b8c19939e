import { describe, expect, test } from 'vitest'
import type { Cache } from './cache.ts'
import { cacheFixture, Gate } from './cache-fixture.ts'
import { settle } from '../testing/fake-clock.ts'

const DELETIONS: readonly (readonly [name: string, run: (cache: Cache) => Promise<unknown>])[] = [
  ['delete', (cache) => cache.delete('mesa:1')],
  ['deleteMany', (cache) => cache.deleteMany(['mesa:1', 'mesa:2'])],
  ['deleteByPrefix', (cache) => cache.deleteByPrefix('mesa:')],
  ['deleteByPattern', (cache) => cache.deleteByPattern('m*:1')],
]

describe.each(DELETIONS)('%s', (_name, invalidate) => {
  test('removes the value from memory and from the shared tier', async () => {
    const { cache, backing, neighbour } = cacheFixture()
    await cache.set('mesa:1', 'old')
    await cache.set('turno:1', 'kept')

    await invalidate(cache)

    expect(await cache.get('mesa:1')).toBeUndefined()
    expect(await backing.get('larder:mesa:1')).toBeUndefined()
    expect(await neighbour().get('turno:1')).toBe('kept')
  })

  test('a delete during a load is not undone by it', async () => {
    const { cache, backing } = cacheFixture()
    const gate = new Gate<string>()
    const loading = cache.getOrSet('mesa:1', gate.load)
    await settle()

    await invalidate(cache)
    gate.open('old')
    await loading
    await settle()

    expect(await cache.get('mesa:1')).toBeUndefined()
    expect(await backing.get('larder:mesa:1')).toBeUndefined()
  })

  test('a caller that comes after it starts a load of its own', async () => {
    const { cache } = cacheFixture()
    const gate = new Gate<string>()
    const before = cache.getOrSet('mesa:1', gate.load)
    await settle()

    await invalidate(cache)
    const after = cache.getOrSet('mesa:1', gate.load)
    await settle()
    gate.open('old')
    gate.open('new')

    expect(await before).toBe('old')
    expect(await after).toBe('new')
    expect(await cache.get('mesa:1')).toBe('new')
  })

  test('a read of the shared tier that was on its way does not refill memory', async () => {
    const { cache, store, neighbour } = cacheFixture()
    await neighbour().set('mesa:1', 'old')
    store.inject({ kind: 'late' }, 'reads')
    const reading = [cache.get('mesa:1'), cache.getMany(['mesa:1'])]
    await settle()

    await invalidate(cache)
    store.inject({ kind: 'none' }, 'reads')
    await Promise.all(reading)

    expect(await cache.get('mesa:1')).toBeUndefined()
  })

  test('a load that was reading the shared tier goes on to the source instead', async () => {
    const { cache, store, neighbour } = cacheFixture()
    await neighbour().set('mesa:1', 'old')
    store.inject({ kind: 'late' }, 'reads')
    const loading = cache.getOrSet('mesa:1', () => 'from the source')
    await settle()

    await invalidate(cache)
    store.inject({ kind: 'none' }, 'reads')

    expect(await loading).toBe('from the source')
  })

  test('a stale value that was deleted meanwhile does not stand in for a failing loader', async () => {
    const { cache, clock } = cacheFixture({ ttlMs: 100, staleIfErrorMs: 10_000 })
    const gate = new Gate<string>()
    await cache.set('mesa:1', 'old')
    await clock.advance(200)
    const loading = cache.getOrSet('mesa:1', gate.load)
    const rejection = expect(loading).rejects.toThrow('away')
    await settle()

    await invalidate(cache)
    gate.fail(new Error('away'))

    await rejection
  })

  test('a shared write under way does not outlast it', async () => {
    const { cache, store, backing } = cacheFixture()
    store.inject({ kind: 'hang' }, 'sets')
    await cache.getOrSet('mesa:1', () => 'old')
    await settle()

    const deleting = invalidate(cache)
    await settle()
    store.inject({ kind: 'none' }, 'sets')
    await deleting
    await settle()

    expect(await backing.get('larder:mesa:1')).toBeUndefined()
  })

  test('a read sent before the deletion was made up for is not believed after it', async () => {
    const { cache, store, clock, backing } = cacheFixture({ l1MaxBytes: 0, storeDeadlineMs: 60_000 })
    await cache.set('mesa:1', 'old')
    store.inject({ kind: 'fail', scope: 'none' }, 'deletes')
    await invalidate(cache)
    store.inject({ kind: 'late' }, 'reads')
    const reading = cache.get('mesa:1')
    const readingMany = cache.getMany(['mesa:1'])
    await settle()

    store.inject({ kind: 'none' }, 'deletes')
    await clock.advance(2_000)
    expect(await backing.get('larder:mesa:1')).toBeUndefined()
    store.inject({ kind: 'none' }, 'reads')

    expect([await reading, await readingMany]).toEqual([undefined, [undefined]])
  })

  test('what the shared tier could not delete is not believed, and deleted when it is back', async () => {
    const { cache, store, clock, backing } = cacheFixture()
    await cache.set('mesa:1', 'old')
    store.inject({ kind: 'fail' }, 'writes')

    await invalidate(cache)

    expect(await cache.get('mesa:1')).toBeUndefined()
    expect(await cache.getMany(['mesa:1'])).toEqual([undefined])
    expect(await backing.get('larder:mesa:1')).toBeDefined()
    store.inject({ kind: 'none' })
    await clock.advance(1_000)
    expect(await backing.get('larder:mesa:1')).toBeUndefined()
    expect(cache.health()).toMatchObject({ status: 'healthy', journalSize: 0 })
  })
})

test('deletions tell how many values were known', async () => {
  const { cache } = cacheFixture()
  await cache.setMany([
    ['mesa:1', 1],
    ['mesa:2', 2],
    ['mesa:3', 3],
    ['turno:1', 4],
  ])

  expect(await cache.delete('mesa:1')).toBe(true)
  expect(await cache.delete('mesa:1')).toBe(false)
  expect(await cache.deleteByPrefix('mesa:')).toBe(2)
  expect(await cache.deleteByPattern('*')).toBe(1)
})

test('an older load does not replace a value that was set meanwhile', async () => {
  const { cache, backing } = cacheFixture()
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

test('two sets of one key cannot overtake each other on their way to the shared tier', async () => {
  const { cache, backing } = cacheFixture()
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

  expect((await backing.get('larder:k'))?.value).toBe(2)
})

test('a set that the shared tier did not take does not leave the older value to be believed', async () => {
  const { cache, store } = cacheFixture({ l1MaxBytes: 0 })
  await cache.set('k', 'old')
  store.inject({ kind: 'fail' }, 'writes')

  await cache.set('k', 'new')

  expect(await cache.get('k')).toBeUndefined()
})
