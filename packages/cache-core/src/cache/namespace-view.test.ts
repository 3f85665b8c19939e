import { expect, test } from 'vitest'
import { cacheFixture } from './cache-fixture.ts'

test('keys are below its name, for every method', async () => {
  const { cache } = await cacheFixture()
  const menu = cache.namespace('menu')
  await menu.set('a', 1)
  await menu.setMany([['b', 2]])
  await menu.getOrSet('c', ({ keepAlso }) => {
    keepAlso('d', 4)
    return 3
  })
  await menu.lookup('e', () => 5)
  await menu.getOrSetMany(['f', 'g'], (keys) => new Map(keys.map((key) => [key, key])))

  const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  expect(await menu.getMany(keys)).toEqual([1, 2, 3, 4, 5, 'f', 'g'])
  expect(await cache.getMany(keys.map((key) => `menu:${key}`))).toEqual([1, 2, 3, 4, 5, 'f', 'g'])
  expect(await menu.get('a')).toBe(1)
  expect(menu.lookupInMemory('a')?.value).toBe(1)
  expect((await menu.explain('a')).key).toBe('menu:a')
})

test('clear and deletions end where it ends', async () => {
  const { cache } = await cacheFixture()
  const [menu, menus] = [cache.namespace('menu'), cache.namespace('menus')]
  const week = menu.namespace('week')
  await Promise.all([
    cache.set('k', 0),
    menus.set('k', 0),
    menu.set('a1', 0),
    menu.set('b1', 0),
    week.set('k', 0),
  ])

  await menu.deleteByPattern('*1')
  await week.delete('k')
  expect(await menu.getMany(['a1', 'b1', 'week:k'])).toEqual([undefined, undefined, undefined])
  await menu.set('k', 1)
  await menu.deleteByPrefix('k')
  await menu.set('k', 1)
  await menu.clear()

  expect(await menu.get('k')).toBeUndefined()
  expect([await cache.get('k'), await menus.get('k')]).toEqual([0, 0])
})

test('names that look alike are different namespaces', async () => {
  const { cache } = await cacheFixture()
  await cache.namespace('a:b').set('c', 1)

  expect(await cache.namespace('a').get('b:c')).toBeUndefined()
})

test('a family of a namespace is below it', async () => {
  const { cache } = await cacheFixture()
  const mesas = cache.namespace('norte').define<number, number>({ name: 'mesa', load: (id) => id })
  await mesas.get(1)

  expect(await cache.get('norte:mesa:1')).toBe(1)
  await cache.namespace('norte').clear()
  expect(await cache.get('norte:mesa:1')).toBeUndefined()
})
