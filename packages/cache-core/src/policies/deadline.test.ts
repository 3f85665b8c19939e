import { expect, test } from 'vitest'
import { deadline } from './deadline.ts'
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
