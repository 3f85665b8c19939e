import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type SharedBackend, type StoredEntry, StoreError } from '@larder/cache-core'
import { SeededRandom } from '@larder/cache-core/testing'
import { createRedisBackend } from './redis-backend.ts'
import {
  type ChaosProxy,
  type DirectionSettings,
  type RedisServer,
  startChaosProxy,
  startRedis,
} from './testing/index.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 20_000 })

const KEYS = Array.from({ length: 200 }, (_, index) => `k${index}`)
const ROUNDS = 60

let server: RedisServer
let proxy: ChaosProxy
let backend: SharedBackend
const strays: unknown[] = []
const noteStray = (error: unknown) => void strays.push(error)
const PATIENT = { timeout: 10_000, interval: 5 }

beforeAll(async () => {
  server = await startRedis()
  process.on('unhandledRejection', noteStray)
})
afterAll(async () => {
  process.off('unhandledRejection', noteStray)
  await server.close()
})
beforeEach(async () => {
  strays.length = 0
  await server.command('FLUSHALL')
  proxy = await startChaosProxy(server)
  backend = createRedisBackend({ url: proxy.through(server.url), maxConnections: 2 })
  await expect.poll(() => backend.store.status().connected, PATIENT).toBe(true)
  await Promise.all(KEYS.map((key) => backend.store.set(key, entryOf(key))))
})
afterEach(async () => {
  await backend.close()
  await proxy.close()
})

/** Its value names its key, in many lengths. */
function entryOf(key: string): StoredEntry {
  const value = { key, filler: key.repeat(Number(key.slice(1)) % 40) }
  return {
    value,
    createdAt: Date.now(),
    ttlMs: 600_000,
    staleMs: 0,
    stamp: { era: 1, seq: 1, tags: [] },
    loadMs: 1,
  }
}

interface Outcomes {
  good: number
  absent: number
  failed: number
  readonly wrong: string[]
  readonly foreignErrors: unknown[]
}

async function read(key: string, outcomes: Outcomes): Promise<void> {
  try {
    const entry = await backend.store.get(key)
    const found = (entry?.value as { key: string } | undefined)?.key
    if (found === undefined) outcomes.absent++
    else if (found === key) outcomes.good++
    else outcomes.wrong.push(`${key} was answered with ${found}`)
  } catch (error) {
    outcomes.failed++
    if (!(error instanceof StoreError)) outcomes.foreignErrors.push(error)
  }
}

