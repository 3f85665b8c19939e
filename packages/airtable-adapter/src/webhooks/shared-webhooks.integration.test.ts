import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createRedisBackend } from '@larder/redis-adapter'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import { type LiveProcess, type LiveWebhooks, liveWebhooks, MESA } from './live-webhooks-fixture.ts'
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

const eventually = { timeout: 25_000, interval: 10 }

describe('the state in Redis keeps its contract', () => {
  const setup = async () => {
    const backends: ReturnType<typeof createRedisBackend>[] = []
    const open = () => {
      const backend = createRedisBackend({ url: server.url, deadlineMs: 5_000 })
      backends.push(backend)
      return new SharedWebhookState({ backend, namespace: 'ns', deadlineMs: 5_000 })
    }
    const close = async () => {
      await Promise.all(backends.map((backend) => backend.close()))
    }
    // The first connection is on its way: not what is asked here.
    const probe = open()
    await expect.poll(() => probe.read('none').then(() => 'ready', String), eventually).toBe('ready')
    return { open, pass: (ms: number) => sleep(ms), close }
  }
  for (const { name, run } of webhookStateContract(setup, true)) test(name, run)

  test('under keys that users of the cache have rights to, and that clearing the cache leaves alone', async () => {
    const { open, close } = await setup()
    const state = open()
    await state.write('appA', HOOK)
    await state.takeTurn('appA', 10_000)
    await state.lock('appA', 10_000)
    const keys = (await server.command('KEYS', '*')) as readonly string[]
    await close()

    expect([...keys].sort()).toEqual([
      'ns~lease: webhook:appA:lock',
      'ns~lease: webhook:appA:turn',
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
    expect(live.simulator.journal.entries.filter(({ method }) => method === 'POST')).toHaveLength(1)
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

  test('one that dies is replaced within the life of its lock', async () => {
    const [dying, other] = [await start(), await start()]
    await dying.kill()
    other.forget()
    live.change()

    await expect.poll(() => knows(other), { ...eventually, timeout: 13_000 }).toBe(true)
    expect(other.gaps).toEqual([])
  })

  test('all stop, and what happens meanwhile is told after the restart, without a gap', async () => {
    const first = await start()
    await first.close()
    live.change()
    const hookBefore = live.count(/POST .*webhooks$/)

    const second = await start()
    await expect.poll(() => second.knows(MESA), eventually).toBe(true)

    expect(second.gaps).toEqual([])
    expect(live.count(/POST .*webhooks$/)).toBe(hookBefore)
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
    expect(live.count(/POST .*webhooks$/)).toBe(1)
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
