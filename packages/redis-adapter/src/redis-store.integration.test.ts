import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { cacheStoreContract, RecordingObserver } from '@larder/cache-core/testing'
import { createRedisBackend, type RedisBackendOptions } from './redis-backend.ts'
import type { CacheStore, SharedBackend, StoredEntry } from '@larder/cache-core'
import { Redis } from 'ioredis'
import { type RedisServer, startRedis } from './testing/index.ts'

let server: RedisServer
let raw: Redis
beforeAll(async () => {
  server = await startRedis()
  raw = new Redis(server.url)
})
afterAll(async () => {
  raw.disconnect()
  await server.close()
})

const entryOf = (value: unknown): StoredEntry => ({
  value,
  createdAt: 1_750_000_000_000,
  ttlMs: 60_000,
  staleMs: 0,
  stamp: { era: 1, seq: 0, tags: [] },
  loadMs: 0,
})

const backends: SharedBackend[] = []
afterEach(async () => {
  for (const backend of backends.splice(0)) await backend.close()
})

/** A connected store on an empty server, patient: these tests ask what it does, not how fast. */
async function emptyStore(options: Partial<RedisBackendOptions> = {}): Promise<CacheStore> {
  await raw.flushall()
  const backend = createRedisBackend({ url: server.url, deadlineMs: 5_000, ...options })
  backends.push(backend)
  const { store } = backend
  await expect
    .poll(
      () =>
        store.status().connected &&
        checkAll(store).then(
          () => true,
          () => false,
        ),
      { interval: 5 },
    )
    .toBe(true)
  return store
}

describe('keeps the store contract', () => {
  const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  for (const codec of ['zstd', 'deflate-raw', 'none'] as const) {
    describe(codec, () => {
      const setup = async () => ({ store: await emptyStore({ compression: { codec } }), pass })
      for (const { name, run } of cacheStoreContract(setup)) test(name, run)
    })
  }
})

test('500 reads of one tick become few commands', async () => {
  const store = await emptyStore()
  await Promise.all(Array.from({ length: 500 }, (_, index) => store.set(`k${index}`, entryOf(index))))
  await raw.config('RESETSTAT')

  const entries = await Promise.all(Array.from({ length: 500 }, (_, index) => store.get(`k${index}`)))

  expect(entries.map((entry) => entry?.value)).toEqual(Array.from({ length: 500 }, (_, index) => index))
  const statistics = await raw.info('commandstats')
  expect(Number(/cmdstat_mget:calls=(\d+)/.exec(statistics)?.[1])).toBeLessThanOrEqual(4)
  expect(statistics).not.toContain('cmdstat_get:')
  await store.close()
})

test('500 writes of one tick become few commands, each entry with its own life; a large one travels alone', async () => {
  const store = await emptyStore({ compression: { codec: 'none' } })
  await raw.config('RESETSTAT')
  const lives = Array.from({ length: 500 }, (_, index) => 10_000 + index * 100)

  await Promise.all([
    ...lives.map((ttlMs, index) => store.set(`k${index}`, { ...entryOf(index), ttlMs })),
    store.set('large', entryOf('x'.repeat(300_000))),
  ])

  const statistics = await raw.info('commandstats')
  expect(Number(/cmdstat_eval(?:sha)?:calls=(\d+)/.exec(statistics)?.[1])).toBeLessThanOrEqual(16)
  const lifeMs = await Promise.all(lives.map((_, index) => raw.pttl(`k${index}`)))
  expect(lifeMs.every((ms, index) => ms <= (lives[index] ?? 0) && ms > (lives[index] ?? 0) - 5_000)).toBe(
    true,
  )
  const entries = await store.getMany(['k0', 'k499', 'large'])
  expect(entries.map((entry) => entry?.value)).toEqual([0, 499, 'x'.repeat(300_000)])
  await store.close()
})

test('writes that travel together fail together, and say why', async () => {
  const store = await emptyStore()
  await raw.config('SET', 'maxmemory', '1')
  try {
    const writes = Array.from({ length: 10 }, (_, index) => store.set(`k${index}`, entryOf(index)))

    for (const result of await Promise.allSettled(writes))
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { code: 'STORE_REJECTED', scope: 'writes' },
      })
  } finally {
    await raw.config('SET', 'maxmemory', '0')
    await store.close()
  }
})

