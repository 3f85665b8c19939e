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
