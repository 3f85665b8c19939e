import { expect, test } from 'vitest'
import { CircuitBreaker } from '../policies/circuit-breaker.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { NodeBreakers } from './node-breakers.ts'
import { SeededRandom } from '../testing/seeded-random.ts'

function breakers(): NodeBreakers {
  const options = { threshold: 2, clock: new FakeClock(), random: new SeededRandom(1) }
  return new NodeBreakers(() => ({ read: new CircuitBreaker(options), write: new CircuitBreaker(options) }))
}

function fail(breaker: CircuitBreaker, times: number): void {
  for (let count = 0; count < times; count++) breaker.record('failure', breaker.tryAcquire())
}

test('nodes fail one by one', () => {
  const nodes = breakers()

  fail(nodes.of('a').read, 2)

  expect(nodes.of('a').read.state).toBe('open')
  expect(nodes.of('a').write.state).toBe('closed')
  expect(nodes.of('b').read.state).toBe('closed')
})

test('the worst of all nodes is told, side by side', () => {
  const nodes = breakers()
  expect(nodes.worst('read')).toEqual({ state: 'closed', failures: 0 })

  fail(nodes.of('a').read, 1)
  fail(nodes.of('b').write, 2)

  expect(nodes.worst('read')).toEqual({ state: 'closed', failures: 1 })
  expect(nodes.worst('write')).toEqual({ state: 'open', failures: 2 })
})

test('a node that is gone is forgotten, and one that comes back begins anew', () => {
  const nodes = breakers()
  fail(nodes.of('a').read, 2)

  nodes.retain(['b'])

  expect(nodes.worst('read').state).toBe('closed')
  expect(nodes.of('a').read.state).toBe('closed')
})

test('all are held open by hand, those of nodes that come meanwhile too', () => {
  const nodes = breakers()
  nodes.of('a')

  nodes.isolate()
  const states = ['a', 'b'].flatMap((node) => [nodes.of(node).read.state, nodes.of(node).write.state])
  expect(states).toEqual(['open', 'open', 'open', 'open'])
  expect(nodes.of('b').read.tryAcquireProbe()).toBe(0)
  nodes.release()

  expect(nodes.isIsolated).toBe(false)
  expect(nodes.of('b').read.tryAcquireProbe()).toBeGreaterThan(0)
  expect(nodes.of('c').read.state).toBe('closed')
})
