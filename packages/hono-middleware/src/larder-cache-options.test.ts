import { expect, test } from 'vitest'
import { createCache } from '@larder/cache-core'
import { larderCache } from './larder-cache.ts'

const cache = createCache()

test('bad options are refused, all at once', () => {
  const bad = { cache: {}, maxBodyBytes: -1, name: 'a b', tags: 'menu' } as never

  expect(() => larderCache(bad)).toThrow(/cache must be.*maxBodyBytes is -1.*tags must be.*name is "a b"/)
})

test.each([
  ['cache', undefined],
  ['defaultTtlMs', 0.5],
  ['staleWhileRevalidateMs', NaN],
  ['staleIfErrorMs', 2 ** 32],
  ['maxBodyBytes', '5'],
  ['passMs', Infinity],
  ['tags', [7]],
  ['tags', ['']],
  ['tags', ['x'.repeat(257)]],
  ['tags', Array.from({ length: 65 }, (_, index) => `t${index}`)],
  ['tagHeader', 'a b'],
  ['tagHeader', null],
  ['key', 'menu'],
  ['invalidateOnWrite', 'no'],
  ['name', true],
  ['clock', {}],
])('%s: %o is refused', (name, value) => {
  expect(() => larderCache({ cache, [name]: value })).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT', message: expect.stringContaining(name) }),
  )
})
