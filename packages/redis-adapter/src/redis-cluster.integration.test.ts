import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  cacheStoreContract,
  invalidationLogContract,
  leaseBrokerContract,
  RecordingObserver,
} from '@larder/cache-core/testing'
import { type Cache, type CacheOptions, createCache, type SharedBackend } from '@larder/cache-core'
import { barrierToText } from './barrier-text.ts'
import { barriersFromPayload } from './barriers-payload.ts'
import { createRedisBackend, type RedisBackendOptions } from './redis-backend.ts'
import { type RedisCluster, type RedisServer, startCluster } from './testing/index.ts'

let cluster: RedisCluster
beforeAll(async () => {
  cluster = await startCluster({ fullCoverageRequired: false, password: 'cluster secret' })
}, 30_000)
afterAll(() => cluster.close())

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** A backend that has reached every node. Patient, unless told otherwise: most tests ask what happens, not how fast. */
async function backendOn(options: Partial<RedisBackendOptions> = {}): Promise<SharedBackend> {
  const backend = createRedisBackend({ url: cluster.url, deadlineMs: 5_000, ...options })
  cleanups.push(() => backend.close())
  const { store } = backend
  const checkAll = () =>
    Promise.all(store.nodes().map((node) => store.check(node))).then(
      () => store.nodes().length,
      () => 0,
    )
  await expect.poll(checkAll, { timeout: 10_000, interval: 10 }).toBe(3)
  return backend
}

async function cacheOn(
  options: CacheOptions = {},
  backendOptions: Partial<RedisBackendOptions> = {},
): Promise<{ readonly cache: Cache; readonly observer: RecordingObserver }> {
  const observer = new RecordingObserver()
  const shared = await backendOn(backendOptions)
  const cache = createCache({ shared, observer, namespace: 'ns', ...options })
  cleanups.push(() => cache.close())
  await expect.poll(() => cache.health().status, { timeout: 10_000, interval: 10 }).toBe('healthy')
  return { cache, observer }
}

async function flush(): Promise<void> {
  for (const node of await masters()) await node.command('FLUSHALL')
}

async function masters(): Promise<readonly RedisServer[]> {
  const roles = await Promise.all(cluster.nodes.map((node) => node.role()))
  return cluster.nodes.filter((_node, index) => roles[index] === 'master')
}

/** Keys of a namespace whose entries lie on the node. */
async function keysOn(node: RedisServer, count: number): Promise<readonly string[]> {
  const keys: string[] = []
  for (let index = 0; keys.length < count; index++)
    if ((await cluster.masterOf(`ns:k${index}`)).port === node.port) keys.push(`k${index}`)
  return keys
}

const many = Array.from({ length: 300 }, (_, index) => `k${index}`)

describe('keeps the contracts', () => {
  const storeCases = cacheStoreContract(async () => {
    await flush()
    return {
      store: (await backendOn()).store,
      pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    }
  })
  for (const { name, run } of storeCases) test(`of the store: ${name}`, run)

  const logCases = invalidationLogContract(async () => {
    await flush()
    const backend = await backendOn()
    const holder = await cluster.masterOf('{ns}:log')
    return {
      open: () => backend.openLog('ns'),
      flush: async () => void (await holder.command('FLUSHALL')),
      trim: async () => void (await holder.command('XTRIM', '{ns}:log', 'MAXLEN', '1')),
      loseTail: () => loseTail(holder),
      close: () => backend.close(),
    }
  })
  for (const { name, run } of logCases) test(`of the log: ${name}`, run)

  const leaseCases = leaseBrokerContract(async () => {
    await flush()
    const backend = await backendOn()
    return {
      open: async () => {
        const leases = backend.openLeases('ns')
        leases.listen({ released: () => {}, wanted: () => {} })
        await expect.poll(() => subscribers('{ns}:leases'), { interval: 5 }).toBeGreaterThan(0)
        return leases
      },
      pass: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
      close: () => backend.close(),
    }
  })
  for (const { name, run } of leaseCases) test(`of leases: ${name}`, run)
})

