import { describe, expect, test, vi } from 'vitest'
import { waitFor } from '@larder/cache-core'
import { ChaosBackend } from '@larder/cache-core/testing'
import { airtableErrorFromAnswer } from '../airtable-error.ts'
import { LocalWebhookState } from './local-webhook-state.ts'
import { MAX_PING_BYTES } from './airtable-webhooks.ts'
import { BASE, DAY_MS, signed, webhooksFixture } from './webhooks-fixture.ts'

const POLL_MS = 30_000

describe('a change is told', () => {
  test('at once after a ping, though nothing is polled', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    airtable.changeRecord('recA')

    const status = await ping(process, airtable.only)
    await clock.advance(100)

    expect(status).toBe(204)
    expect(process.told()).toEqual(['recA'])
    expect(process.webhooks.status()[0]).toMatchObject({ state: 'following', cursor: 2, pings: 1, lagMs: 20 })
  })

  test('within the polling interval, without any ping, and with time left to read what has changed', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    airtable.changeRecord('recA')

    await clock.advance(POLL_MS - 5_000 - 1_001)
    const early = process.told()
    await clock.advance(100)

    expect(early).toEqual([])
    expect(process.told()).toEqual(['recA'])
  })

  test('page by page, and the cursor is noted behind each', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    for (let index = 0; index < 120; index++) airtable.changeRecord(`rec${index}`)

    await clock.advance(POLL_MS)

    expect(process.changes.filter(({ isRepeat }) => !isRepeat)).toHaveLength(3)
    expect(process.told()).toEqual(Array.from({ length: 120 }, (_, index) => `rec${index}`))
    expect(process.webhooks.status()[0]).toMatchObject({ cursor: 121, payloads: 120 })
  })

  test('once more after a while: a read right after a change may have missed it', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    airtable.changeRecord('recA')
    await ping(process, airtable.only)

    await clock.advance(1_600)

    expect(process.changes.map(({ isRepeat }) => isRepeat)).toEqual([false, true])
    expect(process.changes[1]?.changes).toEqual(process.changes[0]?.changes)
  })

  test('that a ping overtook is seen by the second look', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    await ping(process, airtable.only)
    await clock.advance(500)
    airtable.changeRecord('recA')

    await clock.advance(600)

    expect(process.told()).toEqual(['recA'])
  })
})

test('a ping that comes while a turn is asked for is not lost, though somebody else reads just then', async () => {
  const { clock, airtable, start, ping } = webhooksFixture()
  const busy = { forMs: 0 }
  const state = new LocalWebhookState()
  vi.spyOn(state, 'takeTurn').mockImplementation(() => waitFor(100, clock, undefined).then(() => 0))
  const { lock } = { lock: state.lock.bind(state) }
  vi.spyOn(state, 'lock').mockImplementation((base, ttlMs) =>
    busy.forMs > 0 ? Promise.resolve(busy.forMs as never) : lock(base, ttlMs),
  )
  const process = start({ state })
  await clock.advance(POLL_MS)
  airtable.changeRecord('recA')
  busy.forMs = 5_000
  await ping(process, airtable.only)
  await clock.advance(1_000)
  busy.forMs = 0
  await clock.advance(1_000)

  expect(process.told()).toEqual(['recA'])
})

