import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  type Cache,
  type CacheOptions,
  createCache,
  mathRandom,
  type Random,
  type SharedBackend,
  systemClock,
} from '@larder/cache-core'
import { ClusterTopology } from './cluster-topology.ts'
import { createRedisBackend, type RedisBackendOptions } from './redis-backend.ts'
import { parseRedisUrl } from './redis-url.ts'
import { type RedisCluster, type RedisServer, startCluster } from './testing/index.ts'

let cluster: RedisCluster
beforeAll(async () => {
  cluster = await startCluster({ replicas: 0, fullCoverageRequired: false })
})
afterAll(() => cluster.close())

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const PATIENT = { timeout: 10_000, interval: 10 }

async function cacheAt(
  options: RedisBackendOptions,
  cacheOptions: CacheOptions = {},
): Promise<{ readonly cache: Cache; readonly shared: SharedBackend }> {
  const shared = createRedisBackend(options)
  const cache = createCache({ shared, namespace: 'ns', l1MaxBytes: 0, ...cacheOptions })
  cleanups.push(() => cache.close())
  await expect.poll(() => cache.health().status, PATIENT).toBe('healthy')
  await expect.poll(() => shared.store.status().connections.open, PATIENT).toBeGreaterThanOrEqual(3)
  return { cache, shared }
}

/** A user of every node who may do everything but one thing. */
async function userWithout(right: string): Promise<string> {
  for (const node of cluster.nodes)
    await node.command('ACL', 'SETUSER', 'app', 'reset', 'on', '>pw', '~*', '&*', '+@all', `-${right}`)
  return cluster.url.replace('://', '://app:pw@')
}

/** The first draw says at which of the nodes messages are heard. */
function listeningAt(node: number): Random {
  const draws = [node / 2 ** 16]
  return { next: () => draws.shift() ?? mathRandom.next() }
}

async function keyOn(shared: SharedBackend, node: RedisServer): Promise<string> {
  const name = `127.0.0.1:${node.port}`
  for (let index = 0; ; index++) if (shared.store.nodeOf(`ns:k${index}`) === name) return `k${index}`
}

test('a node that leaves the cluster takes neither reads nor messages with it, whoever may ask for INFO', async () => {
  const members = [...cluster.nodes]
  const spare = await cluster.addNode()
  const slot = await cluster.slotOf('ns:kept0')
  const owner = await cluster.masterOfSlot(slot)
  await cluster.migrateSlot(slot, owner, spare)
  const login = new URL((await userWithout('info')).split(',')[0] as string).username
  const seeds = `127.0.0.1:${spare.port},127.0.0.1:${members[0]?.port}`
  // Both ask the node first that is to leave, and listen there.
  const one = await cacheAt({
    url: `redis+cluster://${seeds}`,
    connectionName: 'one',
    random: listeningAt(0),
  })
  const two = await cacheAt({
    url: `redis+cluster://${login}:pw@${seeds}`,
    connectionName: 'two',
    random: listeningAt(0),
  })
  const keys = Array.from({ length: 50 }, (_, index) => `kept${index}`)
  await one.cache.setMany(keys.map((key) => [key, key] as const))
  const clients = async () =>
    (await Promise.all(members.map((node) => node.command('CLIENT', 'LIST')))).join('\n')
  expect(await clients()).not.toMatch(/name=(one|two):messages/)

  await cluster.migrateSlot(slot, spare, owner)
  for (const { cache } of [one, two]) expect(await cache.get('kept0')).toBe('kept0')
  const id = String(await spare.command('CLUSTER', 'MYID'))
  for (const node of members) await node.command('CLUSTER', 'FORGET', id)
  await spare.command('CLUSTER', 'RESET', 'SOFT')
  let misses = 0
  const areBack = async () => {
    for (const { cache } of [one, two])
      misses += (await cache.getMany(keys)).filter((value) => value === undefined).length
    const list = await clients()
    return ['one', 'two'].every((name) => list.includes(`name=${name}:messages`))
  }
  await expect.poll(areBack, PATIENT).toBe(true)

  expect(misses).toBe(0)
  for (const { cache, shared } of [one, two]) {
    expect(shared.store.nodes()).toHaveLength(3)
    expect(cache.health().status).toBe('healthy')
  }
})

test('processes hear messages at different nodes', async () => {
  for (const node of [0, 1, 2]) {
    const { shared } = await cacheAt({
      url: cluster.url,
      connectionName: 'spread',
      random: listeningAt(node),
    })
    shared.openLog('spread').subscribe(
      () => {},
      () => {},
    )
  }
  const heardAt = async () => {
    const lists = await Promise.all(cluster.nodes.slice(0, 3).map((node) => node.command('CLIENT', 'LIST')))
    return lists.map((list) => String(list).split('name=spread:messages').length - 1)
  }

  await expect.poll(heardAt, PATIENT).toEqual([1, 1, 1])
})

test('a cluster that has passed its first check is connected for work everywhere', async () => {
  const { store } = createRedisBackend({ url: cluster.url })
  cleanups.push(() => store.close())

  await store.check(store.nodes()[0] as string)

  expect(store.nodes()).toHaveLength(3)
  expect(store.status().connections.open).toBe(3)
})

test('the nodes are asked who serves what, however often somebody hastens', async () => {
  let answers = 0
  const topology = new ClusterTopology({
    profile: {
      target: parseRedisUrl(cluster.url),
      tls: {},
      sentinelUsername: undefined,
      sentinelPassword: undefined,
      natMap: {},
      deadlineMs: 150,
      random: mathRandom,
    },
    connectionName: 'topology',
    clock: systemClock,
    known: () => [],
    onAnswer: () => void answers++,
    isTroubled: () => true,
  })
  cleanups.push(() => topology.close())
  await expect.poll(() => answers, PATIENT).toBeGreaterThan(0)
  const before = answers
  const hastening = setInterval(() => topology.hasten(), 10)
  cleanups.push(() => clearInterval(hastening))

  await expect.poll(() => answers - before, PATIENT).toBeGreaterThan(5)
})

test('without the right to ASKING a slot on its way is a miss, and the rest goes on', async () => {
  const { cache, shared } = await cacheAt({ url: await userWithout('asking') }, { storeDeadlineMs: 2_000 })
  await cache.setMany([
    ['{mesa}1', 1],
    ['{mesa}2', 2],
  ])
  const from = await cluster.masterOf('ns:{mesa}1')
  const to = cluster.nodes.find(
    ({ port }) => port !== from.port && shared.store.nodes().includes(`127.0.0.1:${port}`),
  ) as RedisServer
  const other = await keyOn(shared, from)
  await cache.set(other, 'there')
  const migration = await cluster.migrateSlot(await cluster.slotOf('ns:{mesa}1'), from, to, {
    pauseAt: 'moved',
  })

  // More often than a breaker bears.
  for (let count = 0; count < 6; count++) expect(await cache.get('{mesa}1')).toBeUndefined()
  expect(await cache.get(other)).toBe('there')

  await migration.finish()
  await expect.poll(() => cache.get('{mesa}1'), PATIENT).toBe(1)
})
