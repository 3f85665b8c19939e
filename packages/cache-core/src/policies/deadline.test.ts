import { expect, test } from 'vitest'
import { deadline } from './deadline.ts'
import { DeadlineWheel } from './deadline-wheel.ts'
import { FakeClock, settle } from '../testing/fake-clock.ts'

test('cuts an operation at its instant, tells it, and drops what it brings later', async () => {
  const clock = new FakeClock()
  let seen: AbortSignal | undefined
  let finish: (error: Error) => void = () => {}
  const call = deadline({ ms: 100, clock, label: 'load' }).execute((context) => {
    seen = context.signal
    return new Promise((_, reject) => (finish = reject))
  }, {})
  const rejection = expect(call).rejects.toMatchObject({
    code: 'DEADLINE_EXCEEDED',
    message: 'The load took longer than its 100 ms.',
  })

  await clock.advance(99)
  expect(seen?.aborted).toBe(false)
  await clock.advance(1)

  await rejection
  expect(seen?.aborted).toBe(true)
  finish(new Error('too late to matter'))
  await settle()
})

test('an inner deadline narrows the outer one and never widens it', async () => {
  const clock = new FakeClock()
  const seen: (number | undefined)[] = []
  const note = async ({ deadlineAt }: { readonly deadlineAt?: number | undefined }) =>
    void seen.push(deadlineAt)

  await deadline({ ms: 500, clock }).execute(
    (context) => deadline({ ms: 100, clock }).execute(note, context),
    {},
  )
  await deadline({ ms: 100, clock }).execute(
    (context) => deadline({ ms: 500, clock }).execute(note, context),
    {},
  )

  expect(seen).toEqual([100, 100])
})

test("the caller's signal ends the wait with ABORTED, before and during the operation", async () => {
  const clock = new FakeClock()
  const controller = new AbortController()
  const during = deadline({ ms: 100, clock }).execute(() => new Promise(() => {}), {
    signal: controller.signal,
  })

  controller.abort(new Error('gone'))

  await expect(during).rejects.toMatchObject({ code: 'ABORTED', cause: controller.signal.reason as unknown })
  let ran = false
  const before = deadline({ ms: 100, clock }).execute(async () => void (ran = true), {
    signal: controller.signal,
  })
  await expect(before).rejects.toMatchObject({ code: 'ABORTED' })
  expect(ran).toBe(false)
})

test('leaves no timer behind', async () => {
  const clock = new FakeClock()

  await deadline({ ms: 100, clock }).execute(async () => 'done', {})
  await deadline({ ms: 100, clock })
    .execute(() => Promise.reject(new Error('failed')), {})
    .catch(() => {})
  await deadline({ ms: 100, clock })
    .execute(() => {
      throw new Error('at once')
    }, {})
    .catch(() => {})

  expect(clock.pendingTimers).toBe(0)
})

test('a wheel cuts each race within a granule of its deadline, on few timers', async () => {
  const clock = new FakeClock()
  const wheel = new DeadlineWheel(clock, 5)
  const late = Array.from({ length: 10_000 }, () =>
    wheel.race(new Promise(() => {}), 100, () => new Error('late')),
  )
  const outcomes = Promise.allSettled(late)
  const inTime = wheel.race(Promise.resolve('in time'), 100, () => new Error('late'))

  expect(clock.pendingTimers).toBe(1)
  expect(await inTime).toBe('in time')
  await clock.advance(105)

  expect((await outcomes).every((outcome) => outcome.status === 'rejected')).toBe(true)
  expect(clock.pendingTimers).toBe(0)
})

test('a wheel never cuts early, and hands on a failure as it is', async () => {
  const clock = new FakeClock()
  const wheel = new DeadlineWheel(clock, 5)
  await clock.advance(3)
  let cut = false
  wheel.race(new Promise(() => {}), 10, () => new Error('late')).catch(() => (cut = true))

  await clock.advance(9.9)
  expect(cut).toBe(false)
  await clock.advance(5.1)
  expect(cut).toBe(true)
  await expect(wheel.race(Promise.reject(new Error('own')), 10, () => new Error('late'))).rejects.toThrow(
    'own',
  )
})
