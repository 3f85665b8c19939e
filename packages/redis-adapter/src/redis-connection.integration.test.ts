import { afterEach, expect, test } from 'vitest'
import { mathRandom, systemClock } from '@larder/cache-core'
import type { ConnectionProfile } from './connection-options.ts'
import { freePort, type RedisServer, startRedis } from './testing/index.ts'
import { parseRedisUrl, type RedisAddress } from './redis-url.ts'
import { RedisConnection, type RedisConnectionOptions } from './redis-connection.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function redis(): Promise<RedisServer> {
  const server = await startRedis()
  cleanups.push(() => server.close())
  return server
}

function connection(
  options: Pick<RedisConnectionOptions, 'route'> & Partial<RedisConnectionOptions>,
): RedisConnection {
  const profile: ConnectionProfile = {
    target: parseRedisUrl('redis://127.0.0.1'),
    tls: {},
    sentinelUsername: undefined,
    sentinelPassword: undefined,
    natMap: {},
    deadlineMs: 150,
    random: mathRandom,
  }
  const made = new RedisConnection({ profile, name: 'test', clock: systemClock, ...options })
  cleanups.push(() => made.close())
  return made
}

const local = (port: number): RedisAddress => ({ host: '127.0.0.1', port })

test('a client that has ended for good is replaced by another, which asks where to go', async () => {
  const server = await redis()
  const addresses = [local(await freePort()), local(await freePort()), local(server.port)]
  const asked: RedisAddress[] = []
  const made = connection({
    isRotating: true,
    route: () => {
      const address = addresses[asked.length % addresses.length] as RedisAddress
      asked.push(address)
      return { address }
    },
  })

  await expect.poll(() => made.ready !== undefined, { timeout: 5_000 }).toBe(true)

  expect(asked).toEqual(addresses)
  expect(await made.run((client) => client.ping())).toBe('PONG')
})

test('what is connected to another server than the one named is given up, and nothing else', async () => {
  const server = await redis()
  let ready = 0
  const made = connection({ route: () => ({ address: local(server.port) }), onReady: () => ready++ })
  await expect.poll(() => ready, { timeout: 5_000 }).toBe(1)

  made.leaveFor(made.place)
  expect(await made.run((client) => client.ping())).toBe('PONG')
  expect(ready).toBe(1)

  made.leaveFor('another')
  await expect.poll(() => ready, { timeout: 5_000 }).toBe(2)
})

test('a command without a connection fails at once instead of waiting in a queue', async () => {
  const made = connection({ route: () => ({ address: local(1) }) })
  const startedAt = performance.now()

  await expect(made.run((client) => client.ping())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })

  expect(performance.now() - startedAt).toBeLessThan(100)
})
