import { Cluster } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type RedisCluster, type RedisServer, startCluster } from './index.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const errorOf = (reply: Promise<unknown>) => reply.then(String, (error: Error) => error.message.split(' ')[0])

describe('a cluster of three masters and three replicas', () => {
  let cluster: RedisCluster
  beforeAll(async () => {
    cluster = await startCluster()
  })
  afterAll(() => cluster.close())

  /** Two masters, a slot of the first, and keys in it. */
  async function slotOn(tag: string): Promise<{ slot: number; from: RedisServer; to: RedisServer }> {
    const slot = await cluster.slotOf(tag)
    const from = await cluster.masterOf(tag)
    const masters = await Promise.all(['a', 'b', 'c'].map((key) => cluster.masterOf(key)))
    const to = masters.find((each) => each !== from)
    if (!to) throw new Error('Three keys of three masters are on one.')
    for (const name of ['1', '2', '3']) await from.command('SET', `{${tag}}${name}`, name)
    return { slot, from, to }
  }

  test('serves every key from its master, through its url', async () => {
    const client = new Cluster(cluster.nodes.map(({ port }) => ({ host: '127.0.0.1', port })))
    await Promise.all(Array.from({ length: 50 }, (_, index) => client.set(`k${index}`, index)))
    client.disconnect()

    expect(cluster.url).toBe(
      `redis+cluster://${cluster.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    )
    for (const key of ['k0', 'k1', 'k2']) {
      const master = await cluster.masterOf(key)
      expect(await master.command('GET', key)).toBe(key.slice(1))
    }
  })

  test('has a replica for each master', async () => {
    const roles = await Promise.all(cluster.nodes.map((node) => node.role()))

    expect(roles).toEqual(['master', 'master', 'master', 'replica', 'replica', 'replica'])
    for (const [index, master] of cluster.nodes.slice(0, 3).entries())
      expect(await cluster.replicasOf(master)).toEqual([cluster.nodes[index + 3]])
  })

  test('held open, a migration redirects keys that are not there by ASK', async () => {
    const { slot, from, to } = await slotOn('open')
    const migration = await cluster.migrateSlot(slot, from, to, { pauseAt: 'open' })

    expect(await from.command('GET', '{open}1')).toBe('1')
    expect(await errorOf(from.command('GET', '{open}new'))).toBe('ASK')
    expect(await errorOf(to.command('GET', '{open}1'))).toBe('MOVED')

    await migration.finish()
    expect(await to.command('GET', '{open}1')).toBe('1')
    expect(await errorOf(from.command('GET', '{open}1'))).toBe('MOVED')
    expect(await cluster.masterOf('open')).toBe(to)
  })

  test('held half way, it refuses commands over both halves by TRYAGAIN', async () => {
    const { slot, from, to } = await slotOn('half')
    const migration = await cluster.migrateSlot(slot, from, to, { pauseAt: 'half' })

    expect(await migration.keysLeft()).toBe(1)
    await to.command('ASKING')
    expect(await errorOf(to.command('MGET', '{half}1', '{half}2', '{half}3'))).toBe('TRYAGAIN')

    await migration.finish()
    expect(await to.command('MGET', '{half}1', '{half}2', '{half}3')).toEqual(['1', '2', '3'])
  })

  test('held at its end, it redirects every key by ASK', async () => {
    const { slot, from, to } = await slotOn('moved')
    const migration = await cluster.migrateSlot(slot, from, to, { pauseAt: 'moved' })

    expect(await errorOf(from.command('GET', '{moved}1'))).toBe('ASK')
    await to.command('ASKING')
    expect(await to.command('GET', '{moved}1')).toBe('1')

    await migration.finish()
  })

  test('a slot of one key cannot be held half way', async () => {
    const slot = await cluster.slotOf('single')
    const from = await cluster.masterOf('single')
    const to = cluster.nodes.find((node) => node !== from) ?? from

    await expect(cluster.migrateSlot(slot, from, to, { pauseAt: 'half' })).rejects.toThrow('has 0 keys')
  })

  test('a failover on request promotes a replica, with the data, and every node knows', async () => {
    const master = await cluster.masterOf('f')
    await master.command('SET', 'f', 'kept')
    const [replica] = await cluster.replicasOf(master)

    const promoted = await cluster.failover(master)

    expect(promoted).toBe(replica)
    expect(await promoted.role()).toBe('master')
    expect(await promoted.command('GET', 'f')).toBe('kept')
    expect(await cluster.masterOf('f')).toBe(promoted)
    await cluster.settled()
    expect(await master.role()).toBe('replica')
  })

  test('slots are resharded to a master that was added', async () => {
    const from = await cluster.masterOf('reshard')
    await from.command('SET', 'reshard', 'kept')
    const added = await cluster.addNode()
    expect(cluster.nodes.at(-1)).toBe(added)

    await cluster.reshard(100, from, added)

    const [id, view] = await Promise.all([added.command('CLUSTER', 'MYID'), from.command('CLUSTER', 'NODES')])
    const line = String(view)
      .split('\n')
      .find((each) => each.startsWith(String(id)))
    const slots = (line?.split(' ').slice(8) ?? []).map((range) => range.split('-').map(Number))
    expect(slots.reduce((sum, [first = 0, last = first]) => sum + last - first + 1, 0)).toBe(100)
    await cluster.settled()
  })

  test('a master that is killed is replaced by its replica, and comes back as one', async () => {
    const master = await cluster.masterOf('killed')
    const [replica] = await cluster.replicasOf(master)

    await master.kill()

    await expect.poll(() => cluster.masterOf('killed'), { timeout: 20_000 }).toBe(replica)
    await master.restart()
    await cluster.settled()
    expect(await master.role()).toBe('replica')
  })
})

test('two clusters start at the same time, with TLS and a password, without replicas', async () => {
  const clusters = await Promise.all([
    startCluster({ replicas: 0, password: 'p@ss', tls: true }),
    startCluster({ replicas: 0 }),
  ])
  const [{ url, nodes, tls }] = clusters
  const client = new Cluster(
    nodes.map(({ port }) => ({ host: '127.0.0.1', port })),
    { redisOptions: { password: 'p@ss', tls: tls ?? {} } },
  )
  try {
    expect(url).toMatch(/^rediss\+cluster:\/\/:p%40ss@127/)
    expect(await client.set('k', 'v')).toBe('OK')
    const [secured] = clusters
    const from = await secured.masterOf('k')
    const to = nodes.find((node) => node !== from) ?? from
    await secured.migrateSlot(await secured.slotOf('k'), from, to)
    expect(await to.command('GET', 'k')).toBe('v')
    expect(await client.get('k')).toBe('v')
  } finally {
    client.disconnect()
    await Promise.all(clusters.map((cluster) => cluster.close()))
  }
})
