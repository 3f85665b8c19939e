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
const NOWHERE = { era: 0, term: 0, seq: 0, nonce: 0 }
const REFUSED = { status: 'rejected', reason: { code: 'STORE_UNAVAILABLE' } }
const PATIENT = { timeout: 10_000, interval: 5 }

beforeAll(async () => {
  server = await startRedis()
  process.on('unhandledRejection', noteStray)
  process.on('uncaughtException', noteStray)
})
afterAll(async () => {
  process.off('unhandledRejection', noteStray)
  process.off('uncaughtException', noteStray)
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

/** Bytes that are wrong and still are replies: whoever waits would get what was meant for somebody else. */
describe('a reply that is not ours', () => {
  test.each<[string, DirectionSettings]>([
    ['one too many', { insert: { at: 0, bytes: Buffer.from('*1\r\n$-1\r\n') } }],
    ['one that swallows the next', { corrupt: { at: 1, bytes: Buffer.from('2') } }],
    ['one taken for a message', { corrupt: { at: 0, bytes: Buffer.from('>') } }],
  ])('is noticed, and costs a connection and no entry: %s', async (_name, fault) => {
    const { connections } = proxy.counters()

    const outcomes = await readOneByOne(fault)

    expect(outcomes).toMatchObject({ wrong: [], foreignErrors: [] })
    await expect.poll(() => proxy.counters().connections, PATIENT).toBeGreaterThan(connections)
    await expectAllGood()
  })

  test('is not believed by the log', async () => {
    const log = backend.openLog('ns')
    const { end } = await log.append([{ kind: 'key', target: 'a', effect: 'delete' }], 1, NOWHERE)
    const fault = { insert: { at: 0, bytes: Buffer.from('*1\r\n$-1\r\n') } }

    const ends = await oneByOne(fault, [
      () => log.append([{ kind: 'key', target: 'b', effect: 'delete' }], 2, end),
      () => log.append([{ kind: 'key', target: 'c', effect: 'delete' }], 3, end),
      () => log.readSince(end),
      () => log.snapshot(),
    ])

    expect(ends).toMatchObject(ends.map(() => REFUSED))
  })

  test('is not believed by leases: another caller has got one', async () => {
    const leases = backend.openLeases('ns')
    const lease = (token: string) => ({ token, ttlMs: 1_000, stamp: { era: 1, seq: 1 }, notBefore: 0 })
    // From now on the server knows the script.
    await leases.acquire('other', lease('other'))
    const fault = { insert: { at: 0, bytes: Buffer.from('*3\r\n$3\r\none\r\n:1\r\n:0\r\n') } }

    const ends = await oneByOne(fault, [
      () => leases.acquire('k', lease('one')),
      () => leases.acquire('k', lease('two')),
    ])

    expect(ends).toMatchObject([{ value: { acquired: true } }, REFUSED])
  })

  test('is not believed by writes', async () => {
    const fault = { insert: { at: 0, bytes: Buffer.from('+OK\r\n') } }

    const ends = await oneByOne(fault, [() => backend.store.set('k1', entryOf('k1'))])

    expect(ends).toMatchObject([REFUSED])
  })

  test.each([
    ['a null that nobody waits for', '*1\r\n$-1\r\n_\r\n'],
    ['a message of nothing', '>1\r\n$-1\r\n'],
    ['a message without a channel', '>1\r\n$9\r\nsubscribe\r\n'],
  ])('costs a connection, and not the process: %s', async (_name, reply) => {
    const { connections } = proxy.counters()

    await readOneByOne({ insert: { at: 0, bytes: Buffer.from(reply) } }, ['absent'])

    await expect.poll(() => proxy.counters().connections, PATIENT).toBeGreaterThan(connections)
    await expectAllGood()
    expect(strays).toEqual([])
  })

  test('an entry that is damaged in Redis costs no connection', async () => {
    await server.command('RENAME', 'k1', 'k2')
    const { connections } = proxy.counters()

    expect(await backend.store.get('k2')).toBeUndefined()

    await expect.poll(() => server.command('EXISTS', 'k2'), PATIENT).toBe(0)
    expect(proxy.counters().connections).toBe(connections)
  })

  test.each<[string, string]>([
    ['a status', '+OK\r\n'],
    ['null', '_\r\n'],
  ])('fails as the store fails: %s', async (_name, reply) => {
    const outcomes = await readOneByOne({ insert: { at: 0, bytes: Buffer.from(reply) } })

    expect(outcomes).toMatchObject({ wrong: [], foreignErrors: [] })
    await expectAllGood()
  })
})

/** Without writing anything: whatever was read for others has removed nothing. */
async function expectAllGood(): Promise<void> {
  const good = async () => {
    const outcomes: Outcomes = { good: 0, absent: 0, failed: 0, wrong: [], foreignErrors: [] }
    await Promise.all(KEYS.map((key) => read(key, outcomes)))
    return outcomes.good
  }
  await expect.poll(good, PATIENT).toBe(KEYS.length)
}

async function readOneByOne(fault: DirectionSettings, keys = KEYS.slice(0, 3)): Promise<Outcomes> {
  const outcomes: Outcomes = { good: 0, absent: 0, failed: 0, wrong: [], foreignErrors: [] }
  await oneByOne(
    fault,
    keys.map((key) => () => read(key, outcomes)),
  )
  return outcomes
}

/** Several calls under way, whose replies come together. */
async function oneByOne(
  fault: DirectionSettings,
  calls: readonly (() => Promise<unknown>)[],
): Promise<readonly PromiseSettledResult<unknown>[]> {
  await proxy.set({ toClient: { ...fault, stalled: true } })
  const answers: Promise<unknown>[] = []
  for (const call of calls) {
    const { receivedChunks } = proxy.counters().toClient
    answers.push(call())
    await expect.poll(() => proxy.counters().toClient.receivedChunks, PATIENT).toBeGreaterThan(receivedChunks)
  }
  const ends = Promise.allSettled(answers)
  await proxy.heal()
  return ends
}
