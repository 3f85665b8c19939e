import { expect, test } from 'vitest'
import type { Clock } from '../ports/clock.ts'
import { BurstClock } from './burst-clock.ts'
import { FakeClock } from '../testing/fake-clock.ts'

/** A clock that counts how often it is read. */
function fixture() {
  const fake = new FakeClock()
  let reads = 0
  const clock: Clock = {
    now: () => fake.now(),
    setTimer: (callback, ms) => fake.setTimer(callback, ms),
    monotonic: () => {
      reads++
      return fake.monotonic()
    },
  }
  return { burst: new BurstClock(clock), fake, reads: () => reads }
}

test('readings apart from each other are all real', async () => {
  const { burst, fake, reads } = fixture()

  for (let index = 0; index < 100; index++) {
    expect(burst.monotonic()).toBe(fake.monotonic())
    await fake.advance(1)
  }

  expect(reads()).toBe(100)
})

test('in a burst every eighth is real', () => {
  const { burst, reads } = fixture()
  for (let index = 0; index < 17; index++) burst.monotonic()
  const before = reads()

  for (let index = 0; index < 800; index++) burst.monotonic()

  expect(reads() - before).toBe(100)
})

test('a burst ends with its millisecond, and the next reading is real', async () => {
  const { burst, fake } = fixture()
  for (let index = 0; index < 20; index++) burst.monotonic()

  await fake.advance(1)

  expect(burst.monotonic()).toBe(1)
})

test('a burst that is interrupted by a block is at most seven readings behind', () => {
  const { burst, fake } = fixture()
  for (let index = 0; index < 17; index++) burst.monotonic()
  fake.oversleep(5_000)

  const behind = Array.from({ length: 20 }, () => burst.monotonic()).filter((at) => at < 5_000)

  expect(behind.length).toBeLessThanOrEqual(7)
})

test('bursts leave one timer at most', () => {
  const { burst, fake } = fixture()

  for (let index = 0; index < 1_000; index++) burst.monotonic()

  expect(fake.pendingTimers).toBe(1)
})
