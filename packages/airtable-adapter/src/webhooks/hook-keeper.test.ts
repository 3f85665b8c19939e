import { describe, expect, test } from 'vitest'
import { airtableErrorFromAnswer, airtableErrorFromFailure } from '../airtable-error.ts'
import { BASE, DAY_MS, type FakeHook, URL_OF_BASE, webhooksFixture } from './webhooks-fixture.ts'
import { WHOLE_BASE } from './webhook-client.ts'

const POLL_MS = 30_000
const CHECK_MS = 600_000

describe('a base that is not followed yet', () => {
  test('has a webhook made for all that happens in it, and a gap before it', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const process = start()
    await clock.advance(1_000)

    expect(airtable.only).toMatchObject({ notificationUrl: URL_OF_BASE, specification: WHOLE_BASE })
    expect(process.gaps.map(({ base, reason }) => [base, reason])).toEqual([[BASE, 'not-followed']])
    expect(process.webhooks.status()).toEqual([
      {
        base: BASE,
        state: 'following',
        webhookId: 'ach1',
        cursor: 1,
        expiresAt: airtable.only.expiresAt,
        lastPollAt: expect.any(Number) as number,
        lastPingAt: undefined,
        lastPayloadAt: undefined,
        lagMs: undefined,
        pings: 0,
        refusedPings: 0,
        payloads: 0,
        recreations: 0,
        gaps: 1,
        error: undefined,
      },
    ])
  })

  test('is told of the gap after the webhook is there: what happens meanwhile is in its payloads', async () => {
    const { clock, airtable, start } = webhooksFixture()
    let hooksThen = 0
    start({ receiver: { onChange: () => {}, onGap: () => void (hooksThen = airtable.hooks.size) } })
    await clock.advance(1_000)

    expect(hooksThen).toBe(1)
  })

  test('is told of it again when the receiver failed', async () => {
    const { clock, airtable, start } = webhooksFixture()
    let gaps = 0
    const onGap = () => {
      if (++gaps < 3) throw new Error('not now')
    }
    const { webhooks } = start({ receiver: { onChange: () => {}, onGap } })
    await clock.advance(20_000)

    expect(gaps).toBe(3)
    expect(airtable.count('POST webhooks')).toBe(1)
    expect(webhooks.status()[0]).toMatchObject({ state: 'following', gaps: 1 })
  })
})

describe('a webhook that has ended is replaced, after a gap', () => {
  const end: Readonly<Record<string, (hook: FakeHook, hooks: Map<string, FakeHook>) => void>> = {
    'hook-missing': ({ id }, hooks) => void hooks.delete(id),
    'hook-expired': (hook) => void (hook.expiresAt = 0),
    'hook-invalid': (hook) => {
      hook.isInvalid = true
      const payload = { payloadFormat: 'v0', error: true, code: 'INVALID_HOOK' }
      hook.payloads.push({ number: hook.next++, at: Number.MAX_SAFE_INTEGER, payload })
    },
  }

  test.each(Object.keys(end))('%s', async (reason) => {
    const { clock, airtable, start } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    end[reason]?.(airtable.only, airtable.hooks)

    await clock.advance(CHECK_MS + POLL_MS)
    airtable.changeRecord('recA')
    await clock.advance(POLL_MS)

    expect(process.gaps.map((gap) => gap.reason)).toEqual(['not-followed', reason])
    expect(airtable.only.id).toBe('ach2')
    expect(process.told()).toEqual(['recA'])
    expect(process.webhooks.status()[0]).toMatchObject({ webhookId: 'ach2', recreations: 1, gaps: 2 })
  })

  test('cursor-refused', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    airtable.fault = (what) =>
      what === 'GET payloads' && airtable.hooks.has('ach1') ? airtableErrorFromAnswer(422, {}) : undefined

    await clock.advance(POLL_MS)

    expect(process.gaps.map((gap) => gap.reason)).toEqual(['not-followed', 'cursor-refused'])
    expect(airtable.only.id).toBe('ach2')
  })

  test('address-changed', async () => {
    const { clock, airtable, start } = webhooksFixture()
    await start().webhooks.close()
    await clock.advance(5_000)
    const first = start()
    await clock.advance(5_000)
    await first.webhooks.close()

    const second = start({ notificationUrl: () => 'https://elsewhere.example.com/hooks' })
    await clock.advance(5_000)

    expect(second.gaps.map((gap) => gap.reason)).toEqual(['address-changed'])
    expect(airtable.only.notificationUrl).toBe('https://elsewhere.example.com/hooks')
  })

  test('state-lost: its secret was told once, and nobody knows it any more', async () => {
    const { clock, airtable, backend, start } = webhooksFixture()
    const first = start()
    await clock.advance(5_000)
    await first.webhooks.close()
    backend.flush()

    const second = start()
    await clock.advance(15_000)

    expect(second.gaps.map((gap) => gap.reason)).toEqual(['state-lost'])
    expect(airtable.only.id).toBe('ach2')
  })

  test('pings of the one before are still taken', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    const former = airtable.only
    airtable.hooks.clear()
    await clock.advance(POLL_MS)

    expect(airtable.only).not.toBe(former)
    expect([await ping(process, former), await ping(process, airtable.only)]).toEqual([204, 204])
  })

  test('webhooks that break as soon as they are made cost fewer and fewer requests', async () => {
    const { clock, airtable, start } = webhooksFixture()
    airtable.before = async (what) => {
      if (what !== 'GET payloads') return
      for (const hook of airtable.hooks.values()) if (!hook.isInvalid) airtable.invalidate(hook)
    }
    const process = start()

    await clock.advance(3_600_000)

    expect(airtable.count('POST webhooks')).toBeLessThan(20)
    expect(airtable.count('POST webhooks')).toBeGreaterThan(5)
    expect(airtable.hooks.size).toBe(1)
    expect(process.webhooks.status()[0]).toMatchObject({ state: 'retrying' })
    expect(process.webhooks.status()[0]?.error).toMatch(/was replaced \d+ ms ago, and has ended again/)
  })
})

