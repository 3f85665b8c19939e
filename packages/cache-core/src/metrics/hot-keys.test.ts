import { describe, expect, test } from 'vitest'
import { SeededRandom } from '../testing/seeded-random.ts'
import { HotKeys, MOST_HOT_KEYS } from './hot-keys.ts'
import { Sampler } from './sampler.ts'

const KEYS = 10_000
const READS = 300_000

/** A Zipf stream (exponent 1) with its exact counts. */
function zipf(seed: number) {
  const random = new SeededRandom(seed)
  const sums: number[] = []
  for (let rank = 1, sum = 0; rank <= KEYS; rank++) sums.push((sum += 1 / rank))
  const total = sums.at(-1) as number
  const next = () => {
    const drawn = random.next() * total
    let [low, high] = [0, KEYS - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] as number) < drawn) low = middle + 1
      else high = middle
    }
    return `k${low}`
  }
  const stream = Array.from({ length: READS }, next)
  const exact = new Map<string, number>()
  for (const key of stream) exact.set(key, (exact.get(key) ?? 0) + 1)
  const most = [...exact].toSorted((one, other) => other[1] - one[1]).map(([key]) => key)
  return { stream, exact, most }
}

describe.each([1, 2, 3])('a Zipf stream of 300,000 reads of 10,000 keys, seed %i', (seed) => {
  const { stream, exact, most } = zipf(seed)

  test('every count lies within its bounds, and no key with more than 1 in 128 of the reads is missed', () => {
    const hot = new HotKeys()
    for (const key of stream) hot.note(key, 1, 0)

    const top = hot.top(MOST_HOT_KEYS, 0)

    expect(top).toHaveLength(MOST_HOT_KEYS)
    for (const { key, perSecond, atLeastPerSecond, share } of top) {
      const truly = exact.get(key) ?? 0
      const atLeast = (share * READS * atLeastPerSecond) / perSecond
      expect(share * READS).toBeGreaterThanOrEqual(truly - 1e-6)
      expect(atLeast).toBeLessThanOrEqual(truly + 1e-6)
      expect(share * READS - atLeast).toBeLessThanOrEqual(READS / MOST_HOT_KEYS)
    }
    const frequent = most.filter((key) => (exact.get(key) ?? 0) > READS / MOST_HOT_KEYS)
    expect(frequent.length).toBeGreaterThan(5)
    expect(top.map(({ key }) => key)).toEqual(expect.arrayContaining(frequent))
    expect(top.slice(0, 5).map(({ key }) => key)).toEqual(most.slice(0, 5))
  })

  test('of one read in 64 alone, the five most read keys are found, with about their counts', () => {
    const hot = new HotKeys()
    const sampler = new Sampler(64)
    for (const key of stream) if (sampler.note()) hot.note(key, sampler.pick(0), 0)

    const found = new Map(hot.top(12, 0).map(({ key, share }) => [key, share * READS]))

    for (const key of most.slice(0, 5)) {
      const truly = exact.get(key) as number
      // Three standard deviations of the sample, and what other keys may have added.
      const allowed = 3 * Math.sqrt(truly * 64 * (4 / 3)) + READS / MOST_HOT_KEYS
      expect(Math.abs((found.get(key) ?? 0) - truly)).toBeLessThan(allowed)
    }
  })
})

test('tells reads per second, from the first second on', () => {
  const hot = new HotKeys()
  const rates: (number | undefined)[] = []
  for (let ms = 0; ms <= 600_000; ms += 100) {
    hot.note('k', 5, ms)
    if (ms === 2_000 || ms === 60_000 || ms === 600_000) rates.push(hot.top(1, ms)[0]?.perSecond)
  }

  expect(rates).toEqual([
    expect.closeTo(50, -1) as number,
    expect.closeTo(50, 0) as number,
    expect.closeTo(50, 0) as number,
  ])
})

test('what was read much an hour ago gives way to what is read now, and is forgotten in the end', () => {
  const hot = new HotKeys()
  hot.note('old', 1_000_000, 0)
  const hour = 3_600_000

  hot.note('new', 10, hour)

  expect(hot.top(10, hour)).toEqual([
    {
      key: 'new',
      perSecond: expect.any(Number) as number,
      atLeastPerSecond: expect.any(Number) as number,
      share: expect.closeTo(1) as number,
    },
  ])
  expect(hot.top(10, 2 * hour)).toEqual([])
})

test('a flood of keys that are read once pushes no hot key out', () => {
  const hot = new HotKeys()
  for (let read = 0; read < 100_000; read++) hot.note(read % 10 === 0 ? 'hot' : `once${read}`, 1, 0)

  const [first] = hot.top(1, 0)

  expect(first).toMatchObject({ key: 'hot', share: 0.1 })
})

test('nothing has been read', () => {
  expect(new HotKeys().top(10, 5_000)).toEqual([])
})
