import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idempotencyStoreContract } from '@larder/cache-core/testing'
import { Redis } from 'ioredis'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRedisBackend } from './redis-backend.ts'
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

describe('keeps the contract', () => {
  const setup = async () => {
    await raw.flushall()
    const backend = createRedisBackend({ url: server.url, deadlineMs: 5_000 })
    const store = backend.openIdempotency('ns')
    await expect
      .poll(() => store.release('nothing', 'nobody').catch(() => 'not yet'), { timeout: 10_000, interval: 5 })
      .toBe(false)
    return { store, pass: (ms: number) => sleep(ms), close: () => backend.close() }
  }
  for (const { name, run } of idempotencyStoreContract(setup)) test(name, { timeout: 20_000 }, run)
})

test('of many at the same time one is the first', async () => {
  await raw.flushall()
  const backends = Array.from({ length: 4 }, () => createRedisBackend({ url: server.url, deadlineMs: 5_000 }))
  const stores = backends.map((backend) => backend.openIdempotency('ns'))
  for (const store of stores)
    await expect
      .poll(() => store.release('nothing', 'nobody').catch(() => 'not yet'), { timeout: 10_000, interval: 5 })
      .toBe(false)

  const tokens = Array.from({ length: 10 }, (_, index) => `t${index}`)
  const claims = stores.flatMap((store, process) =>
    tokens.map((token) =>
      store.begin('k', { fingerprint: 'f', token: `${process} ${token}`, claimMs: 10_000, keepMs: 10_000 }),
    ),
  )
  const standings = await Promise.all(claims)

  expect(standings.filter((one) => one.state === 'begun')).toHaveLength(1)
  expect(standings.filter((one) => one.state === 'running')).toHaveLength(39)
  await Promise.all(backends.map((backend) => backend.close()))
})