describe('payloads that are gone', () => {
  test('since nobody read for a week: the webhook, which is well, is kept', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const first = start()
    await clock.advance(5_000)
    await first.webhooks.close()
    airtable.changeRecord('recLost')
    const { only: hook } = airtable
    hook.expiresAt += 10 * DAY_MS
    await clock.advance(8 * DAY_MS)

    const second = start()
    await clock.advance(5_000)
    airtable.changeRecord('recA')
    await clock.advance(POLL_MS)

    expect(second.gaps.map(({ reason }) => reason)).toEqual(['payloads-lost'])
    expect(airtable.only).toBe(hook)
    expect(second.told()).toEqual(['recA'])
  })

  test('as their numbers tell', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    for (const id of ['recA', 'recB', 'recC']) airtable.changeRecord(id)
    airtable.only.payloads.splice(0, 1)

    await clock.advance(POLL_MS)

    expect(process.gaps.map(({ reason }) => reason)).toEqual(['not-followed', 'payloads-lost'])
    expect(process.webhooks.status()[0]).toMatchObject({ cursor: 4, recreations: 0 })
  })

  test('though none came after them', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    airtable.changeRecord('recA')
    airtable.only.payloads.splice(0, 1)

    await clock.advance(3 * CHECK_MS)

    expect(process.gaps.map(({ reason }) => reason)).toEqual(['not-followed', 'payloads-lost'])
    expect(process.webhooks.status()[0]).toMatchObject({ cursor: 2, recreations: 0 })
  })

  test('or cannot be read', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    airtable.change({}, { payloadFormat: 'v1' })
    await clock.advance(POLL_MS)

    expect(process.gaps.map(({ reason }) => reason)).toEqual(['not-followed', 'payload-unreadable'])
    expect(process.webhooks.status()[0]).toMatchObject({ cursor: 2, recreations: 0 })
  })
})

describe('a webhook that is well', () => {
  test('is refreshed long before its end, should reading not do it', async () => {
    const { clock, airtable, start } = webhooksFixture()
    start()
    await clock.advance(5_000)
    airtable.before = async (what) => {
      if (what === 'GET webhooks') airtable.only.expiresAt = clock.now() + 4 * DAY_MS
    }
    await clock.advance(CHECK_MS + POLL_MS)

    expect(airtable.count('POST refresh')).toBe(1)
    expect(airtable.count('POST webhooks')).toBe(1)
  })

  test('has its notifications switched on again', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    airtable.only.areNotificationsEnabled = false

    await clock.advance(CHECK_MS + POLL_MS)

    expect(airtable.only.areNotificationsEnabled).toBe(true)
    expect(process.gaps).toHaveLength(1)
  })

  test('is kept when Airtable fails in any way', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const process = start()
    await clock.advance(5_000)
    const errors = [
      airtableErrorFromAnswer(500, {}),
      airtableErrorFromAnswer(502, undefined),
      airtableErrorFromAnswer(401, {}),
      airtableErrorFromAnswer(403, {}),
      airtableErrorFromAnswer(429, {}),
      airtableErrorFromFailure('ECONNRESET'),
    ]
    for (const error of errors) {
      airtable.fault = (what) => (what === 'GET payloads' ? error : undefined)
      await clock.advance(CHECK_MS)
    }
    airtable.fault = () => undefined
    airtable.changeRecord('recA')
    await clock.advance(CHECK_MS)

    expect(airtable.count('POST webhooks')).toBe(1)
    expect(process.gaps).toHaveLength(1)
    expect(process.told()).toEqual(['recA'])
  })
})

