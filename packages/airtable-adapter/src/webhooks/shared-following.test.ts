import { describe, expect, test, vi } from 'vitest'
import { ChaosBackend } from '@larder/cache-core/testing'
import { LocalWebhookState } from './local-webhook-state.ts'
import { LOCK_MS } from './follow-pass.ts'
import { DAY_MS, type FakeProcess, webhooksFixture, type WebhooksFixture } from './webhooks-fixture.ts'

const POLL_MS = 30_000

describe('processes on one state', () => {
  test('share one webhook, and poll once in an interval together', async () => {
    const { clock, airtable, start } = webhooksFixture()
    for (let index = 0; index < 4; index++) start()
    await clock.advance(10_000)
    const before = airtable.count('GET payloads')
    await clock.advance(20 * POLL_MS)

    expect(airtable.hooks.size).toBe(1)
    expect(airtable.count('GET payloads') - before).toBeGreaterThanOrEqual(19)
    expect(airtable.count('GET payloads') - before).toBeLessThanOrEqual(21)
    expect(airtable.mostAtOnce).toBe(1)
  })

  test('each takes pings, though another one made the webhook', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const [first, second] = [start(), start()]
    await clock.advance(10_000)
    airtable.changeRecord('recA')

    const status = await ping(second, airtable.only)
    await clock.advance(100)

    expect(status).toBe(204)
    expect([...first.told(), ...second.told()]).toEqual(['recA'])
  })

  test('pinged all at once, they read once a second together, and what changed is told within two', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const processes = [start(), start(), start(), start()]
    await clock.advance(10_000)
    const before = airtable.count('GET payloads')
    const late: string[] = []
    for (let index = 0; index < 400; index++) {
      const id = `rec${index}`
      if (index % 40 === 0) airtable.changeRecord(id)
      for (const process of processes) await ping(process, airtable.only)
      await clock.advance(50)
      const due = index - 40
      if (due >= 0 && due % 40 === 0 && !processes.some((process) => process.told().includes(`rec${due}`)))
        late.push(`rec${due}`)
    }

    expect(late).toEqual([])
    // Twenty seconds, and a poll.
    expect(airtable.count('GET payloads') - before).toBeLessThanOrEqual(23)
    expect(airtable.count('GET payloads') - before).toBeGreaterThanOrEqual(17)
  })

  test('pinged once each, they do not all read: whoever reads after a ping does so for its receiver', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const processes = Array.from({ length: 8 }, () => start())
    await clock.advance(10_000)
    const before = airtable.count('GET payloads')
    for (const process of processes) await ping(process, airtable.only)
    await clock.advance(12_000)

    expect(airtable.count('GET payloads') - before).toBeLessThanOrEqual(6)
  })

  test('what somebody read before a ping does not answer it', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const [first, second] = [start({ pollIntervalMs: DAY_MS }), start({ pollIntervalMs: DAY_MS })]
    await clock.advance(10_000)
    await ping(first, airtable.only)
    await clock.advance(200)
    await first.webhooks.close()
    airtable.changeRecord('recA')

    await ping(second, airtable.only)
    await clock.advance(1_000)

    expect(second.told()).toEqual(['recA'])
  })

  test('one that starts while others read reads all the same: it has to know the webhook', async () => {
    const { clock, start } = webhooksFixture()
    const state = new LocalWebhookState()
    vi.spyOn(state, 'takeTurn').mockResolvedValue(500)
    const { webhooks } = start({ state })
    await clock.advance(5_000)

    expect(webhooks.status()[0]).toMatchObject({ state: 'following', webhookId: 'ach1' })
  })

  test('read one at a time: a ping during a read of another is read after it', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const [first, second] = [start(), start()]
    await clock.advance(10_000)
    airtable.latencyMs = 500
    await ping(first, airtable.only)
    await clock.advance(600)
    await ping(first, airtable.only)
    await clock.advance(420)
    airtable.changeRecord('recA')
    await ping(second, airtable.only)
    await clock.advance(2_000)

    expect([...first.told(), ...second.told()]).toEqual(['recA'])
    expect(airtable.mostAtOnce).toBe(1)
  })

  test('one that dies while it reads is replaced within the life of its lock', async () => {
    const { clock, airtable, backend, start, ping } = webhooksFixture()
    const dying = new ChaosBackend(backend)
    const [first, second] = [start({ backend: dying }), start()]
    await clock.advance(10_000)
    airtable.latencyMs = 60_000
    await ping(first, airtable.only)
    await clock.advance(100)
    // Gone without a word: neither its lock nor its request is heard of again.
    dying.lines.inject({ kind: 'fail' })
    void first.webhooks.close()
    airtable.latencyMs = 20
    airtable.changeRecord('recA')

    await ping(second, airtable.only)
    await clock.advance(10_500)

    expect(second.told()).toEqual(['recA'])
  })
})

