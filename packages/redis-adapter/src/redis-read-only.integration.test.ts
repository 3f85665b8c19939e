import { connect, createServer, type Socket } from 'node:net'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { type Cache, createCache } from '@larder/cache-core'
import { createRedisBackend } from './redis-backend.ts'
import { type RedisServer, startRedis } from './testing/index.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** A master and its replica, behind an address that leads to whichever one it is told, as a name or a gateway does. */
async function fixture() {
  const [master, replica] = [await startRedis(), await startRedis()]
  cleanups.push(
    () => master.close(),
    () => replica.close(),
  )
  let port = master.port
  const sockets = new Set<Socket>()
  const gateway = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
    }
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  }).listen(0, '127.0.0.1')
  await once(gateway, 'listening')
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy()
    gateway.close()
  })
  const { port: ours } = gateway.address() as { port: number }
  const shared = createRedisBackend({ url: `redis://127.0.0.1:${ours}` })
  const cache = createCache({ shared, namespace: 'ns', l1MaxBytes: 0 })
  cleanups.push(() => cache.close())
  await expect.poll(() => cache.health().status, { timeout: 10_000 }).toBe('healthy')
  return { master, replica, cache, lead: (to: RedisServer) => (port = to.port) }
}

async function follows(one: RedisServer, other: RedisServer): Promise<void> {
  await one.command('REPLICAOF', '127.0.0.1', other.port)
  const info = async () => String(await one.command('INFO', 'replication'))
  await expect.poll(info, { timeout: 10_000 }).toContain('master_link_status:up')
}

/** The master becomes the replica of its replica; what is connected to it stays there. */
async function demote(master: RedisServer, replica: RedisServer): Promise<void> {
  await follows(replica, master)
  await replica.command('REPLICAOF', 'NO', 'ONE')
  await follows(master, replica)
}

/** Reads, sets and deletes for a while; resolves to the reads that missed. */
async function missesOf(cache: Cache, ms: number): Promise<number> {
  let misses = 0
  for (const until = performance.now() + ms; performance.now() < until;) {
    await Promise.all([cache.set('refused', 1), cache.delete('refused as well')])
    if ((await cache.get('kept')) === undefined) misses++
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return misses
}

const connectionsTo = async (server: RedisServer) =>
  Number(/total_connections_received:(\d+)/.exec(String(await server.command('INFO', 'stats')))?.[1])

test('a master that became a replica goes on reading, and is left when its address leads to another', async () => {
  const { master, replica, cache, lead } = await fixture()
  await cache.set('kept', 'value')
  await cache.set('deleted', 'value')
  await demote(master, replica)
  const before = await connectionsTo(master)

  expect((await cache.deleteByPrefix('deleted')).acknowledged).toBe(false)
  const misses = await missesOf(cache, 2_500)

  expect(misses).toBe(0)
  // Once a second somebody looks whether there is a master by now. INFO comes over a connection that is there.
  expect((await connectionsTo(master)) - before).toBeLessThanOrEqual(4)
  expect(cache.health()).toMatchObject({
    status: 'degraded',
    reason: expect.stringContaining('its URL must lead to the master') as string,
    breakers: { read: 'closed' },
  })

  lead(replica)
  await expect.poll(() => cache.health().status, { timeout: 10_000 }).toBe('healthy')
  expect(await cache.get('deleted')).toBeUndefined()
  await cache.set('written', 1)
  expect(await cache.get('written')).toBe(1)
  expect(await replica.command('EXISTS', 'ns:written')).toBe(1)
  const clients = async () => String(await replica.command('CLIENT', 'LIST'))
  await expect.poll(clients, { timeout: 5_000 }).toContain('name=larder:messages')
})

test('a master that became a replica and is promoted again is used over the connections that it has', async () => {
  const { master, replica, cache } = await fixture()
  await cache.set('kept', 'value')
  await demote(master, replica)
  await expect.poll(() => cache.health().status, { timeout: 10_000 }).toBe('degraded')
  await missesOf(cache, 100)
  const lanes = async () =>
    String(await master.command('CLIENT', 'LIST')).match(/^id=\d+(?=.*name=larder:lane)/gm)
  const before = await lanes()

  expect(before).toHaveLength(1)
  await master.command('REPLICAOF', 'NO', 'ONE')
  await expect.poll(() => cache.health().status, { timeout: 10_000 }).toBe('healthy')

  expect(await lanes()).toEqual(before)
  await cache.set('written', 1)
  expect(await cache.get('written')).toBe(1)
})
