import { expect, test } from 'vitest'
import fc from 'fast-check'
import { FakeClock } from '@larder/cache-core/testing'
import { RateAllowance } from './rate-allowance.ts'

test('so many at once, then one whenever one has come back', async () => {
  const clock = new FakeClock()
  const allowance = new RateAllowance({ requests: 3, perSeconds: 6 }, clock)
  const take = () => allowance.take()

  expect([take(), take(), take()]).toEqual([0, 0, 0])
  expect(take()).toBe(2_000)
  await clock.advance(1_500)
  expect(take()).toBe(500)
  await clock.advance(500)
  expect([take(), take()]).toEqual([0, 2_000])
})

test('what is refused costs nothing: who goes on asking is let in as early as who waits', async () => {
  const clock = new FakeClock()
  const allowance = new RateAllowance({ requests: 1, perSeconds: 1 }, clock)
  allowance.take()
  for (let asked = 0; asked < 9; asked++) {
    await clock.advance(100)
    expect(allowance.take()).toBeGreaterThan(0)
  }

  await clock.advance(100)

  expect(allowance.take()).toBe(0)
})

test('it tells how many are left, and in how many seconds all are back; with none left, the next', async () => {
  const clock = new FakeClock()
  const allowance = new RateAllowance({ requests: 4, perSeconds: 60 }, clock)
  const told = () => {
    allowance.take()
    return allowance.standing
  }

  expect(allowance.policy).toBe('"key";q=4;w=60')
  expect(allowance.standing).toBe('"key";r=4;t=0')
  expect([told(), told(), told(), told(), told()]).toEqual([
    '"key";r=3;t=15',
    '"key";r=2;t=30',
    '"key";r=1;t=45',
    '"key";r=0;t=15',
    '"key";r=0;t=15',
  ])
  await clock.advance(60_000)
  expect(allowance.standing).toBe('"key";r=4;t=0')
})

test('no window of its length ever lets in more than twice as many, and a day no more than its share and one window', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 30 }),
      fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 50, maxLength: 200 }),
      async (requests, perSeconds, gaps) => {
        const clock = new FakeClock()
        const allowance = new RateAllowance({ requests, perSeconds }, clock)
        const takenAt: number[] = []
        for (const gap of gaps) {
          await clock.advance(gap)
          const wait = allowance.take()
          if (wait === 0) takenAt.push(clock.monotonic())
          else expect(wait).toBeLessThanOrEqual((perSeconds * 1_000) / requests + 1e-3)
        }
        const windowMs = perSeconds * 1_000
        for (const from of takenAt) {
          const inWindow = takenAt.filter((at) => at >= from && at < from + windowMs)
          expect(inWindow.length).toBeLessThanOrEqual(2 * requests)
        }
        const elapsed = (takenAt.at(-1) ?? 0) - (takenAt[0] ?? 0)
        expect(takenAt.length).toBeLessThanOrEqual(requests + (elapsed * requests) / windowMs + 1e-3)
      },
    ),
    { numRuns: 50 },
  )
})