describe('the lock', () => {
  test('is renewed for as long as a read takes', async () => {
    const { clock, airtable, start, ping } = webhooksFixture()
    const [first, second] = [start(), start()]
    await clock.advance(10_000)
    airtable.latencyMs = 3 * LOCK_MS
    await ping(first, airtable.only)
    await clock.advance(100)

    await ping(second, airtable.only)
    await clock.advance(2 * LOCK_MS)

    expect(airtable.mostAtOnce).toBe(1)
  })

  test('that was lost ends the read: somebody else goes on, and nobody has failed', async () => {
    const { clock, airtable, backend, start, ping } = webhooksFixture()
    const cut = new ChaosBackend(backend)
    const [first, second] = [start({ backend: cut }), start()]
    await clock.advance(10_000)
    airtable.latencyMs = 6 * LOCK_MS
    airtable.changeRecord('recA')
    await ping(first, airtable.only)
    await clock.advance(100)
    // It cannot renew it for a while, and hears afterwards that it is somebody else's.
    cut.lines.inject({ kind: 'fail' })
    await clock.advance(LOCK_MS)
    airtable.latencyMs = 20
    await ping(second, airtable.only)
    await clock.advance(2_000)
    cut.lines.inject({ kind: 'none' })
    const states = new Set<string | undefined>()
    for (let waitedMs = 0; waitedMs < LOCK_MS; waitedMs += 100) {
      await clock.advance(100)
      states.add(first.webhooks.status()[0]?.state)
    }
    await clock.advance(2 * POLL_MS)

    expect(states).toEqual(new Set(['following']))
    expect(first.told()).toEqual([])
    expect(second.told()).toEqual(['recA'])
  })
})

describe('after a restart', () => {
  const restarted = async (
    { clock, airtable, start }: WebhooksFixture,
    downMs: number,
  ): Promise<FakeProcess> => {
    const first = start()
    await clock.advance(10_000)
    airtable.changeRecord('recBefore')
    await clock.advance(POLL_MS)
    await first.webhooks.close()
    airtable.changeRecord('recMeanwhile')
    await clock.advance(downMs)
    return start()
  }

  test('it goes on where it was, without a gap, and is told what happened meanwhile', async () => {
    const fixture = webhooksFixture()
    const second = await restarted(fixture, 3_600_000)
    await fixture.clock.advance(1_000)

    expect(second.gaps).toEqual([])
    expect(second.told()).toEqual(['recMeanwhile'])
    expect(fixture.airtable.count('POST webhooks')).toBe(1)
  })

  test('a state that answers only after a while is waited for: there is no gap', async () => {
    const { clock, airtable, backend, start } = webhooksFixture()
    const first = start()
    await clock.advance(10_000)
    await first.webhooks.close()
    airtable.changeRecord('recA')
    const chaos = new ChaosBackend(backend)
    chaos.lines.inject({ kind: 'fail' })
    const second = start({ backend: chaos })
    await clock.advance(3_000)
    chaos.lines.inject({ kind: 'none' })
    await clock.advance(10_000)

    expect(second.gaps).toEqual([])
    expect(second.told()).toEqual(['recA'])
  })

  test('a gap that was not dealt with is told again', async () => {
    const { clock, start } = webhooksFixture()
    const first = start({ receiver: { onChange: () => {}, onGap: () => new Promise(() => {}) } })
    await clock.advance(1_000)
    await first.webhooks.close()
    await clock.advance(15_000)

    const second = start()
    await clock.advance(1_000)

    expect(second.gaps.map(({ reason }) => reason)).toEqual(['not-followed'])
  })
})

