import { expect, test } from 'vitest'
import { createRedisBackend } from './redis-backend.ts'
import { parseRedisUrl } from './redis-url.ts'
import { resolveBackendOptions } from './resolve-backend-options.ts'

const url = 'redis://127.0.0.1:1'

test('every bad option is named at once, with what it may be', () => {
  const bad = {
    url,
    maxConnections: -3,
    maxValueBytes: Number.NaN,
    deadlineMs: 0,
    connectionName: 'two words',
    compression: {
      codec: 'gzip' as never,
      thresholdBytes: -1,
      dictionary: 'text' as never,
      olderDictionaries: [Buffer.alloc(64), Buffer.alloc(63), Buffer.alloc(40_000)],
    },
  }

  expect(() => createRedisBackend(bad)).toThrow(
    /maxConnections is -3; .*from 1 to 1000; maxValueBytes is NaN; .*deadlineMs is 0; .*thresholdBytes is -1; .*codec is "gzip"; it must be one of none, deflate-raw, zstd; compression.dictionary must be bytes, 64 to 32506 .*olderDictionaries\[1\] must be .*olderDictionaries\[2\] must be .*; connectionName must be/,
  )
})

test('an observer that throws breaks nothing', () => {
  const { observer } = resolveBackendOptions(
    {
      url,
      observer: {
        on: () => {
          throw new Error('a bug of the observer')
        },
      },
    },
    parseRedisUrl(url),
  )

  expect(() => observer?.on({ type: 'unreadable-entry', cause: 'json' })).not.toThrow()
})
