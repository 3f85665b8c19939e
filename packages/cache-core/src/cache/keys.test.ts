import { describe, expect, test } from 'vitest'
import type { Cache } from './cache.ts'
import { cacheFixture } from './cache-fixture.ts'

async function filled() {
  const fixture = await cacheFixture()
  const other = await fixture.neighbour()
  await fixture.cache.setMany([
    ['menu:es', 'Paella'],
    ['menu:en', 'Stew'],
    ['dish:7', 'Arroz'],
  ])
  await other.set('menu:fr', 'Cassoulet')
  await Promise.all([fixture.cache.settled(), other.settled()])
  return { ...fixture, other }
}

async function keysOf(cache: Cache, prefix: string): Promise<readonly string[]> {
  return (await Array.fromAsync(cache.keys(prefix))).sort()
}

test('names what memory and the shared tier hold, once each', async () => {
  const { cache } = await filled()

  expect(await keysOf(cache, 'menu:')).toEqual(['menu:en', 'menu:es', 'menu:fr'])
  expect(await keysOf(cache, '')).toHaveLength(4)
  expect(await keysOf(cache, 'none')).toEqual([])
})

test('not what was deleted, whether it has been freed or not', async () => {
  const { cache, other } = await filled()

  await other.deleteByPrefix('menu:e')

  expect(await keysOf(other, 'menu:')).toEqual(['menu:fr'])
  await cache.delete('menu:fr')
  expect(await keysOf(cache, '')).toEqual(['dish:7'])
})

test('only what memory holds while the shared tier cannot be asked', async () => {
  const { cache, faults, clock } = await filled()
  faults.inject({ kind: 'fail' })
  await clock.advance(2_000)

  expect(await keysOf(cache, 'menu:')).toEqual(['menu:en', 'menu:es'])
})

test('of a namespace its own, without its name', async () => {
  const { cache } = await filled()
  const view = cache.namespace('menu')

  expect(await keysOf(view, '')).toEqual(['en', 'es', 'fr'])
  expect(await keysOf(view, 'e')).toEqual(['en', 'es'])
})

describe('whoever asks', () => {
  test('may leave early', async () => {
    const { cache } = await filled()

    for await (const key of cache.keys('dish')) {
      expect(key).toBe('dish:7')
      break
    }
  })

  test('may abort, and hears of it', async () => {
    const { cache } = await filled()
    const controller = new AbortController()
    const keys = cache.keys('', { signal: controller.signal })
    await keys.next()
    controller.abort()

    await expect(Array.fromAsync(keys)).rejects.toThrow(/abort/i)
  })

  test('is told of a bad prefix, and of a closed cache', async () => {
    const { cache } = await filled()

    await expect(keysOf(cache, 7 as never)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
    await cache.close()
    await expect(keysOf(cache, '')).rejects.toMatchObject({ code: 'CLOSED' })
  })
})