describe('without the shared state', () => {
  test.each(['fail', 'hang'] as const)(
    'each goes on alone when it is lost (%s), and together when it is back',
    async (kind) => {
      const { clock, airtable, backend, start } = webhooksFixture()
      const chaos = [new ChaosBackend(backend), new ChaosBackend(backend)]
      const processes = chaos.map((one) => start({ backend: one }))
      await clock.advance(10_000)
      for (const { lines } of chaos) lines.inject({ kind })
      airtable.changeRecord('recA')
      await clock.advance(2 * POLL_MS)
      const alone = processes.map((process) => process.webhooks.status()[0]?.state)
      const told = processes.map((process) => process.told())
      for (const { lines } of chaos) lines.inject({ kind: 'none' })
      await clock.advance(4 * POLL_MS)
      airtable.changeRecord('recB')
      await clock.advance(POLL_MS + 1_000)

      expect(alone).toEqual(['alone', 'alone'])
      expect(told).toEqual([['recA'], ['recA']])
      expect(processes.flatMap((process) => process.told())).toContain('recB')
      expect(processes.map((process) => process.webhooks.status()[0]?.state)).toEqual([
        'following',
        'following',
      ])
      expect(airtable.count('POST webhooks')).toBe(1)
      expect(processes.flatMap(({ gaps }) => gaps)).toHaveLength(1)
    },
  )

  test('a webhook that ends is not replaced by each of them: they wait, and one does', async () => {
    const { clock, airtable, backend, start } = webhooksFixture()
    const chaos = [new ChaosBackend(backend), new ChaosBackend(backend)]
    const processes = chaos.map((one) => start({ backend: one }))
    await clock.advance(10_000)
    for (const { lines } of chaos) lines.inject({ kind: 'fail' })
    airtable.hooks.clear()
    await clock.advance(5 * POLL_MS)
    const created = airtable.count('POST webhooks')
    const [status] = processes[0]?.webhooks.status() ?? []
    for (const { lines } of chaos) lines.inject({ kind: 'none' })
    await clock.advance(3 * POLL_MS)

    expect(created).toBe(1)
    expect(status).toMatchObject({
      state: 'retrying',
      error: 'Base appA has no webhook to follow, and none is made while the shared state cannot be read.',
    })
    expect(airtable.hooks.size).toBe(1)
    expect(processes.flatMap(({ gaps }) => gaps.map(({ reason }) => reason))).toEqual([
      'not-followed',
      'hook-missing',
    ])
  })

  test('one that starts meanwhile reads the webhook that is there, and gets one with a secret afterwards', async () => {
    const { clock, airtable, backend, start, ping } = webhooksFixture()
    await start().webhooks.close()
    const first = start()
    await clock.advance(15_000)
    await first.webhooks.close()
    const chaos = new ChaosBackend(backend)
    chaos.lines.inject({ kind: 'fail' })

    const late = start({ backend: chaos })
    await clock.advance(20_000)
    airtable.changeRecord('recA')
    await clock.advance(POLL_MS)
    const told = late.told()
    const refused = await ping(late, airtable.only)
    chaos.lines.inject({ kind: 'none' })
    await clock.advance(2 * POLL_MS)

    expect(told).toEqual(['recA'])
    expect(refused).toBe(401)
    expect(await ping(late, airtable.only)).toBe(204)
    expect(late.gaps).toHaveLength(1)
    expect(airtable.count('POST webhooks')).toBe(1)
  })

  test('nobody deletes a webhook that another may have made', async () => {
    const { clock, airtable, backend, start } = webhooksFixture()
    const chaos = new ChaosBackend(backend)
    const process = start({ backend: chaos, checkIntervalMs: POLL_MS })
    await clock.advance(10_000)
    chaos.lines.inject({ kind: 'fail' })
    airtable.make('https://larder.example.com/hooks/appA', {})
    await clock.advance(5 * POLL_MS)
    const then = airtable.hooks.size
    chaos.lines.inject({ kind: 'none' })
    await clock.advance(3 * POLL_MS)

    expect(process.webhooks.status()[0]?.state).toBe('following')
    expect([then, airtable.hooks.size]).toEqual([2, 1])
  })

  test('one whose state is flushed goes on by what it remembers', async () => {
    const { clock, airtable, backend, start } = webhooksFixture()
    const process = start()
    await clock.advance(10_000)
    backend.flush()
    airtable.changeRecord('recA')
    await clock.advance(POLL_MS)
    await process.webhooks.close()
    const next = start()
    await clock.advance(1_000)

    expect(process.told()).toEqual(['recA'])
    expect([...process.gaps, ...next.gaps]).toHaveLength(1)
    expect(airtable.count('POST webhooks')).toBe(1)
  })

  test('one that was found alone is replaced when the state comes back empty: nobody knows its secret', async () => {
    const { clock, airtable, backend, start, ping } = webhooksFixture()
    const chaos = new ChaosBackend(backend)
    chaos.lines.inject({ kind: 'fail' })
    airtable.make('https://larder.example.com/hooks/appA', {
      options: { filters: { dataTypes: ['tableData', 'tableFields', 'tableMetadata'] } },
    })
    const process = start({ backend: chaos })
    await clock.advance(20_000)
    chaos.lines.inject({ kind: 'none' })
    await clock.advance(2 * POLL_MS)

    expect(process.gaps.map(({ reason }) => reason)).toEqual(['state-lost', 'state-lost'])
    expect(await ping(process, airtable.only)).toBe(204)
  })
})