describe('entries on every node', () => {
  test('are written, read and deleted together', async () => {
    await flush()
    const { cache } = await cacheOn({ l1MaxBytes: 0 })

    await cache.setMany(many.map((key, index) => [key, index] as const))
    const held = await Promise.all((await masters()).map((node) => node.command('DBSIZE')))

    expect(held.every((size) => Number(size) > 50)).toBe(true)
    expect(await cache.getMany(many)).toEqual(many.map((_, index) => index))
    expect(await cache.deleteMany(['k1', 'k2', 'k3', 'absent'])).toBe(3)
    expect(await cache.getMany(['k1', 'k2', 'k3', 'k4'])).toEqual([undefined, undefined, undefined, 4])
  })

  test.each([
    ['prefix', (cache: Cache) => cache.deleteByPrefix('k')],
    ['pattern', (cache: Cache) => cache.deleteByPattern('k*')],
  ] as const)('are deleted by %s at once, and freed everywhere', async (_by, remove) => {
    await flush()
    const { cache } = await cacheOn({ l1MaxBytes: 0 })
    await cache.setMany([...many.map((key, index) => [key, index] as const), ['other', 'stays']])

    const { acknowledged, reclaim } = await remove(cache)

    expect(acknowledged).toBe(true)
    expect((await cache.getMany(many)).every((value) => value === undefined)).toBe(true)
    await reclaim()
    const left = await Promise.all((await masters()).map((node) => node.command('KEYS', 'ns:*')))
    expect(left.flat()).toEqual(['ns:other'])
    expect(await cache.get('other')).toBe('stays')
  })
})

describe('slots on their way', () => {
  /** A slot with two keys, the node that has it and one that gets it. */
  async function slotOf(key: string): Promise<{
    readonly slot: number
    readonly from: RedisServer
    readonly to: RedisServer
  }> {
    const [slot, from] = [await cluster.slotOf(key), await cluster.masterOf(key)]
    const to = (await masters()).find(({ port }) => port !== from.port)
    if (!to) throw new Error('There is only one master.')
    return { slot, from, to }
  }

  test.each(['open', 'half', 'moved'] as const)(
    '%s: reads, writes and deletions go where the keys are',
    async (pauseAt) => {
      await flush()
      const { cache, observer } = await cacheOn({ l1MaxBytes: 0 })
      // Keys of one slot, by a hash tag within the key.
      const keys = Array.from({ length: 8 }, (_, index) => `{mesa}${index}`)
      const [there, missing] = [keys.slice(0, 6), keys.slice(6)]
      await cache.setMany(there.map((key) => [key, key] as const))
      const { slot, from, to } = await slotOf('ns:{mesa}0')

      const migration = await cluster.migrateSlot(slot, from, to, { pauseAt })
      expect(await Promise.all(there.map((key) => cache.get(key)))).toEqual(there)
      expect(await Promise.all(missing.map((key) => cache.get(key)))).toEqual([undefined, undefined])
      await Promise.all(missing.map((key) => cache.set(key, 'new')))
      expect(await Promise.all(missing.map((key) => cache.get(key)))).toEqual(['new', 'new'])
      await cache.delete('{mesa}0')
      expect(await cache.get('{mesa}0')).toBeUndefined()

      await migration.finish()
      expect(await cache.getMany(keys.slice(1))).toEqual([...there.slice(1), 'new', 'new'])
      expect(await cluster.masterOf('ns:{mesa}0')).toBe(to)
      expect(observer.ofType('store-error')).toEqual([])
      await cluster.migrateSlot(slot, to, from)
    },
  )

  test('the log goes on where its slot has gone, and nothing that was deleted comes back', async () => {
    await flush()
    const [{ cache: one }, { cache: two }] = [await cacheOn(), await cacheOn()]
    await one.set('k', 'old')
    expect(await two.get('k')).toBe('old')
    const { slot, from, to } = await slotOf('{ns}:log')

    await cluster.migrateSlot(slot, from, to)
    await one.delete('k')

    expect(await two.get('k', { consistency: 'strict' })).toBeUndefined()
    await expect.poll(() => two.get('k'), { timeout: 5_000 }).toBeUndefined()
    await one.set('k', 'new')
    expect(await two.get('k', { consistency: 'strict' })).toBe('new')
    await cluster.migrateSlot(slot, to, from)
  })

  test('hundreds of them under load cost no error and no load', async () => {
    await flush()
    // Patient: whether the ways are found is asked, not how fast.
    const { cache, observer } = await cacheOn(
      { l1MaxBytes: 0, storeDeadlineMs: 5_000 },
      { deadlineMs: 5_000 },
    )
    await cache.setMany(many.map((key, index) => [key, index] as const))
    const [from, to] = (await masters()) as [RedisServer, RedisServer]
    const done = new AbortController()
    let loads = 0
    const reading = (async () => {
      for (let index = 0; !done.signal.aborted; index++)
        await cache.getOrSet(many[index % many.length] as string, () => {
          loads++
          return -1
        })
    })()

    await cluster.reshard(300, from, to)
    done.abort()
    await reading

    expect(loads).toBe(0)
    expect(observer.ofType('store-error')).toEqual([])
    await cluster.reshard(300, to, from)
  })
})

