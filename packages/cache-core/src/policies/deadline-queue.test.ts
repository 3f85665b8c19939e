import { describe, expect, test } from 'vitest'
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

describe('when this process stands still', () => {
  test('calls are not cut for it: what came meanwhile is read first', async () => {
    const clock = new FakeClock()
    const queue = new DeadlineQueue(clock, 150)
    const answer = Promise.withResolvers<string>()
    const call = queue.race(answer.promise, late)
    await clock.advance(10)

    clock.oversleep(2_000)
    // The timers that are due come before the sockets.
    await clock.advance(0)
    answer.resolve('it lay in the socket')

    expect(await call).toBe('it lay in the socket')
  })

  test('they get the rest of their time after it, and no more', async () => {
    const clock = new FakeClock()
    const queue = new DeadlineQueue(clock, 150)
    let cutAt = 0
    queue.race(never(), late).catch(() => (cutAt = clock.monotonic()))
    await clock.advance(100)

    clock.oversleep(2_000)
    await clock.advance(1_000)

    // 50 ms were left; the timer that told of it was due up to a look later, and is not late by its tolerance.
    expect(cutAt).toBeGreaterThan(2_100)
    expect(cutAt).toBeLessThanOrEqual(2_150 + 150 / 4)
  })

  test('however often it happens, a call that nobody answers is cut', async () => {
    const clock = new FakeClock()
    const queue = new DeadlineQueue(clock, 150)
    let isCut = false
    queue.race(never(), late).catch(() => (isCut = true))

    for (let turn = 0; turn < 8; turn++) {
      clock.oversleep(300)
      await clock.advance(0)
    }

    expect(isCut).toBe(true)
  })

  test('the time of a call does not count it, before the timer has told of it either', async () => {
    const clock = new FakeClock()
    const queue = new DeadlineQueue(clock, 150)
    const call = queue.add(clock.monotonic(), () => {})
    await clock.advance(30)

    clock.oversleep(1_000)
    const before = call.elapsedMs(clock.monotonic())
    await clock.advance(0)
    const after = call.elapsedMs(clock.monotonic())

    expect(before).toBeLessThan(50)
    expect(after).toBe(before)
    await clock.advance(20)
    expect(call.elapsedMs(clock.monotonic())).toBe(before + 20)
  })

  test('calls that begin meanwhile are cut in order, none early', async () => {
    const clock = new FakeClock()
    const queue = new DeadlineQueue(clock, 100)
    const cut: [number, number][] = []
    const begin = () => {
      const startedAt = clock.monotonic()
      queue.add(startedAt, () => cut.push([startedAt, clock.monotonic() - startedAt]))
    }
    for (let step = 0; step < 40; step++) {
      begin()
      if (step % 7 === 3) clock.oversleep(step * 3)
      begin()
      await clock.advance(4)
    }
    await clock.advance(500)

    expect(cut).toHaveLength(80)
    expect(cut.map(([startedAt]) => startedAt)).toEqual(cut.map(([at]) => at).toSorted((a, b) => a - b))
    expect(Math.min(...cut.map(([, tookMs]) => tookMs))).toBeGreaterThanOrEqual(100)
    expect(clock.pendingTimers).toBe(0)
  })
})
