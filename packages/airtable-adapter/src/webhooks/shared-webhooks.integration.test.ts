import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createRedisBackend } from '@larder/redis-adapter'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import { type LiveProcess, type LiveWebhooks, liveWebhooks, MESA } from './live-webhooks-fixture.ts'
import { LOCK_MS } from './follow-pass.ts'
import { SharedWebhookState } from './shared-webhook-state.ts'
import { HOOK, webhookStateContract } from './webhook-state-contract-fixture.ts'

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server.close())
beforeEach(async () => {
  await server.command('FLUSHALL')
})

const CREATIONS = /^POST .*\/webhooks\??$/
const eventually = { timeout: 25_000, interval: 10 }

describe('the state in Redis keeps its contract', () => {
  const setup = async () => {
    const backends: ReturnType<typeof createRedisBackend>[] = []
    const open = async () => {
      const backend = createRedisBackend({ url: server.url, deadlineMs: 5_000 })
      backends.push(backend)
      const state = new SharedWebhookState({ backend, namespace: 'ns', deadlineMs: 5_000 })
      // The first connection is on its way: not what is asked here.
      await expect.poll(() => state.read('none').then(() => 'ready', String), eventually).toBe('ready')
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

describe('two processes on one Redis', () => {
  let live: LiveWebhooks
  beforeEach(async () => {
    live = await liveWebhooks('off')
  })
  afterEach(() => live.close())

  const start = async (options = {}): Promise<LiveProcess> => {
    const process = await live.start({ redisUrl: server.url, pollIntervalMs: 1_000, ...options })
    await expect.poll(process.state, eventually).toBe('following')
    return process
  }
  const polls = () => live.count(/payloads/)
  const knows = (...processes: readonly LiveProcess[]) => processes.some((process) => process.knows(MESA))

  test('poll once in an interval together, and have one webhook', async () => {
    const [one, two] = [await start(), await start()]
    const before = polls()
    const startedAt = performance.now()
    await expect.poll(polls, eventually).toBeGreaterThanOrEqual(before + 5)
    const tookMs = performance.now() - startedAt

    expect(tookMs).toBeGreaterThan(3_900)
    expect(live.count(CREATIONS)).toBe(1)
    expect([...one.gaps, ...two.gaps]).toEqual(['not-followed'])
  })

  test('either takes a ping, and what it tells is told once', async () => {
    const far = { pollIntervalMs: 86_400_000, repeatAfterMs: 0 }
    const [one, two] = [await start(far), await start(far)]
    for (let index = 0; index < 4; index++) {
      const startedAt = performance.now()
      one.forget()
      two.forget()
      live.change()
      await expect.poll(() => knows(one, two), eventually).toBe(true)
      expect(performance.now() - startedAt).toBeLessThan(2_000)
    }

    const statuses = [one, two].flatMap(({ webhooks }) => webhooks.status())
    expect(statuses.map(({ pings }) => pings > 0)).toEqual([true, true])
    expect(statuses.map(({ refusedPings }) => refusedPings)).toEqual([0, 0])
    expect(one.changes.length + two.changes.length).toBe(4)
  })

  test('one that dies while it reads is replaced within the life of its lock', async () => {
    const dying = await start()
    live.simulator.faults.failAll('hang', ({ path }) => path.includes('payloads'))
    const before = polls()
    await expect.poll(polls, eventually).toBeGreaterThan(before)
    const other = await live.start({ redisUrl: server.url, pollIntervalMs: 1_000 })
    await dying.kill()
    const diedAt = performance.now()
    live.simulator.faults.clear()
    live.change()

    await expect.poll(() => knows(other), eventually).toBe(true)
    expect(performance.now() - diedAt).toBeGreaterThan(1_000)
    expect(performance.now() - diedAt).toBeLessThan(LOCK_MS + 2_000)
    expect(other.gaps).toEqual([])
  })

  test('all stop, and what happens meanwhile is told after the restart, without a gap', async () => {
    const first = await start()
    await first.close()
    live.change()

    const second = await start()
    await expect.poll(() => second.knows(MESA), eventually).toBe(true)

    expect(second.gaps).toEqual([])
    expect(live.count(CREATIONS)).toBe(1)
    expect(second.changes.map(({ changes }) => changes.tables[0]?.changed)).toEqual([[MESA]])
  })

  test('Redis is killed: each goes on alone, and together once it is back, though empty', async () => {
    const [one, two] = [await start(), await start()]
    // Both have to know the webhook: they learn it with their first turn.
    await server.kill()
    one.forget()
    two.forget()
    live.change()
    await expect.poll(() => [knows(one), knows(two)], eventually).toEqual([true, true])
    const states = [one.state(), two.state()]
    await server.restart()
    await expect.poll(() => [one.state(), two.state()], eventually).toEqual(['following', 'following'])
    one.forget()
    two.forget()
    live.change()
    await expect.poll(() => knows(one, two), eventually).toBe(true)

    expect(states).toEqual(['alone', 'alone'])
    expect(live.count(CREATIONS)).toBe(1)
    expect([...one.gaps, ...two.gaps]).toEqual(['not-followed'])
  })

  test('nobody tells a secret: neither in status nor in what is asked of Airtable', async () => {
    const one = await start()
    const { secret } = live.simulator.webhooks('appReservasDemo01').webhooks[0]?.options ?? {}
    const told = JSON.stringify([one.webhooks.status(), live.simulator.journal.entries])

    expect(secret?.length).toBe(32)
    expect(told).not.toContain(secret?.toString('base64'))
    expect(told).not.toContain(secret?.toString('hex'))
  })
})
