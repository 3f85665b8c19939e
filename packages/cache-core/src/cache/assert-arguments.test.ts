import { describe, expect, test } from 'vitest'
import type { Cache } from './cache.ts'
import { createCache } from './create-cache.ts'

/** What callers without types send. */
const anything = (value: unknown): never => value as never

const CALLS: readonly (readonly [string, (cache: Cache) => unknown, RegExp])[] = [
  ['get with null options', (cache) => cache.get('k', anything(null)), /options must be an object.*null/],
  [
    'getOrSet without a loader',
    (cache) => cache.getOrSet('k', anything(undefined)),
    /loader must be a function/,
  ],
  ['getOrSet with null options', (cache) => cache.getOrSet('k', () => 1, anything(null)), /options must be/],
  [
    'getMany of nothing',
    (cache) => cache.getMany(anything(undefined)),
    /keys must be an array; received undefined/,
  ],
  ['getMany of a text', (cache) => cache.getMany(anything('k')), /keys must be an array; received string/],
  ['getOrSetMany without a loader', (cache) => cache.getOrSetMany(['k'], anything(5)), /loader must be/],
  ['setMany of a number', (cache) => cache.setMany(anything(5)), /entries must be an array; received number/],
  ['setMany of no pairs', (cache) => cache.setMany(anything(['k'])), /\[key, value\] pairs; received string/],
  ['deleteMany of a text', (cache) => cache.deleteMany(anything('k')), /keys must be an array/],
  ['set with options that are a list', (cache) => cache.set('k', 1, anything([])), /options must be/],
  [
    'a soft timeout that no timer holds',
    (cache) => cache.getOrSet('k', () => 1, { softTimeoutMs: 2 ** 31 }),
    /softTimeoutMs is 2147483648; it must be/,
  ],
  [
    'an etag that is a number',
    (cache) => cache.getOrSet('k', ({ adapt }) => adapt({ etag: anything(7) })),
    /etag must be a string; received number/,
  ],
  [
    'an adaptation that is null',
    (cache) => cache.getOrSet('k', ({ adapt }) => adapt(anything(null))),
    /options must be/,
  ],
]

test.each(CALLS)('%s is refused with what is wrong', async (_name, call, message) => {
  const cache = createCache()

  await expect((async () => call(cache))()).rejects.toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT', message: expect.stringMatching(message) as string }),
  )
})

describe('at once:', () => {
  const cache = createCache()
  test.each<readonly [string, () => unknown, RegExp]>([
    ['createCache(null)', () => createCache(anything(null)), /options must be/],
    ['a namespace without a name', () => cache.namespace(''), /name must be a string.*empty/],
    ['a namespace named by a number', () => cache.namespace(anything(5)), /name must be a string.*number/],
    ['a family without a name', () => cache.define({ name: '', load: () => 1 }), /name must be/],
    [
      'a family with a bad ttl',
      () => cache.define({ name: 'f', load: () => 1, ttlMs: -1 }),
      /ttlMs is -1; it must be/,
    ],
    ['no hot keys', () => cache.hotKeys({ limit: 0 }), /limit is 0; it must be a whole number from 1 to 128/],
    ['a family of null', () => cache.define(anything(null)), /options must be/],
  ])('%s', (_name, call, message) => {
    expect(call).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        message: expect.stringMatching(message) as string,
      }),
    )
  })
})
