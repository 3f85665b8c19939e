import { execFileSync } from 'node:child_process'
import { Redis } from 'ioredis'
import { afterEach, expect, test, vi } from 'vitest'
import { type RedisSentinels, startSentinel, type StartSentinelOptions } from './index.ts'

vi.setConfig({ testTimeout: 30_000 })

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function group(options?: StartSentinelOptions): Promise<RedisSentinels> {
  const sentinels = await startSentinel(options)
  cleanups.push(() => sentinels.close())
  return sentinels
}

const ports = (servers: readonly { readonly port: number }[]) => servers.map(({ port }) => port)

test('every sentinel knows the master, its replica and the other sentinels', async () => {
  const watched = await group()
  const { url, master, replicas, sentinels } = watched

  expect(url).toBe(`redis+sentinel://${sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',')}/mymaster`)
  expect(await watched.masterPort()).toBe(master.port)
  expect([replicas.length, sentinels.length]).toEqual([1, 3])
  for (const sentinel of sentinels)
    expect(await sentinel.command('SENTINEL', 'CKQUORUM', 'mymaster')).toMatch(/^OK 3 usable Sentinels/)
})

test('a failover on request makes the replica the master, with the data, and another one undoes it', async () => {
  const watched = await group()
  const { master, replicas } = watched
  await master.command('SET', 'k', 'v')
  await master.command('WAIT', 1, 5_000)

  const first = await watched.failover()
  expect(ports(replicas)).toEqual([first.port])
  expect(await first.command('GET', 'k')).toBe('v')
  expect(await watched.masterPort()).toBe(first.port)

  await first.command('SET', 'k', 'later')
  const second = await watched.failover()
  expect(second.port).toBe(master.port)
  expect(await second.command('GET', 'k')).toBe('later')
})

test('a master that hangs is replaced, also while one sentinel is dead and is passed over', async () => {
  const watched = await group({ downAfterMs: 300 })
  const { master, replicas, sentinels } = watched
  await sentinels[0]?.kill()

  master.stop()

  await expect.poll(() => watched.masterPort(), { timeout: 15_000 }).toBe(replicas[0]?.port)
})

test('without an answer from any sentinel there is no port', async () => {
  const watched = await group()
  for (const sentinel of watched.sentinels) sentinel.stop()

  await expect(watched.masterPort()).rejects.toThrow('None of 3 sentinels answers')
})

test('a replica that was promoted is still the master when it restarts', async () => {
  const watched = await group()
  const promoted = await watched.failover()

  await promoted.restart()

  expect(await promoted.role()).toBe('master')
})

test('passwords and TLS hold between all of them, and for clients', async () => {
  const watched = await group({
    password: 'p@ss',
    sentinelPassword: 'other',
    tls: true,
  })
  const { url, sentinels, tls } = watched
  const client = new Redis({
    sentinels: sentinels.map(({ port }) => ({ host: '127.0.0.1', port })),
    name: 'mymaster',
    password: 'p@ss',
    sentinelPassword: 'other',
    tls: tls ?? {},
    sentinelTLS: tls ?? {},
    enableTLSForSentinelMode: true,
  })
  cleanups.push(() => client.disconnect())

  expect(url).toMatch(/^rediss\+sentinel:\/\/:p%40ss@127/)
  expect(await client.set('k', 'v')).toBe('OK')
  expect(await client.wait(1, 5_000)).toBe(1)

  const promoted = await watched.failover()
  expect(await promoted.command('GET', 'k')).toBe('v')
})

test('a group that cannot be started leaves no server', async () => {
  await expect(startSentinel({ quorum: 0 })).rejects.toThrow('Quorum must be 1 or greater')

  const children = execFileSync('ps', ['-A', '-o', 'ppid=,comm='], { encoding: 'utf8' }).split('\n')
  const own = children.filter((line) => line.trim().startsWith(`${process.pid} `))
  expect(own.filter((line) => line.includes('redis'))).toEqual([])
})
