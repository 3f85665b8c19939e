import { expect, test } from 'vitest'
import { DeadlineQueue } from './deadline-queue.ts'
import { FakeClock } from '../testing/fake-clock.ts'

const late = () => new Error('late')
const never = () => new Promise<never>(() => {})

test('cuts each call at its deadline, never early, on one timer', async () => {
  const clock = new FakeClock()
  const queue = new DeadlineQueue(clock, 100)
  const cut: number[] = []
  for (let started = 0; started < 50; started++) {
    queue.race(never(), late).catch(() => cut.push(clock.monotonic() - started))
    await clock.advance(1)
  }
  expect(clock.pendingTimers).toBe(1)
  expect(cut).toEqual([])

  await clock.advance(200)

  expect(cut).toEqual(Array.from({ length: 50 }, () => 100))
  expect(clock.pendingTimers).toBe(0)
})

test('hands on what a call brings in time, and drops what comes later', async () => {
  const clock = new FakeClock()
  const queue = new DeadlineQueue(clock, 100)
  const slow = Promise.withResolvers<string>()
  const cut = queue.race(slow.promise, late)

  expect(await queue.race(Promise.resolve('in time'), late)).toBe('in time')
  await expect(queue.race(Promise.reject(new Error('its own')), late)).rejects.toThrow('its own')
  const rejected = expect(cut).rejects.toThrow('late')
  await clock.advance(100)
  slow.resolve('too late')

  await rejected
})

test('in whatever order calls end, the others are cut in time', async () => {
  const clock = new FakeClock()
  const queue = new DeadlineQueue(clock, 10)
  const cut: number[] = []
  const running = Array.from({ length: 7 }, (_, index) => queue.add(index, () => cut.push(index)))
  await clock.advance(6)

  for (const index of [0, 6, 3]) expect(running[index]?.end()).toBe(true)
  expect(running[3]?.end()).toBe(false)
  const another = queue.add(6, () => cut.push(7))
  await clock.advance(20)

  expect(cut).toEqual([1, 2, 4, 5, 7])
  expect(another.end()).toBe(false)
})

test('an end that begins another call leaves the queue whole', async () => {
  const clock = new FakeClock()
  const queue = new DeadlineQueue(clock, 10)
  const cut: string[] = []
  queue.add(0, () => {
    cut.push('first')
    queue.add(clock.monotonic(), () => cut.push('second'))
  })

  await clock.advance(10)
  expect(cut).toEqual(['first'])
  await clock.advance(10)

  expect(cut).toEqual(['first', 'second'])
})