describe('requests are bounded', () => {
  test('a hundred pings a second cost one request a second, one at a time', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    const before = airtable.asked.length

    for (let index = 0; index < 1_000; index++) {
      await ping(process, airtable.only)
      await clock.advance(10)
    }

    expect(airtable.asked.length - before).toBeLessThanOrEqual(12)
    expect(airtable.mostAtOnce).toBe(1)
  })

  test('forged pings cost none at all', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    const before = airtable.asked.length

    const statuses = new Set<number>()
    for (let index = 0; index < 500; index++) {
      statuses.add(await ping(process, { ...airtable.only, secret: 'AAAA' }))
      await clock.advance(10)
    }

    expect(statuses).toEqual(new Set([401]))
    expect(airtable.asked.length).toBe(before)
    expect(process.webhooks.status()[0]).toMatchObject({ refusedPings: 500, lastPingAt: undefined })
  })

  test('at rest: one read a second before each interval ends, one look at the webhook in ten minutes', async () => {
    const { clock, airtable, start } = webhooksFixture()
    start()
    await clock.advance(3_600_000 + 1_000)

    expect(airtable.count('GET payloads')).toBe(125)
    expect(airtable.count('GET webhooks')).toBeLessThanOrEqual(8)
    expect(airtable.count('POST webhooks')).toBe(1)
  })

  test('alone too, however long a read takes', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const process = start({ alone: true })
    await clock.advance(5_000)
    airtable.latencyMs = 3_000
    for (let index = 0; index < 100; index++) {
      await ping(process, airtable.only)
      await clock.advance(100)
    }

    expect(airtable.mostAtOnce).toBe(1)
  })

  test('forged pings cost the shared state one read a second', async () => {
    const { clock, airtable, backend, start, ping } = webhooksFixture()
    const counted = new ChaosBackend(backend)
    const process = start({ backend: counted })
    await clock.advance(5_000)
    const before = counted.lines.calls.get('get') ?? 0

    for (let index = 0; index < 500; index++) {
      await ping(process, { ...airtable.only, secret: 'AAAA' })
      await clock.advance(10)
    }

    expect((counted.lines.calls.get('get') ?? 0) - before).toBeLessThanOrEqual(6)
  })
})

test('a ping is taken for a base that is followed, and of the size of one', async () => {
  const { clock, airtable, start } = webhooksFixture()
  const { webhooks } = start()
  await clock.advance(5_000)
  const { secret } = airtable.only
  const answer = async (base: string, bytes: number) => {
    const body = new Uint8Array(bytes)
    return (await webhooks.answerPing(base, body, signed(body, secret))).status
  }

  expect(await answer(BASE, MAX_PING_BYTES)).toBe(204)
  expect(await answer(BASE, MAX_PING_BYTES + 1)).toBe(413)
  expect(await answer('appOther', 10)).toBe(404)
  expect(await answer('__proto__', 10)).toBe(404)
})

