import { expect, test } from 'vitest'
import { CircuitBreaker } from '../policies/circuit-breaker.ts'
import { FakeClock, settle } from '../testing/fake-clock.ts'
import { NodeBreakers } from './node-breakers.ts'
import { InMemoryStore } from '../testing/in-memory-store.ts'
import { RecordingObserver } from '../testing/recording-observer.ts'
import { SeededRandom } from '../testing/seeded-random.ts'
import { StoreError } from '../errors.ts'
import { StoreProber } from './store-prober.ts'

function fixture() {
  const clock = new FakeClock()
  const observer = new RecordingObserver()
  const store = new InMemoryStore(clock)
  const breaker = () =>
    new CircuitBreaker({ clock, random: new SeededRandom(1), window: { slowMs: 135 }, baseOpenMs: 60_000 })
  const breakers = new NodeBreakers(() => ({ read: breaker(), write: breaker() }))
  const [node = ''] = store.nodes()
  const { read: reads, write: writes } = breakers.of(node)
  let recoveries = 0
  const recover = async () => void recoveries++
  const prober = new StoreProber({
    store,
    breakers,
    logNode: () => node,
    recover,
    deadlineMs: 150,
    clock,
    observer,
  })
  const trip = (one: CircuitBreaker, durationMs = 0) => {
    while (one.state === 'closed')
      one.record(durationMs > 0 ? 'success' : 'failure', one.tryAcquire(), durationMs)
  }
  return { clock, observer, store, reads, writes, prober, trip, recoveries: () => recoveries }
}

test('closes the breakers at the second probe, 50 ms after the first, and recovers before', async () => {
  const { clock, reads, writes, prober, trip, recoveries } = fixture()
  trip(reads)
  trip(writes)

  prober.start()
  await settle()
  expect([reads.state, writes.state, recoveries()]).toEqual(['half-open', 'half-open', 1])
  await clock.advance(49)
  expect(reads.state).toBe('half-open')
  await clock.advance(1)

  expect([reads.state, writes.state, recoveries()]).toEqual(['closed', 'closed', 2])
})

test('full service is back well within 1.5 s of a dead store being back, the reconnect included', async () => {
  const { clock, store, reads, prober, trip } = fixture()
  const away = new StoreError('STORE_UNAVAILABLE', 'all', 'away')
  const check = store.check.bind(store)
  store.check = () => Promise.reject(away)
  trip(reads)
  prober.start()
  await clock.advance(10_030)

  store.check = check
  const backAt = clock.monotonic()
  while (reads.state !== 'closed') await clock.advance(5)

  // The adapter reconnects within 410 ms and a handshake.
  expect(clock.monotonic() - backAt).toBeLessThanOrEqual(255)
  expect(reads.retryAfterMs).toBe(0)
})

test.each([0, 70, 140, 210, 280, 350])(
  'after slow calls everything passes within 1.4 s of the store being quick again, whenever that is (%i)',
  async (offsetMs) => {
    const { clock, store, reads, prober, trip } = fixture()
    const check = store.check.bind(store)
    store.check = () => new Promise((resolve) => clock.setTimer(resolve, 140))
    trip(reads, 140)
    prober.start()
    await clock.advance(60_000 + offsetMs)
    expect(reads.state).not.toBe('closed')

    store.check = check
    const backAt = clock.monotonic()
    while (reads.state !== 'closed' || reads.retryAfterMs > 0) await clock.advance(5)

    expect(clock.monotonic() - backAt).toBeLessThanOrEqual(140 + 200 + 50 + 1_000 + 10)
  },
)

test('a standstill of this process is no failed and no slow probe', async () => {
  const { clock, store, reads, prober, trip } = fixture()
  const answers: (() => void)[] = []
  store.check = () => new Promise((resolve) => answers.push(resolve))
  trip(reads)
  prober.start()

  for (let probe = 0; probe < 2; probe++) {
    clock.oversleep(2_000)
    await clock.advance(0)
    for (const answer of answers.splice(0)) answer()
    await settle()
    await clock.advance(50)
  }

  expect(reads.state).toBe('closed')
})

test('a canary that is not allowed, or of another type, keeps nothing out of service', async () => {
  const { clock, store, observer, reads, writes, prober, trip } = fixture()
  const fault = new StoreError('STORE_MISCONFIGURED', 'none', 'no right to the canary (NOPERM)')
  store.check = () => Promise.reject(fault)
  prober.start()
  await clock.advance(10_000)
  expect([reads.failures, reads.state, writes.state]).toEqual([0, 'closed', 'closed'])

  trip(reads)
  await clock.advance(500)

  expect(reads.state).toBe('closed')
  expect(prober.last.values().next().value).toMatchObject({ healthy: false, reason: fault.message })
  expect(observer.ofType('store-health')).toHaveLength(1)
})

test('a reason that has changed is told when it comes twice, and reasons that take turns are not', async () => {
  const { clock, store, observer, prober } = fixture()
  const away = (reason: string) => new StoreError('STORE_UNAVAILABLE', 'all', reason)
  let answer: () => Promise<void> = () => Promise.reject(away('wrong password'))
  store.check = () => answer()
  prober.start()
  await clock.advance(1_000)

  let turn = 0
  answer = () => Promise.reject(away(turn++ % 2 === 0 ? 'refused' : 'reset'))
  await clock.advance(5_000)
  answer = () => Promise.reject(away('refused'))
  await clock.advance(1_000)
  answer = async () => {}
  await clock.advance(1_000)

  expect(observer.ofType('store-health').map(({ reason }) => reason)).toEqual([
    'wrong password',
    'refused',
    undefined,
  ])
})

test('while the first probe is out nothing is told; when it fails, that is', async () => {
  const { clock, store, observer, prober } = fixture()
  store.check = () => new Promise(() => {})
  prober.start()

  await clock.advance(149)
  expect(observer.events).toEqual([])
  await clock.advance(1)

  expect(observer.events).toMatchObject([{ type: 'store-health', healthy: false }])
})