describe('of ten webhooks', () => {
  const foreign = { options: { filters: { dataTypes: ['tableData'] } } }

  test('only those that are surely ours make room', async () => {
    const { clock, airtable, start } = webhooksFixture()
    for (let index = 0; index < 9; index++) airtable.make(`https://other.example.com/${index}`, foreign)
    const own = airtable.make(URL_OF_BASE, WHOLE_BASE)
    const process = start()
    await clock.advance(5_000)

    expect(airtable.hooks.size).toBe(10)
    expect(airtable.hooks.has(own.id)).toBe(false)
    expect(process.webhooks.status()[0]).toMatchObject({ state: 'following', webhookId: 'ach11' })
  })

  test('of others none is deleted: that is told, and tried again seldom', async () => {
    const { clock, airtable, start } = webhooksFixture()
    for (let index = 0; index < 10; index++) airtable.make(`https://other.example.com/${index}`, foreign)
    const process = start()
    await clock.advance(3_600_000)

    expect(airtable.hooks.size).toBe(10)
    expect(airtable.count('DELETE webhook')).toBe(0)
    expect(airtable.asked.length).toBeLessThan(40)
    expect(process.webhooks.status()[0]).toMatchObject({
      state: 'refused',
      error: 'Airtable answered 422 TOO_MANY_WEBHOOKS_IN_BASE',
    })
  })

  test('ours that an interrupted start has left are deleted, those of others are not', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const left = [airtable.make(URL_OF_BASE, WHOLE_BASE), airtable.make(URL_OF_BASE, WHOLE_BASE)]
    const other = airtable.make(`${URL_OF_BASE}/more`, WHOLE_BASE)
    const silent = airtable.make(undefined, WHOLE_BASE)
    start()
    await clock.advance(5_000)

    expect(left.some(({ id }) => airtable.hooks.has(id))).toBe(false)
    expect([other, silent].every(({ id }) => airtable.hooks.has(id))).toBe(true)
  })
})

describe('without an address', () => {
  const silently = { notificationUrl: undefined, alone: true }

  test('a webhook without pings is polled', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const process = start(silently)
    await clock.advance(5_000)
    airtable.changeRecord('recA')
    await clock.advance(POLL_MS)

    expect(airtable.only.notificationUrl).toBeUndefined()
    expect(process.told()).toEqual(['recA'])
  })

  test('restarts do not use up the ten webhooks of a base: one that is there is read on', async () => {
    const { clock, airtable, start } = webhooksFixture()
    for (let index = 0; index < 15; index++) {
      const { webhooks } = start(silently)
      await clock.advance(5_000)
      await webhooks.close()
    }
    const last = start(silently)
    await clock.advance(5_000)
    airtable.changeRecord('recA')
    await clock.advance(POLL_MS)

    expect(airtable.hooks.size).toBe(1)
    expect(last.gaps).toHaveLength(1)
    expect(last.told()).toEqual(['recA'])
  })

  test('one that is there and says that it is broken is not read on', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const broken = airtable.make(undefined, WHOLE_BASE)
    airtable.changeRecord('recA')
    airtable.invalidate(broken)
    const process = start(silently)
    await clock.advance(15_000)

    expect(process.webhooks.status()[0]).toMatchObject({ state: 'following', webhookId: 'ach2' })
    // It may be somebody else's.
    expect(airtable.hooks.has(broken.id)).toBe(true)
  })

  test('one that watches less is not enough', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const { filters } = (WHOLE_BASE as { options: { filters: object } }).options
    airtable.make(undefined, { options: { filters: { ...filters, recordChangeScope: 'tblA' } } })
    airtable.make(undefined, { options: { filters: { dataTypes: ['tableData'] } } })
    const process = start(silently)
    await clock.advance(5_000)

    expect(process.webhooks.status()[0]?.webhookId).toBe('ach3')
  })
})

describe('processes that share nothing', () => {
  test('have a webhook each, and do not touch that of the other while it lives', async () => {
    const { clock, airtable, start } = webhooksFixture()
    const processes = [start({ alone: true }), start({ alone: true })]
    await clock.advance(3_600_000)
    airtable.changeRecord('recA')
    await clock.advance(POLL_MS)

    expect(airtable.count('POST webhooks')).toBe(2)
    expect(airtable.count('DELETE webhook')).toBe(0)
    expect(processes.map((process) => process.told())).toEqual([['recA'], ['recA']])
  })

  test('clear away those of processes that have ended', async () => {
    const { clock, airtable, start } = webhooksFixture()
    for (let index = 0; index < 5; index++) {
      const { webhooks } = start({ alone: true })
      await clock.advance(5_000)
      await webhooks.close()
    }
    start({ alone: true })
    await clock.advance(5_000)
    const before = airtable.hooks.size
    await clock.advance(3 * CHECK_MS)

    expect(before).toBe(6)
    expect(airtable.hooks.size).toBe(1)
  })
})