describe('a master that is gone', () => {
  /** What became of one shard's keys and of the others' while `harm` was done to its master. */
  async function survive(harm: (node: RedisServer) => Promise<void> | void): Promise<void> {
    await flush()
    const { cache, observer } = await cacheOn({ l1MaxBytes: 0 }, { deadlineMs: 150 })
    const logNode = await cluster.masterOf('{ns}:log')
    const victim = (await masters()).find(({ port }) => port !== logNode.port) as RedisServer
    const healthyNode = (await masters()).find(({ port }) => ![victim.port].includes(port)) as RedisServer
    const [lost] = await keysOn(victim, 1)
    const others = await keysOn(healthyNode, 5)
    await cache.setMany([lost as string, ...others].map((key) => [key, 'before'] as const))

    await harm(victim)
    const startedAt = performance.now()
    let longestMs = 0
    const isBack = async () => {
      const callAt = performance.now()
      for (const key of others) expect(await cache.get(key)).toBe('before')
      longestMs = Math.max(longestMs, performance.now() - callAt)
      expect(await cache.getOrSet(lost as string, () => 'loaded', { ttlMs: 1 })).toBeTypeOf('string')
      await cache.set(lost as string, 'after')
      return (await cache.get(lost as string)) === 'after' && cache.health().status === 'healthy'
    }
    await expect.poll(isBack, { timeout: 15_000, interval: 20 }).toBe(true)

    // The servers' own detection and election take about two of these seconds; the rest leaves room for a busy machine.
    expect(performance.now() - startedAt).toBeLessThan(8_000)
    expect(longestMs).toBeLessThan(1_000)
    const opened = observer.ofType('breaker').filter(({ to }) => to === 'open')
    expect(new Set(opened.map(({ node }) => node))).toEqual(new Set([`127.0.0.1:${victim.port}`]))
  }

  test('killed: a replica takes over, the other shards notice nothing', { timeout: 40_000 }, async () => {
    let killed: RedisServer | undefined
    await survive(async (node) => {
      killed = node
      await node.kill()
    })
    await killed?.restart()
    await cluster.settled()
  })

  test('hung: a replica takes over, the other shards notice nothing', { timeout: 40_000 }, async () => {
    let hung: RedisServer | undefined
    await survive((node) => {
      hung = node
      node.stop()
    })
    hung?.resume()
    await cluster.settled()
  })
})