test.each([
  { pollIntervalMs: 999 },
  { pollIntervalMs: Number.NaN },
  { pollIntervalMs: 86_400_001 },
  { checkIntervalMs: 0 },
  { repeatAfterMs: -1 },
  { notificationUrl: () => 'ftp://larder.example.com' },
  { notificationUrl: () => 'larder' },
])('%j is refused', (options) => {
  const { start } = webhooksFixture()

  expect(() => start(options)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
})

describe('after a failure', () => {
  test('passes come every five minutes at least, though polls are a day apart', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const process = start({ pollIntervalMs: DAY_MS })
    airtable.fault = () => airtableErrorFromAnswer(500, undefined)
    await clock.advance(DAY_MS / 2)
    airtable.fault = () => undefined
    await clock.advance(300_000)

    expect(process.webhooks.status()[0]?.state).toBe('following')
  })

  test('passes grow apart, never by more than the interval, and a ping brings the next one forward', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    airtable.fault = () => airtableErrorFromAnswer(500, undefined)
    const before = airtable.asked.length

    await clock.advance(600_000)
    const failed = airtable.asked.length - before
    const state = process.webhooks.status()[0]
    airtable.fault = () => undefined
    airtable.changeRecord('recA')
    await ping(process, airtable.only)
    await clock.advance(2_100)

    expect(failed).toBeGreaterThan(20)
    expect(failed).toBeLessThan(50)
    expect(state).toMatchObject({ state: 'retrying', error: 'Airtable answered 500' })
    expect(process.told()).toEqual(['recA'])
    expect(process.webhooks.status()[0]).toMatchObject({ state: 'following', error: undefined })
  })

  test('of the quota, Airtable is asked about once an hour, whatever pings come; nothing is lost', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    const quota = { errors: [{ error: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED' }] }
    airtable.fault = () => airtableErrorFromAnswer(429, quota)
    airtable.changeRecord('recA')
    const before = airtable.asked.length

    for (let minute = 0; minute < 24 * 60; minute++) {
      await ping(process, airtable.only)
      await clock.advance(60_000)
    }
    const asked = airtable.asked.length - before
    const { state } = process.webhooks.status()[0] ?? {}
    airtable.fault = () => undefined
    await clock.advance(3_600_000)

    expect(asked).toBeLessThan(45)
    expect(state).toBe('out-of-quota')
    expect(process.told()).toEqual(['recA'])
    expect(process.gaps).toHaveLength(1)
  })

  test('a lockout is left to end', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    airtable.fault = () => airtableErrorFromAnswer(429, {})
    await ping(process, airtable.only)
    await clock.advance(100)
    const before = airtable.asked.length

    for (let second = 0; second < 29; second++) {
      await ping(process, airtable.only)
      await clock.advance(1_000)
    }

    expect(airtable.asked.length).toBe(before)
  })

  test('of the receiver, it is told again, and the cursor stays', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const heard: string[] = []
    const process = start({
      receiver: {
        onGap: () => {},
        onChange: ({ changes }) => {
          heard.push(...changes.tables.flatMap(({ changed }) => changed))
          if (heard.length < 3) throw new TypeError('secret value')
        },
      },
      repeatAfterMs: 0,
    })
    await clock.advance(5_000)
    airtable.changeRecord('recA')
    await clock.advance(25_100)
    const [failed] = process.webhooks.status()
    await clock.advance(POLL_MS)

    expect(failed).toMatchObject({ state: 'retrying', cursor: 1 })
    expect(failed?.error).toBe('The receiver of changes failed (TypeError); it will be told again.')
    expect(heard).toEqual(['recA', 'recA', 'recA'])
    expect(process.webhooks.status()[0]).toMatchObject({ state: 'following', cursor: 2 })
  })

  test('a receiver that never answers is given up and told again', async () => {
    const { clock, airtable, start } = webhooksFixture()
    let calls = 0
    start({
      receiver: { onGap: () => {}, onChange: () => (++calls === 1 ? new Promise(() => {}) : undefined) },
      repeatAfterMs: 0,
    })
    await clock.advance(5_000)
    airtable.changeRecord('recA')

    await clock.advance(100_000)

    expect(calls).toBe(2)
  })
})

describe('close', () => {
  test('tells nothing a second time', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    airtable.changeRecord('recA')
    await clock.advance(25_100)
    expect(process.changes).toHaveLength(1)

    await process.webhooks.close()
    expect(clock.pendingTimers).toBe(0)
    await clock.advance(DAY_MS)

    expect(process.changes).toHaveLength(1)
  })

  test('ends a receiver that hangs when it is told again', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const process = start({
      receiver: {
        onGap: () => {},
        onChange: ({ isRepeat }) => (isRepeat ? new Promise(() => {}) : undefined),
      },
    })
    await clock.advance(5_000)
    airtable.changeRecord('recA')
    await clock.advance(27_000)

    await process.webhooks.close()
    await clock.advance(0)

    expect(clock.pendingTimers).toBe(0)
  })

  test('ends a request that hangs, leaves no timer, and the webhook as it is', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    airtable.latencyMs = 1_000_000
    airtable.changeRecord('recA')
    await ping(process, airtable.only)
    await clock.advance(100)

    await process.webhooks.close()
    const asked = airtable.asked.length
    await ping(process, airtable.only)
    await clock.advance(DAY_MS)

    expect(airtable.asked.length).toBe(asked)
    expect(clock.pendingTimers).toBe(0)
    expect(airtable.hooks.size).toBe(1)
    expect(process.webhooks.status()[0]).toMatchObject({ base: BASE, state: 'closed' })
  })

  test('ends a receiver that hangs', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const signals: AbortSignal[] = []
    const process = start({
      receiver: {
        onGap: () => {},
        onChange: ({ signal }) => {
          signals.push(signal)
          return new Promise(() => {})
        },
      },
    })
    await clock.advance(5_000)
    airtable.changeRecord('recA')
    await clock.advance(POLL_MS)

    await process.webhooks.close()

    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    expect(clock.pendingTimers).toBe(0)
  })
})
