import { expect, test } from 'vitest'
import fc from 'fast-check'
import { Bulkhead } from './bulkhead.ts'
import { FakeClock, settle } from '../testing/fake-clock.ts'

function fixture(maxConcurrent: number, maxQueue: number) {
  const clock = new FakeClock()
  const bulkhead = new Bulkhead({ maxConcurrent, maxQueue, clock })
  const running: (() => void)[] = []
  const order: number[] = []
  const run = (id: number, context: { signal?: AbortSignal; deadlineAt?: number } = {}) =>
    bulkhead.execute(() => {
      order.push(id)
      return new Promise<number>((resolve) => running.push(() => resolve(id)))
    }, context)
  return { clock, bulkhead, running, order, run }
}

test('runs so many at once, queues so many, refuses the rest with its numbers', async () => {
  const { bulkhead, running, order, run } = fixture(2, 1)
  const calls = [run(1), run(2), run(3)]

  await expect(run(4)).rejects.toMatchObject({
    code: 'BULKHEAD_FULL',
    message: expect.stringContaining('All 2 places are taken and 1 of 1') as string,
  })
  expect([bulkhead.running, bulkhead.queued]).toEqual([2, 1])
  running[0]?.()
  await settle()

  expect(order).toEqual([1, 2, 3])
  running[1]?.()
  running[2]?.()
  expect(await Promise.all(calls)).toEqual([1, 2, 3])
  expect([bulkhead.running, bulkhead.queued]).toEqual([0, 0])
})

test('a limit that falls ends nothing and lets nobody in; one that rises lets in whoever waits', async () => {
  const clock = new FakeClock()
  let limit = 4
  const bulkhead = new Bulkhead({ maxConcurrent: () => limit, maxQueue: 100, clock })
  const running: (() => void)[] = []
  const calls = Array.from({ length: 12 }, () =>
    bulkhead.execute(() => new Promise<void>((resolve) => running.push(resolve)), {}),
  )
  expect([bulkhead.running, bulkhead.queued]).toEqual([4, 8])

  limit = 2
  for (const end of running.splice(0, 2)) end()
  await settle()
  expect([bulkhead.running, bulkhead.queued]).toEqual([2, 8])
  running.shift()?.()
  await settle()
  expect([bulkhead.running, bulkhead.queued]).toEqual([2, 7])
  limit = 5
  running.shift()?.()
  await settle()

  expect([bulkhead.running, bulkhead.queued]).toEqual([5, 3])
  while (running.length > 0) {
    running.shift()?.()
    await settle()
  }
  await Promise.all(calls)
  expect([bulkhead.running, bulkhead.queued]).toEqual([0, 0])
})

test('a caller may leave the queue, by its signal or its deadline, and takes no place', async () => {
  const { bulkhead, clock, running, run } = fixture(1, 5)
  const first = run(1)
  const controller = new AbortController()
  const aborted = expect(run(2, { signal: controller.signal })).rejects.toMatchObject({ code: 'ABORTED' })
  const late = expect(run(3, { deadlineAt: 100 })).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' })

  controller.abort()
  await clock.advance(100)

  await Promise.all([aborted, late])
  expect(bulkhead.queued).toBe(0)
  running[0]?.()
  await first
  expect(bulkhead.running).toBe(0)
})

test('a failing operation gives its place back', async () => {
  const { bulkhead } = fixture(1, 0)

  await bulkhead.execute(() => Promise.reject(new Error('x')), {}).catch(() => {})

  expect(bulkhead.running).toBe(0)
})

test('no schedule loses a place or runs too many', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 3 }),
      fc.nat(4),
      async (scheduler, maxConcurrent, maxQueue) => {
        const bulkhead = new Bulkhead({ maxConcurrent, maxQueue, clock: new FakeClock() })
        let most = 0
        const call = (index: number) =>
          bulkhead.execute(async () => {
            most = Math.max(most, bulkhead.running)
            await scheduler.schedule(Promise.resolve(), `operation ${index}`)
          }, {})
        const calls = Array.from({ length: 8 }, (_, index) =>
          scheduler.schedule(Promise.resolve(), `start ${index}`).then(() => call(index).catch(() => {})),
        )

        await scheduler.waitFor(Promise.all(calls))

        expect(most).toBeLessThanOrEqual(maxConcurrent)
        expect([bulkhead.running, bulkhead.queued]).toEqual([0, 0])
      },
    ),
  )
})
