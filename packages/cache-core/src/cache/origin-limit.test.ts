import { describe, expect, test } from 'vitest'
import { CacheError } from '../errors.ts'
import { cacheFixture, type CacheFixture } from './cache-fixture.ts'
import type { CacheOptions } from './options.ts'
import { createCache } from './create-cache.ts'
import type { FakeClock } from '../testing/fake-clock.ts'
import type { Policy } from '../policies/policy.ts'

/** An upstream that takes 100 ms per call and counts how many there are at once. */
function upstream(clock: FakeClock) {
  const counts = { running: 0, most: 0, calls: 0 }
  const load = async () => {
    counts.calls++
    counts.most = Math.max(counts.most, ++counts.running)
    await new Promise<void>((resolve) => void clock.setTimer(resolve, 100))
    counts.running--
    return 'loaded'
  }
  return { counts, load }
}

async function fixture(options: CacheOptions) {
  const fixed: CacheFixture = await cacheFixture(options)
  return { ...fixed, ...upstream(fixed.clock) }
}

const outcomeOf = (call: Promise<unknown>) =>
  call.then(
    (value) => value,
    (error: unknown) => (error instanceof CacheError ? error.code : error),
  )

describe('with the shared tier hung', () => {
  test('200 cold keys at once never ask the upstream for more than the limit, and all are answered', async () => {
    const { cache, clock, faults, counts, load } = await fixture({
      originLimit: { maxConcurrent: 10, maxConcurrentAlone: 4 },
    })
    faults.inject({ kind: 'hang' })

    const calls = Array.from({ length: 200 }, (_, index) => outcomeOf(cache.getOrSet(`cold:${index}`, load)))
    await clock.advance(25_000)

    expect(new Set(await Promise.all(calls))).toEqual(new Set(['loaded']))
    expect(counts).toEqual({ running: 0, most: 4, calls: 200 })
  })

  test('who does not fit is told at once, or gets a stale value where that is allowed', async () => {
    const { cache, clock, faults, counts, load } = await fixture({
      originLimit: { maxConcurrent: 4, maxQueue: 20 },
      ttlMs: 1_000,
      staleIfErrorMs: 60_000,
    })
    for (let index = 0; index < 50; index++) await cache.set(`warm:${index}`, 'stale')
    await clock.advance(2_000)
    faults.inject({ kind: 'hang' })
    await clock.advance(2_000)

    const read = (key: string) => outcomeOf(cache.getOrSet(key, load))
    const cold = Array.from({ length: 100 }, (_, index) => read(`cold:${index}`))
    const warm = Array.from({ length: 50 }, (_, index) => read(`warm:${index}`))
    await clock.advance(30_000)

    const told = await Promise.all(cold)
    expect(told.filter((outcome) => outcome === 'loaded')).toHaveLength(24)
    expect(told.filter((outcome) => outcome === 'BULKHEAD_FULL')).toHaveLength(76)
    expect(new Set(await Promise.all(warm))).toEqual(new Set(['stale']))
    expect(counts.most).toBe(4)
  })

  test('a caller waits for its turn within its own time', async () => {
    const { cache, clock, faults, counts, load } = await fixture({
      originLimit: { maxConcurrent: 1 },
      hardTimeoutMs: 250,
    })
    faults.inject({ kind: 'fail' })

    const calls = Array.from({ length: 10 }, (_, index) => outcomeOf(cache.getOrSet(`cold:${index}`, load)))
    await clock.advance(1_000)

    const told = await Promise.all(calls)
    expect(told.filter((outcome) => outcome === 'DEADLINE_EXCEEDED').length).toBe(8)
    expect(told.filter((outcome) => outcome === 'loaded').length).toBe(2)
    expect(counts.most).toBe(1)
  })
})

test('with the shared tier in service the limit is the wider one', async () => {
  const { cache, clock, counts, load } = await fixture({
    originLimit: { maxConcurrent: 10, maxConcurrentAlone: 4 },
  })

  const calls = Array.from({ length: 50 }, (_, index) => outcomeOf(cache.getOrSet(`cold:${index}`, load)))
  await clock.advance(5_000)

  expect(new Set(await Promise.all(calls))).toEqual(new Set(['loaded']))
  expect(counts.most).toBe(10)
})

test('a load of many keys is one, and a policy of the user stands around the limit', async () => {
  const { cache, clock, counts, load } = await fixture({
    originLimit: { maxConcurrent: 2 },
    loadPolicy: retryOnce,
  })
  const many = (from: number) =>
    cache.getOrSetMany([`${from}:a`, `${from}:b`], async (keys) => {
      await load()
      return keys.map(() => 'loaded')
    })

  const calls = Array.from({ length: 6 }, (_, index) => many(index))
  await clock.advance(5_000)

  expect(await Promise.all(calls)).toEqual(calls.map(() => ['loaded', 'loaded']))
  // Each batch is loaded twice by the policy, and holds a place each time.
  expect(counts).toEqual({ running: 0, most: 2, calls: 12 })
})

const retryOnce: Policy = {
  async execute(operation, context) {
    await operation(context)
    return operation(context)
  },
}

test.each([
  [{ maxConcurrent: 0 }, 'originLimit.maxConcurrent is 0'],
  [{ maxConcurrent: 1, maxQueue: -1 }, 'originLimit.maxQueue is -1'],
  [{}, 'originLimit must be an object with a number maxConcurrent'],
  [null, 'originLimit must be an object with a number maxConcurrent'],
])('bad limits are refused: %j', (originLimit, message) => {
  expect(() => createCache({ originLimit } as CacheOptions)).toThrow(message)
})
