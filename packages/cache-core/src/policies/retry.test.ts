import { describe, expect, test, vi } from 'vitest'
import { ExponentialBackoff, type IBackoff } from 'cockatiel'
import { CacheError } from '../errors.ts'
import { decorrelatedJitter, equalJitter, fullJitter } from './backoff.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { retry, type RetryOptions } from './retry.ts'
import { SeededRandom } from '../testing/seeded-random.ts'

const passing = (retryAfterMs?: number) =>
  new CacheError('STORE_UNAVAILABLE', 'away', { retryable: true, retryAfterMs })

function fixture(options: Partial<RetryOptions> = {}) {
  const clock = new FakeClock()
  const at: number[] = []
  const policy = retry({ backoff: () => 100, clock, ...options })
  const failing = (error: unknown) => async () => {
    at.push(clock.monotonic())
    throw error
  }
  return { clock, at, policy, failing }
}

test('tries three times, with the back-off in between, and rejects with the last error', async () => {
  const { clock, at, policy, failing } = fixture()
  const call = policy.execute(failing(passing()), {})
  const rejection = expect(call).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })

  await clock.advance(1_000)

  await rejection
  expect(at).toEqual([0, 100, 200])
})

test('stops at the first success', async () => {
  const { clock, policy } = fixture()
  let runs = 0
  const call = policy.execute(async () => {
    if (++runs < 2) throw passing()
    return 'value'
  }, {})

  await clock.advance(100)

  expect(await call).toBe('value')
  expect(runs).toBe(2)
})

test('an error that will not pass is not retried', async () => {
  const { at, policy, failing } = fixture()

  await expect(policy.execute(failing(new Error('a bug')), {})).rejects.toThrow('a bug')
  expect(at).toHaveLength(1)
})

test('waits at least as long as the error asks', async () => {
  const { clock, at, policy, failing } = fixture()
  const call = policy.execute(failing(passing(700)), {}).catch(() => {})

  await clock.advance(2_000)

  await call
  expect(at).toEqual([0, 700, 1_400])
})

test('gives up at once when the wait would end past the deadline', async () => {
  const { at, policy, failing } = fixture({ backoff: () => 500 })

  await expect(policy.execute(failing(passing()), { deadlineAt: 400 })).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
  })
  expect(at).toEqual([0])
})

test('an abort ends the wait, leaves no timer, and an aborted call makes no attempt', async () => {
  const { clock, at, policy, failing } = fixture()
  const controller = new AbortController()
  const call = policy.execute(failing(passing()), { signal: controller.signal })
  const rejection = expect(call).rejects.toMatchObject({ code: 'ABORTED' })
  await clock.advance(50)

  controller.abort()

  await rejection
  expect(clock.pendingTimers).toBe(0)
  await expect(policy.execute(failing(passing()), { signal: controller.signal })).rejects.toMatchObject({
    code: 'ABORTED',
  })
  expect(at).toHaveLength(1)
})

describe('back-off', () => {
  test('full jitter spreads between zero and the doubling ceiling, never above the cap', () => {
    const backoff = fullJitter({ baseMs: 100, capMs: 1_000, random: new SeededRandom(1) })
    for (const [attempt, ceiling] of [
      [0, 100],
      [1, 200],
      [2, 400],
      [5, 1_000],
      [2_000, 1_000],
    ] as const) {
      const waits = Array.from({ length: 500 }, () => backoff(attempt))

      expect(Math.min(...waits)).toBeGreaterThanOrEqual(0)
      expect(Math.min(...waits)).toBeLessThan(ceiling * 0.1)
      expect(Math.max(...waits)).toBeLessThan(ceiling)
      expect(Math.max(...waits)).toBeGreaterThan(ceiling * 0.9)
    }
  })

  test('equal jitter keeps half of the ceiling for certain', () => {
    const backoff = equalJitter({ baseMs: 100, capMs: 1_000, random: new SeededRandom(1) })

    const waits = Array.from({ length: 500 }, () => backoff(3))

    expect(Math.min(...waits)).toBeGreaterThanOrEqual(400)
    expect(Math.max(...waits)).toBeLessThan(800)
  })

  test('decorrelated jitter gives the same waits as cockatiel for the same chance', () => {
    const [ours, theirs] = [new SeededRandom(3), new SeededRandom(3)]
    const backoff = decorrelatedJitter({ baseMs: 200, capMs: 5_000, random: ours })
    const chance = vi.spyOn(Math, 'random').mockImplementation(() => theirs.next())
    try {
      for (let call = 0; call < 50; call++) {
        let next: IBackoff<unknown> = new ExponentialBackoff({ initialDelay: 200, maxDelay: 5_000 }).next()
        for (let attempt = 0; attempt < 12; attempt++) {
          expect(backoff(attempt)).toBeCloseTo(next.duration, 6)
          if (attempt < 11) next = next.next(undefined)
        }
      }
    } finally {
      chance.mockRestore()
    }
  })

  test('decorrelated jitter stays a number below the cap, however often it is asked', () => {
    const backoff = decorrelatedJitter({ baseMs: 100, capMs: 1_000, random: new SeededRandom(1) })

    const waits = Array.from({ length: 1_100 }, (_, attempt) => backoff(attempt))

    expect(Math.max(...waits)).toBe(1_000)
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0)
  })
})