/** Reads and writes of many keys in many batches, mostly several under way. */
async function work(rounds: number): Promise<Outcomes> {
  const outcomes = { good: 0, absent: 0, failed: 0, wrong: [], foreignErrors: [] }
  const random = new SeededRandom(5)
  for (let round = 0; round < rounds; round++) {
    await expect.poll(() => backend.store.status().connected, PATIENT).toBe(true)
    const keys = KEYS.filter(() => random.next() < 0.05)
    const commands = keys.map((key) => read(key, outcomes))
    if (round % 3 === 0)
      commands.push(...keys.map((key) => backend.store.set(key, entryOf(key)).catch(() => {})))
    if (round % 4 === 0) await Promise.all(commands)
    else await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(KEYS.map((key) => read(key, outcomes)))
  return outcomes
}

async function expectRecovery(): Promise<void> {
  const good = async () => {
    const outcomes: Outcomes = { good: 0, absent: 0, failed: 0, wrong: [], foreignErrors: [] }
    await Promise.all(KEYS.map((key) => backend.store.set(key, entryOf(key)).catch(() => {})))
    await Promise.all(KEYS.map((key) => read(key, outcomes)))
    return outcomes.good
  }
  await expect.poll(good, PATIENT).toBe(KEYS.length)
}

describe.each<[string, DirectionSettings]>([
  ['connections are reset in the middle of a reply', { resetAfterBytes: [5_000, 60_000] }],
  ['replies are cut short', { truncateAfterBytes: [5_000, 60_000] }],
  ['there are random bytes between', { insert: { at: [5_000, 60_000], bytes: 16 } }],
  ['bytes are wrong', { corrupt: { at: [5_000, 60_000], bytes: 4 } }],
])('when %s', (_name, fault) => {
  test.each([1, 2, 3])('nothing comes back under another key, and it recovers: seed %i', async (seed) => {
    await proxy.close()
    proxy = await startChaosProxy(server, { port: proxy.port, random: new SeededRandom(seed) })
    await expect.poll(() => backend.store.status().connected, PATIENT).toBe(true)
    await proxy.set({ toClient: fault })

    const outcomes = await work(ROUNDS)

    expect(outcomes).toMatchObject({ wrong: [], foreignErrors: [] })
    expect(outcomes.good).toBeGreaterThan(0)
    expect(outcomes.absent + outcomes.failed).toBeGreaterThan(0)
    await proxy.heal()
    await expectRecovery()
    expect(strays).toEqual([])
  })
})

test.each<[string, DirectionSettings, number]>([
  ['byte by byte', { chopBytes: 1 }, 3],
  ['in small pieces', { chopBytes: 7 }, 20],
  ['many in one', { mergeMs: 3 }, ROUNDS],
])('replies that come %s are whole', async (_name, settings, rounds) => {
  const { connections, toClient } = proxy.counters()
  await proxy.set({ toClient: settings })

  const outcomes = await work(rounds)

  expect(outcomes).toMatchObject({ absent: 0, failed: 0, wrong: [], foreignErrors: [] })
  const after = proxy.counters()
  // One more lane may have been opened, and one connection for sweeps.
  expect(after.connections - connections).toBeLessThanOrEqual(2)
  const delivered = after.toClient.deliveredChunks - toClient.deliveredChunks
  const received = after.toClient.receivedChunks - toClient.receivedChunks
  if (settings.mergeMs === undefined) expect(delivered).toBeGreaterThan(100 * received)
  expect(strays).toEqual([])
})

/**
 * Bytes that are wrong and still are replies: whoever waits gets what was meant for somebody else. An entry does not
 * say under which key it was written, so nobody notices.
 */
describe('a reply that is not ours', () => {
  test.fails.each<[string, DirectionSettings]>([
    ['one too many', { insert: { at: 0, bytes: Buffer.from('*1\r\n$-1\r\n') } }],
    ['one that swallows the next', { corrupt: { at: 1, bytes: Buffer.from('2') } }],
    ['one taken for a message', { corrupt: { at: 0, bytes: Buffer.from('>') } }],
  ])('is noticed: %s', async (_name, fault) => {
    const outcomes = await readOneByOne(fault)

    expect(outcomes).toMatchObject({ wrong: [] })
  })

  test.fails.each<[string, string]>([
    ['a status', '+OK\r\n'],
    ['null', '_\r\n'],
  ])('fails as the store fails: %s', async (_name, reply) => {
    const outcomes = await readOneByOne({ insert: { at: 0, bytes: Buffer.from(reply) } })

    expect(outcomes).toMatchObject({ foreignErrors: [] })
  })
})

/** Three batches under way, whose replies come together. */
async function readOneByOne(fault: DirectionSettings): Promise<Outcomes> {
  const outcomes: Outcomes = { good: 0, absent: 0, failed: 0, wrong: [], foreignErrors: [] }
  await proxy.set({ toClient: { ...fault, stalled: true } })
  const reads: Promise<void>[] = []
  for (const key of KEYS.slice(0, 3)) {
    const { receivedChunks } = proxy.counters().toClient
    reads.push(read(key, outcomes))
    await expect.poll(() => proxy.counters().toClient.receivedChunks, PATIENT).toBeGreaterThan(receivedChunks)
  }
  await proxy.heal()
  await Promise.all(reads)
  return outcomes
}
