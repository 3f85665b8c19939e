import { describe, expect, test } from 'vitest'
import { cacheFixture } from './cache-fixture.ts'
import type { Selection } from './count.ts'

async function filled() {
  const fixture = await cacheFixture()
  const { cache, neighbour } = fixture
  const other = await neighbour()
  await cache.setMany([
    ['menu:es:1', 'Paella'],
    ['menu:en:1', 'Stew'],
  ])
  await cache.set('dish:7', 'Arroz', { tags: ['rice'] })
  await other.set('menu:es:2', 'Cocido')
  await Promise.all([cache.settled(), other.settled()])
  return { ...fixture, other }
}

test.each<[string, Selection, number, number]>([
  ['a prefix', { prefix: 'menu:es:' }, 1, 2],
  ['a pattern', { pattern: 'menu:*:1' }, 2, 2],
  ['a tag', { tag: 'rice' }, 1, 1],
  ['everything', { prefix: '' }, 3, 4],
  ['what nobody has', { prefix: 'none:' }, 0, 0],
])('counts what %s covers, in memory and in the shared tier, and leaves it', async (_, selection, l1, l2) => {
  const { cache } = await filled()

  expect(await cache.count(selection)).toEqual({ l1, l2 })
  expect(await cache.count(selection)).toEqual({ l1, l2 })
  expect(await cache.getMany(['menu:es:1', 'menu:es:2', 'dish:7'])).toEqual(['Paella', 'Cocido', 'Arroz'])
})

test('what has been deleted does not count, whether it has been freed or not', async () => {
  const { cache } = await filled()

  await cache.deleteByPrefix('menu:es:')

  expect(await cache.count({ prefix: '' })).toEqual({ l1: 2, l2: 2 })
})

test('without a shared tier, and while it cannot be asked, it is not counted', async () => {
  const { cache, faults, clock } = await filled()
  faults.inject({ kind: 'fail' })
  await clock.advance(2_000)

  expect(await cache.count({ prefix: '' })).toEqual({ l1: 3, l2: undefined })
})

describe('a namespace', () => {
  test('counts what is its own', async () => {
    const { cache } = await filled()
    const others = cache.namespace('others')
    await others.set('x:1', 1)
    await cache.settled()

    expect(await others.count({ prefix: 'x:' })).toEqual({ l1: 1, l2: 1 })
    expect(await others.count({ pattern: '*:1' })).toEqual({ l1: 1, l2: 1 })
  })
})

test('is refused as the deletion is, and can be aborted', async () => {
  const { cache } = await filled()

  await expect(cache.count({ pattern: 'a*b*c*d' })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  await expect(cache.count({ tag: '' })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  await expect(cache.count({ prefix: '' }, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'ABORTED',
  })
})
