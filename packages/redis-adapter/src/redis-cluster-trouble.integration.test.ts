import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { RecordingObserver } from '@larder/cache-core/testing'
import { createCache } from '@larder/cache-core'
import { createRedisBackend } from './redis-backend.ts'
import { type RedisCluster, startCluster, startRedis } from './testing/index.ts'

let cluster: RedisCluster
beforeAll(async () => {
  cluster = await startCluster({ fullCoverageRequired: false, replicas: 0 })
}, 30_000)
afterAll(() => cluster.close())
const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function healthy(url: string, options: object = {}) {
  const observer = new RecordingObserver()
  const shared = createRedisBackend({ url })
  const cache = createCache({ shared, observer, namespace: 'ns', l1MaxBytes: 0, ...options })
  cleanups.push(() => cache.close())
  await expect.poll(() => cache.health().status, { timeout: 10_000, interval: 10 }).toBe('healthy')
  return { cache, observer, shared }
}

test('a slot whose old owner was told first (MOVED in a circle for a moment) stops no other node', async () => {
  const { cache } = await healthy(cluster.url)
  const slot = await cluster.slotOf('ns:loop')
  const from = await cluster.masterOf('ns:loop')
  const to = cluster.nodes.find((n) => n.port !== from.port)!
  const others: string[] = []
  for (let i = 0; others.length < 5; i++) {
    const key = `k${i}`
    const at = (await cluster.masterOf(`ns:${key}`)).port
    if (at !== from.port && at !== to.port) others.push(key)
  }
  for (const key of others) await cache.set(key, key)
  const toId = String(await to.command('CLUSTER', 'MYID'))
  await from.command('CLUSTER', 'SETSLOT', slot, 'NODE', toId)
  await cache.get('loop')
  await to.command('CLUSTER', 'SETSLOT', slot, 'NODE', toId)
  for (const node of cluster.nodes) await node.command('CLUSTER', 'SETSLOT', slot, 'NODE', toId)
  const startedAt = performance.now()
  let misses = 0
  while (performance.now() - startedAt < 8_000) {
    if ((await cache.get(others[0]!)) === others[0]) break
    misses++
    await sleep(20)
  }
  const tookMs = performance.now() - startedAt
  expect(tookMs).toBeLessThan(2_000)
}, 20_000)

test('TRYAGAIN on the log for longer than the hops last stops invalidations for no longer than it lasts', async () => {
  const { cache } = await healthy(cluster.url, { storeDeadlineMs: 400 })
  await cache.delete('x')
  const slot = await cluster.slotOf('{ns}:log')
  const from = await cluster.masterOf('{ns}:log')
  const to = cluster.nodes.find((n) => n.port !== from.port)!
  const migration = await cluster.migrateSlot(slot, from, to, { pauseAt: 'half' })
  await cache.delete('x')
  await sleep(300)
  await migration.finish()
  const startedAt = performance.now()
  while (performance.now() - startedAt < 8_000) {
    const { acknowledged } = (await cache.deleteByPrefix('zzz')) as { acknowledged: boolean }
    if (acknowledged) break
    await sleep(20)
  }
  const tookMs = performance.now() - startedAt
  expect(tookMs).toBeLessThan(3_000)
}, 20_000)

test.each(['standalone', 'other password', 'no rights'] as const)(
  'a seed that is no use (%s) is passed over',
  async (kind) => {
    const seed = await startRedis(kind === 'other password' ? { password: 'else' } : {})
    cleanups.push(() => seed.close())
    if (kind === 'no rights') await seed.command('ACL', 'SETUSER', 'default', '-cluster')
    const url = cluster.url.replace('redis+cluster://', `redis+cluster://127.0.0.1:${seed.port},`)
    const shared = createRedisBackend({ url })
    const cache = createCache({ shared, namespace: 'ns' })
    cleanups.push(() => cache.close())
    await expect
      .poll(() => cache.health(), { timeout: 8_000, interval: 100 })
      .toMatchObject({ status: 'healthy' })
  },
  20_000,
)

test('a canary key with a hash tag finds the trouble of each node, and holds up nobody', async () => {
  const shared = createRedisBackend({ url: cluster.url, canaryKey: '{larder}:canary' })
  cleanups.push(() => shared.close())
  await expect.poll(() => shared.store.nodes().length, { timeout: 5_000 }).toBe(3)
  await expect
    .poll(() =>
      Promise.all(shared.store.nodes().map((n) => shared.store.check(n))).then(
        () => 1,
        () => 0,
      ),
    )
    .toBe(1)
  const times: number[] = []
  for (let i = 0; i < 5; i++)
    for (const node of shared.store.nodes()) {
      const at = performance.now()
      const p = shared.store.check(node)
      times.push(Math.round(performance.now() - at))
      await p
    }
  // Not told of a node that takes no writes:
  const home = await cluster.masterOf('{larder}:canary')
  const other = cluster.nodes.find((n) => n.port !== home.port)!
  await other.command('CONFIG', 'SET', 'maxmemory', '1')
  const check = await shared.store.check(`127.0.0.1:${other.port}`).then(
    () => 'passed',
    (e: Error) => e.message,
  )
  await other.command('CONFIG', 'SET', 'maxmemory', '0')
  expect(Math.max(...times)).toBeLessThan(60)
  expect(check).not.toBe('passed')
}, 20_000)
