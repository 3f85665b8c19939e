import { afterEach, expect, test } from 'vitest'
import { FakeClock, settle } from '@larder/cache-core/testing'
import { mathRandom } from '@larder/cache-core'
import { freePort, startRedis } from './testing/index.ts'
import { parseRedisUrl } from './redis-url.ts'
import { RedisNode } from './redis-node.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

function nodeAt(port: number): { readonly node: RedisNode; readonly clock: FakeClock } {
  const target = parseRedisUrl(`redis://127.0.0.1:${port}`)
  const clock = new FakeClock()
  const node = new RedisNode({
    name: 'node',
    route: { address: target.addresses[0] },
    profile: {
      target,
      tls: {},
      sentinelUsername: undefined,
      sentinelPassword: undefined,
      natMap: {},
      deadlineMs: 150,
      random: mathRandom,
    },
    connectionName: 'test',
    maxConnections: 1,
    clock,
  })
  cleanups.push(() => node.close())
  return { node, clock }
}

test('all who wait for a node that was never reached wait for one and the same moment', async () => {
  const { node, clock } = nodeAt(await freePort())
  let ended = 0
  const waits = Array.from({ length: 1_000 }, () => node.firstConnection(100))
  for (const wait of new Set(waits)) void wait?.then(() => ended++)

  await clock.advance(99)
  expect(ended).toBe(0)
  await clock.advance(1)
  await settle()

  expect(ended).toBe(1)
  expect(node.firstConnection(100)).toBeInstanceOf(Promise)
})

test('a node that has worked and was lost is waited for no more', async () => {
  const server = await startRedis()
  cleanups.push(() => server.close())
  const { node } = nodeAt(server.port)
  await node.firstConnection(100)

  await server.kill()
  await expect.poll(() => node.lanes.connected, { timeout: 5_000 }).toBe(false)

  expect(node.firstConnection(100)).toBeUndefined()
})
