import { describe, expect, test } from 'vitest'
import { cacheFixture } from './cache-fixture.ts'

interface Menu {
  dishes: string[]
}

describe.each(['freeze', 'clone'] as const)('isolation %s', (isolation) => {
  test('what is handed out, and what was handed in, cannot be used to change what is held', async () => {
    const { cache, neighbour } = await cacheFixture({ isolation })
    const given: Menu = { dishes: ['paella'] }
    await cache.set('set', given)
    const readers = [
      () => cache.get<Menu>('set'),
      () => cache.getOrSet<Menu>('loaded', () => ({ dishes: ['paella'] })),
      async () => (await cache.lookup<Menu>('loaded', () => ({ dishes: [] }))).value,
      async () => (await cache.getMany<Menu>(['set']))[0],
      async () => (await cache.getOrSetMany<Menu>(['loaded'], () => []))[0],
      async () => (await neighbour({ isolation })).get<Menu>('set'),
    ]

    for (const read of [() => Promise.resolve(given), ...readers]) {
      const menu = await read()
      try {
        menu?.dishes.push('a change')
      } catch {
        // Frozen.
      }
    }

    for (const read of readers) expect(await read()).toEqual({ dishes: ['paella'] })
  })
})

test('isolation clone leaves callers their own values to change', async () => {
  const { cache } = await cacheFixture({ isolation: 'clone' })
  const given: Menu = { dishes: [] }
  await cache.set('k', given)

  given.dishes.push('mine')
  const [one, two] = [await cache.get<Menu>('k'), await cache.get<Menu>('k')]
  one?.dishes.push('theirs')

  expect(two).toEqual({ dishes: [] })
  expect(Object.isFrozen(one)).toBe(false)
})

test('isolation shared hands out the value itself, still checked', async () => {
  const { cache } = await cacheFixture({ isolation: 'shared' })
  const given: Menu = { dishes: [] }
  await cache.set('k', given)

  expect(await cache.get('k')).toBe(given)
  expect(Object.isFrozen(given)).toBe(false)
  await expect(cache.set('k', { at: new Date() })).rejects.toMatchObject({ code: 'VALUE_NOT_CARRIABLE' })
})
