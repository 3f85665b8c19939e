import { spawnSync } from 'node:child_process'
import { deserialize } from 'node:v8'
import { expect, test } from 'vitest'
import { type CacheEvent, createCache } from '@larder/cache-core'
import { createRedisBackend } from '@larder/redis-adapter'
import { startRedis } from '@larder/redis-adapter/testing'
import { devalueCodec } from './devalue-codec.ts'

const value = {
  at: new Date('2026-01-10T19:30:00Z'),
  tables: new Map([['mesa-7', { seats: 4n, free: new Set([1, 2]) }]]),
  note: undefined,
  pages: 'ñandú € '.repeat(2_000),
}

/** What another process reads under `k`, and what its observer is told. */
const READER = `
import { serialize } from 'node:v8'
import { createCache } from '@larder/cache-core'
import { createRedisBackend } from '@larder/redis-adapter'
import { devalueCodec } from './src/devalue-codec.ts'
const [url, name] = process.argv.slice(1)
const events = []
const codec = name === 'none' ? undefined : { ...devalueCodec, name }
const observer = { on: (event) => events.push(event) }
const cache = createCache({ shared: createRedisBackend({ url, deadlineMs: 5_000 }), storeDeadlineMs: 5_000, codec, observer })
while (cache.health().status !== 'healthy') await new Promise((resolve) => setTimeout(resolve, 5))
const value = await cache.get('k')
await cache.close()
process.stdout.write(serialize({ value, events }).toString('base64'))
`

function readElsewhere(url: string, codecName: string): { value: unknown; events: readonly CacheEvent[] } {
  const args = ['--conditions=@larder/source', '--input-type=module', '--eval', READER, url, codecName]
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: new URL('..', import.meta.url),
    encoding: 'utf8',
  })
  if (stdout === '') throw new Error(stderr)
  return deserialize(Buffer.from(stdout, 'base64')) as ReturnType<typeof readElsewhere>
}

test('another process reads from Redis what was put in; one of another codec misses, and leaves it', async () => {
  const server = await startRedis()
  const shared = createRedisBackend({ url: server.url, deadlineMs: 5_000 })
  const cache = createCache({ shared, storeDeadlineMs: 5_000, codec: devalueCodec })
  try {
    await expect.poll(() => cache.health().status, { interval: 5 }).toBe('healthy')
    await cache.set('k', value)

    expect(await cache.get('k')).toStrictEqual(value)
    for (const foreign of ['none', 'devalue-7']) {
      const { value: seen, events } = readElsewhere(server.url, foreign)
      expect(seen).toBeUndefined()
      expect(events).toContainEqual({ type: 'unreadable-entry', cause: 'codec' })
    }
    expect(readElsewhere(server.url, devalueCodec.name).value).toStrictEqual(value)
  } finally {
    await cache.close()
    await server.close()
  }
})
