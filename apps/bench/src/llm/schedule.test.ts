import { expect, test } from 'vitest'
import { SeededRandom } from '@larder/cache-core/testing'
import { scheduleTrials } from './schedule.ts'

const schedule = (seed: number) =>
  scheduleTrials({ arms: 3, cases: 50, repeats: 2, blockSize: 20, warmUp: 2, random: new SeededRandom(seed) })

test('every arm answers every case once in each repeat', () => {
  const seen = schedule(1).blocks.flat()

  const told = new Set(seen.map(({ arm, item, repeat }) => `${arm} ${item} ${repeat}`))
  expect(seen).toHaveLength(3 * 50 * 2)
  expect(told.size).toBe(seen.length)
})

test('within a block every arm answers the same cases of the same repeat', () => {
  for (const block of schedule(1).blocks) {
    const itemsOf = (arm: number) =>
      new Set(block.filter((slot) => slot.arm === arm).map(({ item, repeat }) => `${item} ${repeat}`))

    expect(itemsOf(1)).toEqual(itemsOf(0))
    expect(itemsOf(2)).toEqual(itemsOf(0))
  }
})

test('arms take turns by chance: none comes first more often than chance allows, in any order of cases', () => {
  const blocks = Array.from({ length: 40 }, (_, seed) => schedule(seed).blocks).flat()
  const places = [0, 0, 0]
  for (const block of blocks)
    for (const [place, { arm }] of block.entries())
      places[arm] = (places[arm] ?? 0) + place / (block.length - 1) / (block.length / 3)

  for (const place of places) expect(place / blocks.length).toBeCloseTo(0.5, 1)
})

test('the same seed gives the same order, another seed another', () => {
  expect(schedule(5)).toEqual(schedule(5))
  expect(schedule(5)).not.toEqual(schedule(6))
})

test('the warm-up asks every arm', () => {
  expect(new Set(schedule(1).warmUp.map(({ arm }) => arm))).toEqual(new Set([0, 1, 2]))
  expect(schedule(1).warmUp).toHaveLength(6)
})
