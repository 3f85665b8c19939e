import { expect, test } from 'vitest'
import { KEYS, sameTag, tagOf, Workload } from './workload.ts'
import { SeededRandom } from '@larder/cache-core/testing'

const items = (seed: number, count: number) => {
  const workload = new Workload(new SeededRandom(seed))
  return Array.from({ length: count }, () => workload.next())
}

test('the seed alone decides what is called', () => {
  expect(items(3, 500)).toEqual(items(3, 500))
  expect(items(3, 500)).not.toEqual(items(4, 500))
})

test('a few keys are wanted often, most of them rarely, and none never', () => {
  const counts = new Map<number, number>()
  for (const { key } of items(1, 60_000)) counts.set(key, (counts.get(key) ?? 0) + 1)

  expect(counts.size).toBe(KEYS)
  expect((counts.get(0) ?? 0) / (counts.get(9) ?? 1)).toBeCloseTo(10, -1)
})

test('all kinds of calls are made, in both caches, and most of them are reads', () => {
  const all = items(1, 10_000)

  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['read', 'strict', 'set', 'delete', 'tag']))
  expect(new Set(all.map(({ cache }) => cache))).toEqual(new Set([0, 1]))
  expect(all.filter(({ kind }) => kind === 'read').length).toBeGreaterThan(8_000)
})

test('a tag covers the keys that have it', () => {
  expect(sameTag(4).every((key) => tagOf(key) === tagOf(4))).toBe(true)
  expect(sameTag(4).length).toBe(KEYS / 20)
  expect(sameTag(5)).toEqual([5])
})
