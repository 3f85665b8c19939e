import { expect, test } from 'vitest'
import type { Cache } from './cache.ts'
import { createCache } from './create-cache.ts'
import { FakeClock, settle } from '../testing/fake-clock.ts'
import { RecordingObserver } from '../testing/recording-observer.ts'
import { SeededRandom } from '../testing/seeded-random.ts'
import { TwoNodes } from './two-nodes-fixture.ts'

/** A cache without memory over two nodes, both of which hold a value. */
async function fixture(): Promise<{
  readonly cache: Cache
  readonly nodes: TwoNodes
  readonly clock: FakeClock
  readonly observer: RecordingObserver
}> {
  const clock = new FakeClock()
  const nodes = new TwoNodes(clock)
  const observer = new RecordingObserver()
  const cache = createCache({ shared: nodes, clock, observer, random: new SeededRandom(1), l1MaxBytes: 0 })
  await settle()
  await cache.setMany([
    ['k1', 'first'],
    ['k2', 'second'],
  ])
  return { cache, nodes, clock, observer }
}

test('a node that fails is left alone, and the other one serves', async () => {
  const { cache, nodes, observer } = await fixture()
  nodes.two.lines.inject({ kind: 'fail' })

  for (let count = 0; count < 6; count++) expect(await cache.get('k2')).toBeUndefined()

  expect(nodes.two.lines.calls.get('get')).toBe(5)
  expect(await cache.get('k1')).toBe('first')
  expect(observer.ofType('breaker').map(({ node, to }) => `${node} ${to}`)).toEqual(['two open'])
  expect(cache.health()).toMatchObject({
    status: 'degraded',
    breakers: { read: 'open', write: 'closed' },
    nodes: [
      { node: 'one', status: 'healthy', breakers: { read: 'closed' } },
      { node: 'two', status: 'degraded', breakers: { read: 'open' } },
    ],
  })
})

test('of several keys those are found whose node answers', async () => {
  const { cache, nodes } = await fixture()
  nodes.two.lines.inject({ kind: 'fail' })

  expect(await cache.getMany(['k2', 'k1', 'absent', 'k1'])).toEqual([undefined, 'first', undefined, 'first'])
})

test('a node that comes back is probed and used, and only its health changes', async () => {
  const { cache, nodes, clock, observer } = await fixture()
  nodes.two.lines.inject({ kind: 'fail' })
  for (let count = 0; count < 6; count++) await cache.get('k2')
  await clock.advance(1_000)
  expect(cache.health().nodes[1]).toMatchObject({ node: 'two', reason: expect.any(String) })

  nodes.two.lines.inject({ kind: 'none' })
  await clock.advance(2_000)

  expect(await cache.get('k2')).toBe('second')
  expect(cache.health().status).toBe('healthy')
  expect(observer.ofType('store-health').map(({ node, healthy }) => `${node} ${healthy}`)).toEqual([
    'one true',
    'two true',
    'two false',
    'two true',
  ])
})

test('without the node of the log nothing is believed for longer than Δ, and no other breaker opens', async () => {
  const { cache, nodes, clock } = await fixture()
  nodes.one.lines.inject({ kind: 'fail' })

  await clock.advance(3_000)

  expect(await cache.get('k2')).toBeUndefined()
  expect(cache.health().nodes.map(({ breakers }) => breakers.read)).toEqual(['open', 'closed'])
  nodes.one.lines.inject({ kind: 'none' })
  await clock.advance(2_000)
  expect(await cache.get('k2')).toBe('second')
})

test('a node that leaves while it fails ends what was told of it', async () => {
  const { cache, nodes, clock, observer } = await fixture()
  nodes.two.lines.inject({ kind: 'fail' })
  for (let count = 0; count < 6; count++) await cache.get('k2')
  await clock.advance(2_000)

  nodes.names.pop()
  await clock.advance(1_000)

  const states = new Map(
    observer.ofType('breaker').map(({ node, breaker, to }) => [`${node} ${breaker}`, to]),
  )
  expect([...states]).toEqual([
    ['two read', 'closed'],
    ['two write', 'closed'],
  ])
  expect(observer.events.at(-1)).toEqual({ type: 'store-node-gone', node: 'two' })
  expect(cache.health()).toMatchObject({ status: 'healthy', nodes: [{ node: 'one' }] })
})

test('calls that are under way to a node that leaves say nothing of it any more', async () => {
  const { cache, nodes, clock, observer } = await fixture()
  await clock.advance(480)
  nodes.two.lines.inject({ kind: 'hang' })
  const late = Array.from({ length: 6 }, () => cache.get('k2'))

  nodes.names.pop()
  await clock.advance(1_000)

  expect(await Promise.all(late)).toEqual(Array.from({ length: 6 }))
  expect(observer.ofType('store-error')).toHaveLength(6)
  expect(observer.ofType('breaker')).toEqual([])
  expect(observer.events.findLast((event) => 'node' in event && event.node === 'two')).toEqual({
    type: 'store-node-gone',
    node: 'two',
  })
})

test('a node that leaves and comes back is told of anew', async () => {
  const { nodes, clock, observer } = await fixture()
  nodes.names.pop()
  await clock.advance(1_000)
  nodes.names.push('two')
  await clock.advance(1_000)

  const ofTwo = observer.events.filter((event) => 'node' in event && event.node === 'two')
  expect(ofTwo.map(({ type }) => type)).toEqual(['store-health', 'store-node-gone', 'store-health'])
})
