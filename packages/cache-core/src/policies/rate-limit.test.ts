import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { FakeClock } from '../testing/fake-clock.ts'
import type { RequestPriority } from '../ports/rate-budget.ts'
import { rateLimit, RateLimit, type RateLimitOptions } from './rate-limit.ts'

function fixture(options: Partial<RateLimitOptions> = {}) {
  const clock = new FakeClock()
  const limit = new RateLimit({ clock, marginMs: 0, ...options })
  const sentAt: number[] = []
  const send = (scope = 'base', acquire: Parameters<RateLimit['acquire']>[1] = {}) =>
    limit.acquire(scope, acquire).then((departure) => {
      departure.arrived()
      sentAt.push(clock.monotonic())
    })
  return { clock, limit, sentAt, send }
}

test('five leave at once, the sixth a second after the first', async () => {
  const { clock, sentAt, send } = fixture()
  const calls = Promise.all(Array.from({ length: 11 }, () => send()))

  await clock.advance(2_000)

  await calls
  expect(sentAt).toEqual([0, 0, 0, 0, 0, 1_000, 1_000, 1_000, 1_000, 1_000, 2_000])
})

test('nothing leaves before the instant until which it is to be quiet', async () => {
  const { clock, limit, sentAt, send } = fixture({ quietUntil: 700 })
  await clock.advance(100)
  const calls = Promise.all(Array.from({ length: 6 }, () => send()))

  expect(limit.status('base')).toMatchObject({ used: 0, waitMs: 1_600, lockedForMs: 0 })
  await clock.advance(2_000)

  await calls
  expect(sentAt).toEqual([700, 700, 700, 700, 700, 1_700])
})

test('a request counts from when it was answered: it may have been on its way until then', async () => {
  const { clock, limit, sentAt, send } = fixture({ limit: 1 })
  const policy = rateLimit(limit, 'base', clock)
  const slow = policy.execute(() => new Promise<void>((resolve) => clock.setTimer(resolve, 300)), {})
  await clock.advance(1)
  const next = send()

  await clock.advance(2_000)

  await Promise.all([slow, next])
  expect(sentAt).toEqual([1_300])
})

test('scopes do not wait for each other', async () => {
  const { clock, sentAt, send } = fixture()

  await Promise.all(Array.from({ length: 10 }, (_, index) => send(`base ${index % 2}`)))

  expect(sentAt).toEqual(Array.from({ length: 10 }, () => 0))
  expect(clock.monotonic()).toBe(0)
})

test('a wait that would be too long, and a queue that is full, are refused at once with the time to come back', async () => {
  const { clock, limit, send } = fixture({ maxQueue: 6 })
  await Promise.all(Array.from({ length: 5 }, () => send()))

  await expect(send('base', { maxWaitMs: 999 })).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    retryAfterMs: 1_000,
  })
  const queued = Promise.all(Array.from({ length: 6 }, () => send()))
  expect(limit.status('base')).toMatchObject({ queued: 6, waitMs: 2_000 })
  await expect(send()).rejects.toMatchObject({ code: 'RATE_LIMITED' })

  await clock.advance(3_000)
  await queued
})

test('a lockout holds everybody, is never shortened, and counts in the wait', async () => {
  const { clock, limit, sentAt, send } = fixture()
  limit.lock('base', 30_000)
  limit.lock('base', 1_000)
  const call = send()

  await expect(send('base', { maxWaitMs: 25_000 })).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    retryAfterMs: 30_000,
  })
  await clock.advance(30_000)

  await call
  expect(sentAt).toEqual([30_000])
})

test('a caller that leaves the queue gives its turn to the next', async () => {
  const { clock, sentAt, send } = fixture({ limit: 1 })
  await send()
  const controller = new AbortController()
  const left = expect(send('base', { signal: controller.signal })).rejects.toMatchObject({ code: 'ABORTED' })
  const next = send()

  controller.abort()
  await clock.advance(1_000)

  await Promise.all([left, next])
  expect(sentAt).toEqual([0, 1_000])
})

test('idle scopes are forgotten, with their timers', async () => {
  const { clock, limit, send } = fixture()
  await Promise.all(Array.from({ length: 100 }, (_, index) => send(`base ${index}`)))
  limit.lock('locked', 5_000)
  expect(limit.scopeCount).toBe(101)

  await clock.advance(1_000)
  expect(limit.scopeCount).toBe(1)
  await clock.advance(4_000)

  expect(limit.scopeCount).toBe(0)
  expect(clock.pendingTimers).toBe(0)
})

test('as a policy it waits no longer than the deadline allows', async () => {
  const { clock, limit, send } = fixture({ limit: 1 })
  await send()

  const call = rateLimit(limit, 'base', clock).execute(async () => 'sent', { deadlineAt: 500 })

  await expect(call).rejects.toMatchObject({ code: 'RATE_LIMITED' })
})

