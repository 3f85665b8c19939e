import { describe, expect, test } from 'vitest'
import { cacheFixture } from './cache-fixture.ts'
import type { StandardSchema } from '../standard-schema.ts'

interface Mesa {
  readonly id: number
  readonly seats: number
}

const fixture = async () => {
  const { cache, ...rest } = await cacheFixture()
  const loads: number[][] = []
  const mesas = cache.define<number, Mesa>({
    name: 'mesa',
    ttlMs: 60_000,
    tags: (id) => ['mesas', `floor:${id % 2}`],
    load: (id) => {
      loads.push([id])
      return { id, seats: 4 }
    },
    loadMany: async (ids) => {
      loads.push([...ids])
      return ids.map((id) => ({ id, seats: 4 }))
    },
  })
  return { cache, mesas, loads, ...rest }
}

test('loads, keeps and finds by id', async () => {
  const { cache, mesas, loads } = await fixture()

  expect(await mesas.get(1)).toEqual({ id: 1, seats: 4 })
  expect(await mesas.getMany([1, 2, 3])).toEqual([1, 2, 3].map((id) => ({ id, seats: 4 })))

  expect(loads).toEqual([[1], [2, 3]])
  expect(await cache.get(mesas.key(3))).toEqual({ id: 3, seats: 4 })
})

test('what is loaded singly, in a batch, or set, has the tags of its id', async () => {
  const { cache, mesas } = await fixture()
  await mesas.get(1)
  await mesas.getMany([2, 3])
  await mesas.set(4, { id: 4, seats: 2 })

  const tags = await Promise.all(
    [1, 2, 3, 4].map(async (id) => (await cache.explain(mesas.key(id))).l1?.tags),
  )
  expect(tags).toEqual([1, 2, 3, 4].map((id) => ['mesas', `floor:${id % 2}`]))
  await cache.invalidateTag('floor:1')

  expect(await cache.getMany([1, 2, 3, 4].map((id) => mesas.key(id)))).toEqual([
    undefined,
    { id: 2, seats: 4 },
    undefined,
    { id: 4, seats: 2 },
  ])
})

test('delete, deleteMany and expire by id; clear ends with the family', async () => {
  const { cache, mesas, loads } = await fixture()
  await cache.set('mesas:other', 1)
  await mesas.getMany([1, 2, 3, 4])
  await mesas.delete(1)
  await mesas.deleteMany([2])
  await mesas.expire(3)
  await mesas.getMany([1, 2, 3, 4])
  await mesas.clear()
  await mesas.getMany([4])

  expect(loads).toEqual([[1, 2, 3, 4], [1, 2, 3], [4]])
  expect(await cache.get('mesas:other')).toBe(1)
})

test('ids of several parts never make the same key', async () => {
  const { cache } = await cacheFixture()
  const slots = cache.define<{ day: string; mesa: string }, number>({
    name: 'slot',
    key: ({ day, mesa }) => [day, mesa],
    load: () => 1,
  })

  expect(slots.key({ day: 'a:b', mesa: 'c' })).not.toBe(slots.key({ day: 'a', mesa: 'b:c' }))
})

test('a family without a loader, and an id that is no key, are refused', async () => {
  const { cache } = await cacheFixture()

  expect(() => cache.define({ name: 'x' })).toThrow('load or loadMany')
  const family = cache.define<object, number>({ name: 'x', load: () => 1 })
  await expect(family.get({})).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
})

test('loadMany alone serves single ids too', async () => {
  const { cache } = await cacheFixture()
  const doubles = cache.define<number, number>({
    name: 'double',
    loadMany: async (ids) => ids.map((id) => id * 2),
  })

  expect(await doubles.get(4)).toBe(8)
})

describe('a schema', () => {
  const schema: StandardSchema<Mesa> = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: (value) =>
        typeof value === 'object' && value !== null && 'seats' in value
          ? { value: value as Mesa }
          : { issues: [{ message: 'seats is missing' }] },
    },
  }

  test('turns what an older version left in the shared tier into a miss', async () => {
    const { cache, clock, observer, neighbour } = await cacheFixture()
    const old = (await neighbour()).define<number, object>({
      name: 'mesa',
      load: (id) => ({ id, places: 4 }),
    })
    await old.get(1)
    await clock.advance(5_000)
    const mesas = cache.define<number, Mesa>({ name: 'mesa', schema, load: (id) => ({ id, seats: 4 }) })

    expect(await mesas.get(1)).toEqual({ id: 1, seats: 4 })
    expect(await mesas.getMany([1])).toEqual([{ id: 1, seats: 4 }])

    expect(observer.ofType('unreadable-entry')).toEqual([{ type: 'unreadable-entry', cause: 'schema' }])
  })
})
