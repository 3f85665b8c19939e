import { expect, test } from 'vitest'
import { FakeClock } from './fake-clock.ts'
import { SeededRandom } from './seeded-random.ts'

test('fires timers in order of time, then of creation, each at its own instant', async () => {
  const clock = new FakeClock()
  const fired: string[] = []
  const note = (name: string) => () => void fired.push(`${name}@${clock.monotonic()}`)
  clock.setTimer(note('late'), 30)
  clock.setTimer(note('first'), 10)
  clock.setTimer(note('second'), 10)
  clock.setTimer(note('cancelled'), 20).cancel()

  await clock.advance(20)
  expect(fired).toEqual(['first@10', 'second@10'])
  await clock.advance(10)

  expect(fired.at(-1)).toBe('late@30')
  expect(clock.pendingTimers).toBe(0)
})

test('a timer set by a timer fires in the same advance when it falls due', async () => {
  const clock = new FakeClock()
  let at = 0
  clock.setTimer(() => clock.setTimer(() => (at = clock.monotonic()), 5), 5)

  await clock.advance(10)

  expect(at).toBe(10)
})

test('what fell due during an oversleep comes late, and time does not go back', async () => {
  const clock = new FakeClock()
  let at = -1
  clock.setTimer(() => (at = clock.monotonic()), 5)

  clock.oversleep(100)
  expect(at).toBe(-1)
  await clock.advance(1)

  expect(at).toBe(100)
  expect(clock.monotonic()).toBe(101)
})

test('the wall jumps without the monotonic time', () => {
  const clock = new FakeClock(1_000)

  clock.jumpWall(500)

  expect([clock.now(), clock.monotonic()]).toEqual([1_500, 0])
})

test('seeded chance replays, and is spread evenly', () => {
  const draw = (seed: number) => {
    const random = new SeededRandom(seed)
    return Array.from({ length: 10_000 }, () => random.next())
  }

  expect(draw(1)).toEqual(draw(1))
  expect(draw(1)).not.toEqual(draw(2))
  expect(draw(1).reduce((sum, value) => sum + value) / 10_000).toBeCloseTo(0.5, 1)
})
