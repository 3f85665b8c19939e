import { describe, expect, test } from 'vitest'
import { CircuitBreaker } from '../policies/circuit-breaker.ts'
import { FakeClock, settle } from '../testing/fake-clock.ts'
import { NodeBreakers } from './node-breakers.ts'
import { RecordingObserver } from '../testing/recording-observer.ts'
import { SeededRandom } from '../testing/seeded-random.ts'
import { StatsRecorder } from '../metrics/cache-stats.ts'
import { StoreError } from '../errors.ts'
import { StoreGuard } from './store-guard.ts'

function fixture({ threshold = 5 } = {}) {
  const clock = new FakeClock()
  const observer = new RecordingObserver()
  const record = new StatsRecorder()
  const window = { slowMs: 135, minimumCalls: threshold === 5 ? 20 : threshold }
  const breaker = () => new CircuitBreaker({ clock, random: new SeededRandom(1), window, threshold })
  const breakers = new NodeBreakers(() => ({ read: breaker(), write: breaker() }))
  const { read: reads, write: writes } = breakers.of('a')
  const guard = new StoreGuard({ name: 'test', breakers, deadlineMs: 150, clock, observer, record })
  const read = <T>(call: () => Promise<T>) => guard.run('l2.get', READS, call)
  return { clock, observer, record, guard, reads, writes, read }
}

const READS = { node: 'a', side: 'read' } as const
const WRITES = { node: 'a', side: 'write' } as const
const never = () => new Promise<never>(() => {})
const broken = () =>
  Promise.reject(new StoreError('STORE_UNAVAILABLE', 'all', 'broken', { wasUnderWay: true }))
const refused = () => Promise.reject(new StoreError('STORE_MISCONFIGURED', 'none', 'no right to it (NOPERM)'))

describe('slow calls', () => {
  test('a store that answers everything in 140 of 150 ms is left alone after 20 of them', async () => {
    const { clock, reads, read } = fixture()
    const answers: unknown[] = []

    for (let index = 0; index < 25; index++) {
      const answer = Promise.withResolvers<string>()
      void read(() => answer.promise).then((value) => answers.push(value))
      await clock.advance(140)
      answer.resolve('late')
      await settle()
    }

    expect(reads.state).toBe('open')
    expect(answers.filter((answer) => answer === 'late')).toHaveLength(20)
  })
})

describe('when this process stands still', () => {
  test('calls under way get their answer, nothing counts as failed or slow', async () => {
    const { clock, reads, record, read } = fixture()
    const answers = Array.from({ length: 50 }, () => Promise.withResolvers<number>())
    const calls = answers.map(({ promise }) => read(() => promise))
    await clock.advance(1)

    clock.oversleep(2_000)
    // Timers first, as in Node's event loop; then the sockets are read.
    await clock.advance(0)
    for (const [index, answer] of answers.entries()) answer.resolve(index)

    expect(await Promise.all(calls)).toEqual(answers.map((_, index) => index))
    expect(reads.failures).toBe(0)
    expect(reads.state).toBe('closed')
    expect(record.operations()['l2.get'].errors).toBe(0)
  })

  test('answers that are read before the timers are not slow either', async () => {
    const { clock, reads, read } = fixture()
    for (let round = 0; round < 5; round++) {
      const answers = Array.from({ length: 20 }, () => Promise.withResolvers<string>())
      const calls = answers.map(({ promise }) => read(() => promise))
      clock.oversleep(1_000)
      for (const answer of answers) answer.resolve('there')
      expect(await Promise.all(calls)).toEqual(answers.map(() => 'there'))
      await clock.advance(100)
    }

    expect(reads.state).toBe('closed')
  })

  test('a store that hangs at the same time is still found out', async () => {
    const { clock, reads, read } = fixture()
    const calls = Array.from({ length: 5 }, () => read(never))

    clock.oversleep(2_000)
    await clock.advance(300)

    expect(await Promise.all(calls)).toEqual(calls.map(() => undefined))
    expect(reads.state).toBe('open')
  })
})

describe('a read whose connection broke', () => {
  test('is asked once more, and only once', async () => {
    const { read, record, reads } = fixture()
    let asked = 0

    expect(await read(() => (++asked === 1 ? broken() : Promise.resolve('value')))).toBe('value')
    expect(asked).toBe(2)
    expect(reads.failures).toBe(0)
    asked = 0
    expect(
      await read(() => {
        asked++
        return broken()
      }),
    ).toBeUndefined()

    expect(asked).toBe(2)
    expect(reads.failures).toBe(2)
    expect(record.operations()['l2.get'].errorsByCode).toEqual({ STORE_UNAVAILABLE: 1 })
  })

  test('shares ten retries with all others, those of other nodes included', async () => {
    const { guard } = fixture({ threshold: 10_000 })
    let asked = 0

    const calls = Array.from({ length: 100 }, (_, index) =>
      guard.run('l2.get', { node: `node ${index % 3}`, side: 'read' }, () => {
        asked++
        return broken()
      }),
    )
    await Promise.all(calls)

    expect(asked).toBe(110)
  })

  test.each(['l2.set', 'l2.delete', 'log.append', 'lease'] as const)('%s is not', async (operation) => {
    const { guard } = fixture()
    let asked = 0

    await guard.run(operation, READS, () => {
      asked++
      return broken()
    })

    expect(asked).toBe(1)
  })

  test('is not asked after its deadline, nor when the store was not reached at all', async () => {
    const { clock, read } = fixture()
    let asked = 0
    const first = Promise.withResolvers<never>()
    const call = read(() => {
      asked++
      return first.promise
    })
    await clock.advance(200)
    first.reject(new StoreError('STORE_UNAVAILABLE', 'all', 'broken', { wasUnderWay: true }))

    expect(await call).toBeUndefined()
    await read(() => {
      asked++
      return Promise.reject(new StoreError('STORE_UNAVAILABLE', 'all', 'not connected', { retryable: true }))
    })
    expect(asked).toBe(2)
  })

  test('is cut when the second attempt is not answered', async () => {
    const { clock, read, reads } = fixture()
    let asked = 0
    const call = read(() => (++asked === 1 ? broken() : never()))

    await clock.advance(150)

    expect(await call).toBeUndefined()
    expect(reads.failures).toBe(2)
  })
})

describe('an operation that the store does not allow', () => {
  test('pauses for 5 s and is reported once; nothing else is touched', async () => {
    const { clock, guard, observer, reads, writes, read } = fixture()
    let asked = 0
    const set = () =>
      guard.run('l2.set', WRITES, () => {
        asked++
        return refused()
      })

    for (let index = 0; index < 10; index++) await set()
    expect(asked).toBe(1)
    expect(await read(async () => 'value')).toBe('value')
    await clock.advance(5_000)
    await set()

    expect(asked).toBe(2)
    expect(observer.ofType('store-error')).toEqual([
      {
        type: 'store-error',
        operation: 'l2.set',
        code: 'STORE_MISCONFIGURED',
        message: 'no right to it (NOPERM)',
      },
    ])
    expect([reads.state, writes.state, writes.failures]).toEqual(['closed', 'closed', 0])
  })

  test('goes on when it is allowed, and is news again when it is not', async () => {
    const { clock, observer, read } = fixture()
    await read(refused)
    await clock.advance(5_000)

    expect(await read(async () => 'value')).toBe('value')
    expect(await read(async () => 'another')).toBe('another')
    await read(refused)

    expect(observer.ofType('store-error')).toHaveLength(2)
  })
})
