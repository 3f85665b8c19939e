import { afterEach, describe, expect, test } from 'vitest'
import { type Cache, createCache } from '@larder/cache-core'
import { createRedisBackend, type RedisBackendOptions } from './redis-backend.ts'
import { freePort, type RedisSentinels, startSentinel } from './testing/index.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function sentinels(options: Parameters<typeof startSentinel>[0] = {}): Promise<RedisSentinels> {
  const group = await startSentinel(options)
  cleanups.push(() => group.close())
  return group
}

async function cacheOn(group: RedisSentinels, options: Partial<RedisBackendOptions> = {}): Promise<Cache> {
  const shared = createRedisBackend({ url: group.url, ...options })
  const cache = createCache({ shared, namespace: 'ns' })
  cleanups.push(() => cache.close())
  await expect.poll(() => cache.health().status, { timeout: 10_000, interval: 10 }).toBe('healthy')
  return cache
}

/** The servers' own detection and election take 1 to 2 of these seconds; the rest leaves room for a busy machine. */
const TAKEOVER_MS = 8_000

const HARMS: Readonly<Record<string, (group: RedisSentinels) => Promise<unknown>>> = {
  killed: (group) => group.master.kill(),
  hung: async (group) => group.master.stop(),
  // It lives, and those who are connected to it would notice nothing by themselves.
  demoted: (group) => group.failover(),
}

describe('when the master is gone, the new one is found', () => {
  test.each(Object.entries(HARMS))('%s', { timeout: 30_000 }, async (_how, harm) => {
    const group = await sentinels()
    const [one, two] = [await cacheOn(group), await cacheOn(group)]
    await one.setMany([
      ['deleted', 'old'],
      ['kept', 'still there'],
    ])
    expect(await two.getMany(['deleted', 'kept'])).toEqual(['old', 'still there'])
    const before = await group.masterPort()

    await harm(group)
    const startedAt = performance.now()
    await one.delete('deleted')
    expect(await one.get('deleted')).toBeUndefined()
    const isBack = async (): Promise<boolean> => {
      await one.set('probe', before)
      const [here, there] = [one.health(), two.health()]
      return (
        here.status === 'healthy' &&
        there.status === 'healthy' &&
        here.journalSize === 0 &&
        (await group.masterPort()) !== before &&
        (await two.get('probe', { consistency: 'strict' })) === before
      )
    }
    await expect.poll(isBack, { timeout: 20_000, interval: 20 }).toBe(true)

    expect(performance.now() - startedAt).toBeLessThan(TAKEOVER_MS)
    expect(await two.get('deleted')).toBeUndefined()
    // Who followed the log goes on from the last record that the new master has, and keeps its memory.
    expect(await two.lookup('kept', () => 'loaded')).toMatchObject({ value: 'still there', tier: 'l1' })
    group.master.resume()
  })
})

test.each([
  ['with the right to INFO', []],
  ['without it', ['-info']],
])(
  'connections that work leave a master that the sentinels have replaced, %s',
  { timeout: 30_000 },
  async (_who, denied) => {
    const group = await sentinels()
    for (const server of [group.master, ...group.replicas])
      await server.command('ACL', 'SETUSER', 'app', 'on', '>pw', '~*', '&*', '+@all', ...denied)
    const cache = await cacheOn(group, { url: group.url.replace('://', '://app:pw@') })
    await cache.set('k', 1)
    const ours = async (name: string) => {
      const server = [group.master, ...group.replicas].find(({ port }) => name === String(port))
      const list = String(await server?.command('CLIENT', 'LIST'))
      return list.split('\n').filter((line) => /name=larder:(lane|bulk|messages|health)/.test(line)).length
    }
    const before = String(await group.masterPort())
    await expect.poll(() => ours(before), { timeout: 5_000 }).toBeGreaterThanOrEqual(4)

    const promoted = await group.failover()

    await expect.poll(() => ours(String(promoted.port)), { timeout: 10_000 }).toBeGreaterThanOrEqual(4)
    await expect.poll(() => ours(before), { timeout: 2_000 }).toBe(0)
  },
)

test(
  'TLS covers the sentinels and the data, each with a password of its own',
  { timeout: 30_000 },
  async () => {
    // Nothing listens without TLS, so that a connection in the clear gets nowhere.
    const group = await sentinels({
      tls: true,
      password: 'of the data',
      sentinelPassword: 'of the sentinels',
    })

    const cache = await cacheOn(group, {
      tls: { ca: group.tls?.ca },
      sentinelPassword: 'of the sentinels',
    })

    await cache.set('k', 'encrypted')
    expect(await cache.get('k', { consistency: 'strict' })).toBe('encrypted')
  },
)

describe('who cannot learn the master from the sentinels is told why', () => {
  const reasonAt = async (url: string, options: Partial<RedisBackendOptions> = {}) => {
    const cache = createCache({ shared: createRedisBackend({ url, ...options }), namespace: 'ns' })
    cleanups.push(() => cache.close())
    const reason = () => cache.health().reason
    await expect.poll(reason, { timeout: 10_000, interval: 10 }).toMatch(/^(No|The login) /)
    return reason()
  }
  const places = ({ sentinels: those }: RedisSentinels) => those.map(({ port }) => `127.0.0.1:${port}`)

  test('the name is wrong, one sentinel is away', async () => {
    const group = await sentinels()
    const [one, two, three] = places(group)
    await group.sentinels[2]?.kill()

    const reason = await reasonAt(group.url.replace(/\w+$/, 'other'))

    expect(reason).toMatch(/^No master is called "other" by: /)
    const [unknowing = '', away = ''] = reason?.split(' Cannot be reached: ') ?? []
    expect([one, two].every((place) => unknowing.includes(`${place}`))).toBe(true)
    expect(away).toBe(`${three}.`)
  })

  test('nobody is there', async () => {
    const urls = [await freePort(), await freePort()].map((port) => `127.0.0.1:${port}`)

    const reason = await reasonAt(`redis+sentinel://:secret@${urls.join(',')}/mymaster`)

    expect(reason).toBe(`No sentinel can be reached: ${urls.join(', ')}.`)
  })

  test('the password of the sentinels is wrong', async () => {
    const group = await sentinels({ sentinelPassword: 'of the sentinels' })

    const reason = await reasonAt(group.url, { sentinelPassword: 'the wrong one' })

    expect(reason).toContain('The login is refused by the sentinels: ')
    for (const place of places(group)) expect(reason).toContain(place)
    expect(reason).not.toContain('the wrong one')
  })
})

test('sentinels that are late, or gone for a while, are asked for ever', { timeout: 30_000 }, async () => {
  const group = await sentinels()
  for (const sentinel of group.sentinels) await sentinel.kill()
  const cache = createCache({ shared: createRedisBackend({ url: group.url }), namespace: 'ns' })
  cleanups.push(() => cache.close())
  expect(await cache.getOrSet('k', () => 'loaded')).toBe('loaded')
  await expect.poll(() => cache.health().reason, { timeout: 5_000 }).toMatch(/^No sentinel can be reached/)

  await Promise.all(group.sentinels.map((sentinel) => sentinel.restart()))

  await expect.poll(() => cache.health().status, { timeout: 10_000 }).toBe('healthy')
})
