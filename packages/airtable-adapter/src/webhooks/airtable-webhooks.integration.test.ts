import { describe, expect, test, vi } from 'vitest'
import { BASE, type LiveProcess, type LiveWebhooks, liveWebhooks, MESA } from './live-webhooks-fixture.ts'

/*
 * Tests wait for intervals most of the time, each with a simulator and processes of its own: they run beside each other.
 */

/** Only what hangs fails by it. */
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 10 })
const following = (process: LiveProcess) => eventually(() => expect(process.state()).toBe('following'))

async function followed(
  live: LiveWebhooks,
  options: Parameters<LiveWebhooks['start']>[0] = {},
): Promise<LiveProcess> {
  const process = await live.start(options)
  await following(process)
  process.forget()
  return process
}

/** How long until the process knows of a change that is made now, in ms. */
async function delayOf(process: LiveProcess, change: () => void): Promise<number> {
  process.forget()
  const startedAt = performance.now()
  change()
  await eventually(() => expect(process.knows(MESA)).toBe(true))
  return performance.now() - startedAt
}

describe.concurrent('a change in the base is told', () => {
  test('within two seconds with pings, though polls are a day apart', async () => {
    await using live = await liveWebhooks()
    const process = await followed(live, { pollIntervalMs: 86_400_000 })
    const delays: number[] = []
    for (let index = 0; index < 3; index++) delays.push(await delayOf(process, live.change))

    expect(Math.max(...delays)).toBeLessThan(2_000)
    expect(process.gaps).toEqual(['not-followed'])
    expect(process.webhooks.status()[0]).toMatchObject({ refusedPings: 0, state: 'following' })
  })

  test('within the interval when pings are dropped', async () => {
    await using live = await liveWebhooks()
    const process = await followed(live, { pollIntervalMs: 1_000 })
    live.simulator.webhooks(BASE).dropPings()

    // The read itself takes part of a second on a busy machine.
    expect(await delayOf(process, live.change)).toBeLessThan(2_000)
    expect(process.webhooks.status()[0]).toMatchObject({ pings: 0 })
  })

  test('within the interval without an address for pings', async () => {
    await using live = await liveWebhooks()
    const process = await followed(live, { pollIntervalMs: 1_000, hasAddress: false })

    expect(await delayOf(process, live.change)).toBeLessThan(2_000)
  })

  test('with what was done to the schema', async () => {
    await using live = await liveWebhooks()
    const process = await followed(live, { pollIntervalMs: 86_400_000 })
    live.simulator.base(BASE).asUser().createField('Mesas', { name: 'Vista', type: 'singleLineText' })

    await eventually(() =>
      expect(process.changes[0]?.changes).toEqual({
        hasNewSchema: true,
        tables: [{ tableId: 'tblMesas000000000', created: [], changed: [], destroyed: [], isWhole: true }],
      }),
    )
  })
})

describe.concurrent('a webhook that has ended is replaced, and the gap is told', () => {
  const quick = { pollIntervalMs: 1_000, checkIntervalMs: 1_000 }
  const end: Readonly<Record<string, (live: LiveWebhooks) => void>> = {
    'hook-expired': (live) => live.simulator.webhooks(BASE).expire(only(live).id),
    'hook-invalid': (live) => live.simulator.webhooks(BASE).invalidate(only(live).id),
    'hook-missing': (live) => live.simulator.webhooks(BASE).delete(only(live).id),
  }

  test.each(Object.keys(end))('%s', async (reason) => {
    await using live = await liveWebhooks()
    const process = await followed(live, quick)
    const former = only(live).id
    end[reason]?.(live)
    // Nobody hears of this one but by the gap.
    live.change()

    await eventually(() => expect(process.gaps).toEqual(['not-followed', reason]))
    expect(await delayOf(process, live.change)).toBeLessThan(2_000)
    expect(only(live).id).not.toBe(former)
  })
})

test.concurrent('notifications that were switched off are switched on again, without a gap', async () => {
  await using live = await liveWebhooks()
  const process = await followed(live, { pollIntervalMs: 1_000, checkIntervalMs: 1_000 })
  live.simulator.webhooks(BASE).setNotifications(only(live).id, false)

  await eventually(() =>
    expect(live.simulator.webhooks(BASE).webhooks[0]?.areNotificationsEnabled).toBe(true),
  )
  expect(process.gaps).toEqual(['not-followed'])
})

describe.concurrent('when Airtable fails', () => {
  test.each(['500', '502', '503', 'reset', 'cut'] as const)(
    'with %s, what changed meanwhile is told afterwards',
    async (kind) => {
      await using live = await liveWebhooks()
      const process = await followed(live, { pollIntervalMs: 1_000 })
      live.simulator.faults.failAll(kind)
      live.change()
      await eventually(() => expect(process.state()).toBe('retrying'))
      const asked = live.simulator.journal.counts.requests
      live.simulator.faults.clear()

      await eventually(() => expect(process.knows(MESA)).toBe(true))
      await following(process)
      expect(live.simulator.journal.counts.requests - asked).toBeLessThan(20)
      expect(process.gaps).toEqual(['not-followed'])
    },
  )

  test('for want of quota, it is left alone', async () => {
    await using live = await liveWebhooks()
    const process = await followed(live, { pollIntervalMs: 1_000 })
    live.simulator.quota.limit = 0
    live.change()
    await eventually(() => expect(process.state()).toBe('out-of-quota'))
    const asked = live.simulator.journal.counts.requests
    live.change()
    live.change()

    expect(live.simulator.journal.counts.requests).toBe(asked)
    expect(process.webhooks.status()[0]?.error).toMatch('PUBLIC_API_BILLING_LIMIT_EXCEEDED')
  })
})

test.concurrent('a request is taken as it comes from Airtable, and others are refused', async () => {
  await using live = await liveWebhooks()
  const process = await followed(live, { pollIntervalMs: 86_400_000 })
  const ask = async (base: string, init: RequestInit) =>
    (await process.webhooks.respondToPing(base, new Request('http://larder/', { method: 'POST', ...init })))
      .status
  const endless = new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(16_384)) })

  expect(await ask(BASE, { body: '{}' })).toBe(401)
  expect(await ask(BASE, {})).toBe(401)
  expect(await ask('appOther', { body: '{}' })).toBe(404)
  expect(await ask(BASE, { body: new Uint8Array(65_537) })).toBe(413)
  expect(await ask(BASE, { body: new Uint8Array(65_536) })).toBe(401)
  expect(await ask(BASE, { body: endless, duplex: 'half' })).toBe(413)
})

function only(live: LiveWebhooks) {
  const [hook, ...others] = live.simulator.webhooks(BASE).webhooks
  if (!hook || others.length > 0) throw new Error(`There are ${others.length + 1} webhooks.`)
  return hook.options
}