test('no window ever holds more than the limit, and nobody waits longer than that takes', async () => {
  const arrivals = fc.array(fc.nat(700), { minLength: 1, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 5 }), async (gaps, limit) => {
      const { clock, sentAt, send } = fixture({ limit })
      const arrivedAt: number[] = []
      const calls: Promise<void>[] = []
      for (const gap of gaps) {
        await clock.advance(gap)
        arrivedAt.push(clock.monotonic())
        calls.push(send())
      }
      await clock.advance(gaps.length * 1_000)
      await Promise.all(calls)

      const expected: number[] = []
      for (const at of arrivedAt)
        expected.push(
          Math.max(at, expected.at(-1) ?? 0, (expected.at(-limit) ?? Number.NEGATIVE_INFINITY) + 1_000),
        )
      expect(sentAt).toEqual(expected)
    }),
    { numRuns: 50 },
  )
})

describe('priorities', () => {
  const later = async (clock: FakeClock, ms: number, calls: readonly Promise<unknown>[]) => {
    await clock.advance(ms)
    await Promise.all(calls)
  }

  test('writes go before reads that came up to two seconds before them, and reads before any background', async () => {
    const { clock, limit } = fixture({ limit: 1 })
    const order: string[] = []
    const send = (name: string, priority: RequestPriority) =>
      limit.acquire('base', { priority }).then((departure) => {
        departure.arrived()
        order.push(name)
      })
    const calls = [send('first', 'interactive-read')]
    calls.push(send('background', 'background'), send('old read', 'interactive-read'))
    await clock.advance(500)
    calls.push(send('read', 'interactive-read'), send('write', 'interactive-write'))
    await clock.advance(400)
    calls.push(send('late write', 'interactive-write'))
    await later(clock, 2_000, calls.slice(0, 1))
    calls.push(send('too late a write', 'interactive-write'))

    await later(clock, 10_000, calls)

    expect(order).toEqual([
      'first',
      'write',
      'late write',
      'old read',
      'read',
      'too late a write',
      'background',
    ])
  })

  test('background goes one at a time, and a request that comes alone waits for it no longer than a fifth of the window', async () => {
    const { clock, sentAt, send } = fixture()
    const background = Array.from({ length: 8 }, () => send('base', { priority: 'background' }))
    await clock.advance(850)
    expect(sentAt).toEqual([0, 200, 400, 600, 800])

    const read = send('base', { priority: 'interactive-read' })
    await clock.advance(149)
    expect(sentAt).toHaveLength(5)
    await clock.advance(1)

    await read
    expect(sentAt.at(-1)).toBe(1_000)
    await later(clock, 3_000, background)
    expect(sentAt.slice(6)).toEqual([1_200, 1_400, 1_600])
  })

  test('background never goes while somebody waits for its scope, and goes where nobody does', async () => {
    const { clock, limit } = fixture({ limit: (scope) => (scope === 'token' ? 50 : 1) })
    const order: string[] = []
    const send = (name: string, priority: RequestPriority, base: string) =>
      limit.acquire([base, 'token'], { priority }).then((departure) => {
        departure.arrived()
        order.push(`${name} ${clock.monotonic()}`)
      })

    const calls = [
      send('read', 'interactive-read', 'a'),
      send('background', 'background', 'a'),
      send('background', 'background', 'b'),
      send('read', 'interactive-read', 'a'),
    ]
    await later(clock, 5_000, calls)

    expect(order).toEqual(['read 0', 'background 0', 'read 1000', 'background 2000'])
  })
})

describe('several scopes', () => {
  test('are taken together or not at all: no slot of one is kept while the other has none', async () => {
    const { clock, limit } = fixture({ limit: (scope) => (scope === 'token' ? 3 : 2) })
    const sent: string[] = []
    const send = (base: string) =>
      limit.acquire([base, 'token']).then((departure) => {
        departure.arrived()
        sent.push(`${base} ${clock.monotonic()}`)
      })

    const calls = ['a', 'a', 'a', 'a', 'b', 'b'].map(send)
    await clock.advance(0)
    // The third of a waits for its base, and its share of the token goes to b.
    expect(sent).toEqual(['a 0', 'a 0', 'b 0'])

    await clock.advance(2_000)
    await Promise.all(calls)
    expect(sent.slice(3)).toEqual(['a 1000', 'a 1000', 'b 1000'])
  })

  test('a request that gets no answer keeps its slot as long as an attempt may take', async () => {
    const { clock, limit, sentAt, send } = fixture({ limit: 1, attemptTimeoutMs: 3_000 })
    await limit.acquire('base')
    const next = send()

    await clock.advance(3_999)
    expect(sentAt).toEqual([])
    await clock.advance(1)

    await next
  })
})