test(
  'nodes that refuse CLUSTER do not keep the one from being found that tells of the new master',
  { timeout: 40_000 },
  async () => {
    const user = ['ACL', 'SETUSER', 'app'] as const
    for (const node of cluster.nodes) await node.command(...user, 'reset', 'on', '>pw', '~*', '&*', '+@all')
    // The first one is asked first.
    const seeds = (await masters()).map(({ port }) => `127.0.0.1:${port}`).join(',')
    const { store } = await backendOn({ url: `redis+cluster://app:pw@${seeds}`, deadlineMs: 150 })
    const askedOf = async (nodes: readonly RedisServer[]) => {
      const lists = await Promise.all(nodes.map((node) => node.command('CLIENT', 'LIST')))
      return nodes.find((_node, index) => String(lists[index]).includes('name=larder:topology'))
    }
    const victim = (await askedOf(await masters())) as RedisServer
    const others = cluster.nodes.filter((node) => node !== victim)
    for (const node of others) await node.command(...user, '-cluster')
    const [key] = await keysOn(victim, 1)
    const name = `127.0.0.1:${victim.port}`
    expect(store.nodeOf(`ns:${key}`)).toBe(name)

    await victim.kill()
    await expect.poll(() => askedOf(others), { timeout: 15_000 }).toBeDefined()
    const refusing = await askedOf(others)
    await others.find((node) => node !== refusing)?.command(...user, '+cluster')

    await expect
      .poll(() => store.nodeOf(`ns:${key}`), { timeout: 15_000, interval: 20 })
      .not.toMatch(new RegExp(`^(${name}|redis.*)$`))
    await victim.restart()
    await cluster.settled()
  },
)

test(
  'invalidations that the log could not take during a failover hold afterwards',
  { timeout: 40_000 },
  async () => {
    await flush()
    const patient = { deadlineMs: 150 }
    const [{ cache: one }, { cache: two }] = [await cacheOn({}, patient), await cacheOn({}, patient)]
    await one.set('k', 'old')
    expect(await two.get('k')).toBe('old')
    const victim = await cluster.masterOf('{ns}:log')
    await victim.kill()

    await one.delete('k')
    expect(await one.get('k')).toBeUndefined()

    await expect.poll(() => two.get('k'), { timeout: 15_000 }).toBeUndefined()
    await expect.poll(() => one.health().journalSize, { timeout: 15_000 }).toBe(0)
    expect(await two.get('k', { consistency: 'strict' })).toBeUndefined()
    await victim.restart()
    await cluster.settled()
  },
)

test('a start that goes well tells of nothing but health', async () => {
  const observer = new RecordingObserver()
  const cache = createCache({ shared: createRedisBackend({ url: cluster.url }), observer, namespace: 'ns' })
  cleanups.push(() => cache.close())

  const told = () => observer.ofType('store-health')
  // The cluster as a whole, and each of its masters.
  await expect.poll(told, { timeout: 10_000, interval: 10 }).toHaveLength(4)

  expect(told().filter(({ healthy }) => !healthy)).toEqual([])
})

test('a cluster that is addressed as one server says what to write', async () => {
  const [node] = cluster.nodes
  const backend = createRedisBackend({ url: `redis://:cluster%20secret@127.0.0.1:${node?.port}` })
  cleanups.push(() => backend.close())
  await expect.poll(() => backend.store.status().connected, { timeout: 5_000 }).toBe(true)

  const errors = await Promise.all(
    many.slice(0, 20).map((key) =>
      backend.store.get(key).then(
        () => '',
        (error: Error) => error.message,
      ),
    ),
  )

  expect(errors.join()).toContain('write redis+cluster:// in its URL')
})

/** Connections that hear of the channel, on whatever node. */
async function subscribers(channel: string): Promise<number> {
  const replies = await Promise.all(cluster.nodes.map((node) => node.command('PUBSUB', 'NUMSUB', channel)))
  return replies.reduce<number>((sum, reply) => sum + (reply as [string, number])[1], 0)
}

/** What a replica has that did not get the last record, once it has taken over. */
async function loseTail(node: RedisServer): Promise<void> {
  const reply = await node.command('XREVRANGE', '{ns}:log', '+', '-', 'COUNT', '1')
  const [[id, fields]] = reply as [[string, readonly string[]]]
  await node.command('XDEL', '{ns}:log', id)
  const seq = String(Number.parseInt(id, 10) - 1)
  await node.command('HSET', '{ns}:barriers', '#seq', seq, '#server', 'another')
  for (const text of barriersFromPayload(fields[3] ?? '').map(barrierToText))
    await node.command('HDEL', '{ns}:barriers', text)
}