describe('what somebody else left under our key is a miss, reported and removed', () => {
  test.each([
    ['text', 'foreign-format', Buffer.from('{"legacy":true}')],
    ['the format with a marker', 'foreign-format', Buffer.from('compressed:789c4b4c')],
    ['nothing', 'foreign-format', Buffer.alloc(0)],
    ['random bytes', 'foreign-format', Buffer.from('c1f5'.repeat(40), 'hex')],
    ['a later version', 'version', Buffer.concat([Buffer.from('f5c103', 'hex'), Buffer.alloc(60)])],
    [
      'a damaged entry',
      'checksum',
      Buffer.concat([Buffer.from('f5c10100000000002800', 'hex'), Buffer.alloc(60)]),
    ],
  ] as const)('%s', async (_name, cause, bytes) => {
    const observer = new RecordingObserver()
    const store = await emptyStore({ observer })
    await raw.set('k', bytes)

    expect(await store.get('k')).toBeUndefined()

    expect(observer.ofType('unreadable-entry')).toEqual([{ type: 'unreadable-entry', cause }])
    await expect.poll(() => raw.exists('k')).toBe(cause === 'version' ? 1 : 0)
    await store.close()
  })

  test('another type reads as absent and may be overwritten', async () => {
    const store = await emptyStore()
    await raw.lpush('k', 'x')

    expect(await store.get('k')).toBeUndefined()
    await store.set('k', entryOf('ours'))

    expect((await store.get('k'))?.value).toBe('ours')
    await store.close()
  })
})

test('entries leave Redis by themselves after ttl and stale time', async () => {
  const store = await emptyStore()

  await store.set('k', { ...entryOf(1), ttlMs: 5_000, staleMs: 2_500.5 })

  const lifeMs = await raw.pttl('k')
  expect(lifeMs).toBeGreaterThan(6_000)
  expect(lifeMs).toBeLessThanOrEqual(7_501)
  await store.close()
})

test('a value beyond maxValueBytes is refused with the limit', async () => {
  const store = await emptyStore({ maxValueBytes: 1_000 })

  await expect(store.set('k', entryOf('x'.repeat(1_000)))).rejects.toMatchObject({
    code: 'VALUE_TOO_LARGE',
    scope: 'none',
    message: expect.stringContaining('1000') as string,
  })
  await store.close()
})

test('a key that is an array cannot smuggle options into a command', async () => {
  const store = await emptyStore()
  const key: unknown = ['k', 'v', 'EX', '1']

  await expect(store.set(key as string, entryOf(1))).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  await expect(store.get(key as string)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  expect(await raw.dbsize()).toBe(1)
  await store.close()
})

test('sweeps with SCAN and UNLINK, never KEYS, and reads no more than the head of a value', async () => {
  const store = await emptyStore()
  await Promise.all(
    Array.from({ length: 10_000 }, (_, index) =>
      store.set(`n:list:${index % 7}:[${index}]*`, entryOf(index)),
    ),
  )
  await raw.config('RESETSTAT')

  expect(await store.sweep('n:list:', (key) => key.startsWith('n:list:3:'))).toBe(1_429)
  expect(await store.sweep('n:list:4:[4]*', () => true)).toBe(1)
  expect(await store.sweep('n:list:', () => true)).toBe(10_000 - 1_429 - 1)

  const statistics = await raw.info('commandstats')
  expect(statistics).toContain('cmdstat_scan:')
  expect(statistics).toContain('cmdstat_unlink:')
  expect(statistics).not.toMatch(/cmdstat_(keys|del|flush\w*|m?get):/)
  await store.close()
})

test('a sweep waits for a connection that has just begun', async () => {
  const backend = createRedisBackend({ url: server.url })
  backends.push(backend)

  expect(await backend.store.sweep('absent:', () => true)).toBe(0)
})

test('writes refused for lack of memory say so, and reads go on', async () => {
  const store = await emptyStore()
  await store.set('kept', entryOf(1))
  await raw.config('SET', 'maxmemory', '1')
  try {
    await expect(store.set('k', entryOf(2))).rejects.toMatchObject({
      code: 'STORE_REJECTED',
      scope: 'writes',
    })
    await expect(checkAll(store)).rejects.toMatchObject({
      scope: 'writes',
      message: expect.stringContaining('maxmemory') as string,
    })
    expect((await store.get('kept'))?.value).toBe(1)
  } finally {
    await raw.config('SET', 'maxmemory', '0')
    await store.close()
  }
})

test('uses more lanes under load, never more than its maximum', async () => {
  const store = await emptyStore({ maxConnections: 3, compression: { codec: 'none' } })
  const value = 'x'.repeat(200_000)

  for (let round = 0; round < 5; round++)
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        store.set(`k${index}`, entryOf(value + index + Math.sin(index))),
      ),
    )

  // A lane that was wanted may still be on its way.
  await expect.poll(() => store.status().connections.open, { timeout: 10_000 }).toBeGreaterThan(1)
  const { open, max } = store.status().connections
  expect(max).toBe(3)
  expect(open).toBeLessThanOrEqual(3)

  // What is on its way is told by lane: large values stay out of the first one.
  await raw.client('PAUSE', 20_000, 'WRITE')
  const writes = ['small', value].map((one, index) => store.set(`k${index}`, entryOf(one)))
  const [node = ''] = store.nodes()
  await expect.poll(() => store.status().lanes?.[node]?.slice(0, 2), { timeout: 10_000 }).toEqual([1, 1])
  await raw.client('UNPAUSE')
  await Promise.all(writes)
  const { lanes, connections } = store.status()
  expect(lanes?.[node]).toEqual(Array.from({ length: connections.open }, () => 0))
  await store.close()
})

async function checkAll(store: CacheStore): Promise<void> {
  for (const node of store.nodes()) await store.check(node)
}
