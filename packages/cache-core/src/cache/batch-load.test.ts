import { describe, expect, test } from 'vitest'
import { cacheFixture, Gate } from './cache-fixture.ts'
import { Bulkhead } from '../policies/bulkhead.ts'
import { CacheError } from '../errors.ts'
import { FakeClock, settle } from '../testing/fake-clock.ts'
import { pipeline } from '../policies/policy.ts'
import { retry } from '../policies/retry.ts'

/** A loader of many keys that notes what it was asked for. */
function manyLoader(answer: (key: string) => string | undefined = (key) => `loaded ${key}`) {
  const calls: (readonly string[])[] = []
  return {
    calls,
    load: async (keys: readonly string[]) => {
      calls.push(keys)
      return keys.map(answer)
    },
  }
}

test('what nobody has is loaded by one call, and the rest comes from the tiers, in order', async () => {
  const { cache, neighbour } = await cacheFixture()
  await (await neighbour()).set('shared', 'from L2')
  await cache.set('held', 'from L1')
  const { calls, load } = manyLoader()

  const values = await cache.getOrSetMany(['a', 'held', 'b', 'shared', 'a'], load)

  expect(values).toEqual(['loaded a', 'from L1', 'loaded b', 'from L2', 'loaded a'])
  expect(calls).toEqual([['a', 'b']])
  expect(await cache.getMany(['a', 'b'])).toEqual(['loaded a', 'loaded b'])
})

test('batches that overlap load each key once', async () => {
  const { cache } = await cacheFixture()
  const { calls, load } = manyLoader()

  const answers = await Promise.all([
    cache.getOrSetMany(['a', 'b'], load),
    cache.getOrSetMany(['b', 'c'], load),
    cache.getOrSetMany(['c', 'b', 'a'], load),
    cache.getOrSet('a', () => 'never'),
  ])

  expect(calls).toEqual([['a', 'b'], ['c']])
  expect(answers[2]).toEqual(['loaded c', 'loaded b', 'loaded a'])
})

test('a batch does not wait for a key that another call or process loads', async () => {
  const { cache, neighbour } = await cacheFixture()
  const gate = new Gate<string>()
  const slow = cache.getOrSet('slow', gate.load)
  const foreign = (await neighbour()).getOrSet('foreign', gate.load)
  await settle()
  const { calls, load } = manyLoader()

  const many = cache.getOrSetMany(['a', 'slow', 'foreign', 'b'], load)
  await settle()
  expect(calls).toEqual([['a', 'b']])
  gate.open('slow value')
  gate.open('foreign value')

  expect(await many).toEqual(['loaded a', 'slow value', 'foreign value', 'loaded b'])
  await Promise.all([slow, foreign])
})

test('a map may lack what was not found', async () => {
  const { cache } = await cacheFixture({ negativeTtlMs: 1_000 })
  let calls = 0
  const load = () => {
    calls++
    return new Map([['a', 1]])
  }

  expect(await cache.getOrSetMany(['a', 'b'], load)).toEqual([1, undefined])
  expect(await cache.getOrSetMany(['b', 'a'], load)).toEqual([undefined, 1])
  expect(calls).toBe(1)
})

test('a failing batch rejects with its error, and keeps nothing', async () => {
  const { cache } = await cacheFixture()
  const failure = new Error('away')

  await expect(cache.getOrSetMany(['a', 'b'], () => Promise.reject(failure))).rejects.toBe(failure)

  expect(await cache.getOrSetMany(['a', 'b'], manyLoader().load)).toEqual(['loaded a', 'loaded b'])
})

test.each([[['one']], ['text'], [undefined], [{ a: 1 }]])(
  'an answer of the wrong shape is refused: %j',
  async (answer) => {
    const { cache } = await cacheFixture()

    await expect(cache.getOrSetMany(['a', 'b'], () => answer as never)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('2 values') as string,
    })
  },
)

test('each value of a batch may have a life and tags of its own', async () => {
  const { cache, clock } = await cacheFixture()
  await cache.getOrSetMany(['a', 'b'], (keys, { adapt }) => {
    adapt('a', { ttlMs: 100, tags: ['t'] })
    return keys.map((key) => key)
  })

  expect((await cache.explain('a')).l1).toMatchObject({ tags: ['t'], ttlLeftMs: 100 })
  await clock.advance(200)

  expect(await cache.getMany(['a', 'b'])).toEqual([undefined, 'b'])
})

test('the batch is told when nobody waits for any of its keys any more', async () => {
  const { cache } = await cacheFixture()
  const controller = new AbortController()
  let told: AbortSignal | undefined
  const many = cache.getOrSetMany(
    ['a', 'b'],
    (_keys, { signal }) => {
      told = signal
      return new Promise<string[]>(() => {})
    },
    { signal: controller.signal },
  )
  const rejection = expect(many).rejects.toMatchObject({ code: 'ABORTED' })
  await settle()
  expect(told?.aborted).toBe(false)

  controller.abort()

  await rejection
  await settle()
  expect(told?.aborted).toBe(true)
})

describe('no keys', () => {
  test('are no load', async () => {
    const { cache } = await cacheFixture()
    const { calls, load } = manyLoader()

    expect(await cache.getOrSetMany([], load)).toEqual([])
    expect(calls).toEqual([])
  })
})

test('the policy of loads is run once, around the batch', async () => {
  const clock = new FakeClock()
  const { cache } = await cacheFixture({
    clock,
    loadPolicy: pipeline(
      retry({ attempts: 3, backoff: () => 1, clock }),
      new Bulkhead({ maxConcurrent: 1, clock }),
    ),
  })
  const asked: (readonly string[])[] = []

  const values = cache.getOrSetMany(['a', 'b', 'c'], (keys) => {
    asked.push(keys)
    if (asked.length < 3) throw new CacheError('STORE_UNAVAILABLE', 'Not yet.', { retryable: true })
    return keys
  })
  await clock.advance(10)

  expect(await values).toEqual(['a', 'b', 'c'])
  expect(asked).toEqual([
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ])
})

test('keys that waited for a process that failed are loaded by one more call', async () => {
  const { cache, neighbour } = await cacheFixture()
  const other = await neighbour()
  const gate = new Gate<string[]>()
  const theirs = other.getOrSetMany(['a', 'b', 'c'], gate.load).catch(() => 'failed')
  await settle()
  const asked: (readonly string[])[] = []
  const ours = cache.getOrSetMany(['a', 'b', 'c', 'd'], (keys) => {
    asked.push(keys)
    return keys
  })
  await settle()

  gate.fail(new Error('The source is away.'))

  expect(await theirs).toBe('failed')
  expect(await ours).toEqual(['a', 'b', 'c', 'd'])
  expect(asked).toEqual([['d'], ['a', 'b', 'c']])
})
