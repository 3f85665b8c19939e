import { expect, test } from 'vitest'
import { CircuitBreaker } from '../policies/circuit-breaker.ts'
import { FakeClock, settle } from '../testing/fake-clock.ts'
import { NodeBreakers } from './node-breakers.ts'
import { RecordingObserver } from '../testing/recording-observer.ts'
import { SeededRandom } from '../testing/seeded-random.ts'
import { StatsRecorder } from '../metrics/cache-stats.ts'
import { StoreError } from '../errors.ts'
import { StoreGuard } from './store-guard.ts'

const refused = () => Promise.reject(new StoreError('STORE_MISCONFIGURED', 'none', 'no right to it (NOPERM)'))

function fixture(maxOpenMs = 60_000) {
  const clock = new FakeClock()
  const observer = new RecordingObserver()
  const breaker = () =>
    new CircuitBreaker({ clock, random: new SeededRandom(1), threshold: 5, baseOpenMs: maxOpenMs, maxOpenMs })
  const breakers = new NodeBreakers(() => ({ read: breaker(), write: breaker() }))
  const guard = new StoreGuard({
    name: 'test',
    breakers,
    deadlineMs: 150,
    clock,
    observer,
    record: new StatsRecorder(),
  })
  return { clock, observer, breakers, guard }
}

test('an operation that one node refuses goes on at the other', async () => {
  const { guard } = fixture()
  await guard.run('l2.set', { node: 'a', side: 'write' }, refused)
  expect(await guard.run('l2.set', { node: 'b', side: 'write' }, async () => true)).toBe(true)
})

test('an operation that one node refuses and another does is news once', async () => {
  const { guard, clock, observer } = fixture()
  for (let i = 0; i < 100; i++) {
    // Both at once, as in one tick.
    const b = guard.run('l2.set', { node: 'b', side: 'write' }, async () => (await settle(), true))
    await guard.run('l2.set', { node: 'a', side: 'write' }, refused)
    await b
    await clock.advance(10)
  }
  expect(observer.ofType('store-error').length).toBeLessThan(5)
})

test('a paused operation takes no permit of a breaker that it does not give back', async () => {
  const { guard, clock, breakers } = fixture()
  const { read } = breakers.of('a')
  const target = { node: 'a', side: 'read' } as const
  await guard.run('lease', target, refused)
  breakers.isolate()
  await clock.advance(1_000)
  breakers.release()
  read.record('success', read.tryAcquireProbe()) // what rejoin() hurries
  // A caller within the 50 ms before the second probe: it is let through as a probe, and then not made.
  expect(await guard.run('lease', target, async () => true)).toBeUndefined()
  let healedMs = 0
  for (; healedMs < 60_000 && read.state !== 'closed'; healedMs += 50) {
    await clock.advance(50)
    read.record('success', read.tryAcquireProbe())
  }
  expect(healedMs).toBeLessThan(1_500)
})
