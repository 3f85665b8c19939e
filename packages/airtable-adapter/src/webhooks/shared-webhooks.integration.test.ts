import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createRedisBackend } from '@larder/redis-adapter'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import { type LiveProcess, liveWebhooks, MESA } from './live-webhooks-fixture.ts'
import { LOCK_MS } from './follow-pass.ts'
import { SharedWebhookState } from './shared-webhook-state.ts'
import { HOOK, webhookStateContract } from './webhook-state-contract-fixture.ts'

const CREATIONS = /^POST .*\/webhooks\??$/
/** Only what hangs fails by it. */
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 25_000, interval: 10 })

describe('the state in Redis keeps its contract', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    await server.command('FLUSHALL')
  })

  const setup = async () => {
    const backends: ReturnType<typeof createRedisBackend>[] = []
    const open = async () => {
      const backend = createRedisBackend({ url: server.url, deadlineMs: 5_000 })
      backends.push(backend)
      const state = new SharedWebhookState({ backend, namespace: 'ns', deadlineMs: 5_000 })
      // The first connection is on its way: not what is asked here.
      await eventually(() => state.read('none'))
      return state
    }
    const close = async () => {
      await Promise.all(backends.map((backend) => backend.close()))
    }
    return { open, pass: (ms: number) => sleep(ms), close }
  }
  for (const { name, run } of webhookStateContract(setup, true)) test(name, run)

  test('under keys that users of the cache have rights to, and that clearing the cache leaves alone', async () => {
    const { open, close } = await setup()
    const state = await open()
    await state.write('appA', HOOK)
    await state.takeTurn('appA', 10_000)
    await state.lock('appA', 10_000)
    const keys = (await server.command('KEYS', '*')) as readonly string[]
    await close()

    expect([...keys].sort()).toEqual([
      'ns~lease: webhook:appA:lock',
      'ns~lease: webhook:appA:turn:10000',
      '{ns}:webhook:appA',
    ])
    expect(await server.command('PTTL', '{ns}:webhook:appA')).toBeGreaterThan(13 * 86_400_000)
  })
})

describe.concurrent('two processes on one Redis', () => {
  test('poll once in an interval together, and have one webhook', async () => {
    await using stage = await openStage()
    const { live, polls, start } = stage
    const [one, two] = [await start(), await start()]
    const before = polls()
    const startedAt = performance.now()
    await eventually(() => expect(polls()).toBeGreaterThanOrEqual(before + 5))
    const tookMs = performance.now() - startedAt

    expect(tookMs).toBeGreaterThan(3_900)
    expect(live.count(CREATIONS)).toBe(1)
    expect([...one.gaps, ...two.gaps]).toEqual(['not-followed'])
  })

  test('either takes a ping, and what it tells is told once', async () => {
    await using stage = await openStage()
    const { live, start } = stage
    const far = { pollIntervalMs: 86_400_000, repeatAfterMs: 0 }
    const [one, two] = [await start(far), await start(far)]
    for (let index = 0; index < 4; index++) {
      const startedAt = performance.now()
      one.forget()
      two.forget()
      live.change()
      await eventually(() => expect(knows(one, two)).toBe(true))
      expect(performance.now() - startedAt).toBeLessThan(2_000)
    }

    const statuses = [one, two].flatMap(({ webhooks }) => webhooks.status())
    expect(statuses.map(({ pings }) => pings > 0)).toEqual([true, true])
    expect(statuses.map(({ refusedPings }) => refusedPings)).toEqual([0, 0])
    expect(one.changes.length + two.changes.length).toBe(4)
  })

  test('one that dies while it reads is replaced within the life of its lock', async () => {
    await using stage = await openStage()
    const { server, live, polls, start } = stage
    const dying = await start()
    live.simulator.faults.failAll('hang', ({ path }) => path.includes('payloads'))
    const before = polls()
    await eventually(() => expect(polls()).toBeGreaterThan(before))
    const other = await live.start({ redisUrl: server.url, pollIntervalMs: 1_000 })
    await dying.kill()
    const diedAt = performance.now()
    live.simulator.faults.clear()
    live.change()

    await eventually(() => expect(knows(other)).toBe(true))
    expect(performance.now() - diedAt).toBeGreaterThan(1_000)
    expect(performance.now() - diedAt).toBeLessThan(LOCK_MS + 2_000)
    expect(other.gaps).toEqual([])
  })

  test('all stop, and what happens meanwhile is told after the restart, without a gap', async () => {
    await using stage = await openStage()
    const { live, start } = stage
    const first = await start()
    await first.close()
    live.change()

    const second = await start()
    await eventually(() => expect(second.knows(MESA)).toBe(true))

    expect(second.gaps).toEqual([])
    expect(live.count(CREATIONS)).toBe(1)
    expect(second.changes.map(({ changes }) => changes.tables[0]?.changed)).toEqual([[MESA]])
  })

  test('Redis is killed: each goes on alone, and together once it is back, though empty', async () => {
    await using stage = await openStage()
    const { server, live, start } = stage
    const [one, two] = [await start(), await start()]
    // Both have to know the webhook: they learn it with their first turn.
    await server.kill()
    one.forget()
    two.forget()
    live.change()
    await eventually(() => expect([knows(one), knows(two)]).toEqual([true, true]))
    const states = [one.state(), two.state()]
    await server.restart()
    await eventually(() => expect([one.state(), two.state()]).toEqual(['following', 'following']))
    one.forget()
    two.forget()
    live.change()
    await eventually(() => expect(knows(one, two)).toBe(true))

    expect(states).toEqual(['alone', 'alone'])
    expect(live.count(CREATIONS)).toBe(1)
    expect([...one.gaps, ...two.gaps]).toEqual(['not-followed'])
  })

  test('nobody tells a secret: neither in status nor in what is asked of Airtable', async () => {
    await using stage = await openStage()
    const { live, start } = stage
    const one = await start()
    const { secret } = live.simulator.webhooks('appReservasDemo01').webhooks[0]?.options ?? {}
    const told = JSON.stringify([one.webhooks.status(), live.simulator.journal.entries])

    expect(secret?.length).toBe(32)
    expect(told).not.toContain(secret?.toString('base64'))
    expect(told).not.toContain(secret?.toString('hex'))
  })
})

/** With a Redis and a base of their own, these tests wait for intervals and locks beside each other. */
async function openStage() {
  const server = await startRedis()
  const live = await liveWebhooks('off')
  return {
    server,
    live,
    polls: () => live.count(/payloads/),
    start: async (options = {}): Promise<LiveProcess> => {
      const process = await live.start({ redisUrl: server.url, pollIntervalMs: 1_000, ...options })
      await eventually(() => expect(process.state()).toBe('following'))
      return process
    },
    [Symbol.asyncDispose]: async () => {
      await live.close()
      await server.close()
    },
  }
}

function knows(...processes: readonly LiveProcess[]): boolean {
  return processes.some((process) => process.knows(MESA))
}
