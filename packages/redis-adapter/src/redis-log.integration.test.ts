import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Barrier, LogAnswer, LogPosition, SharedBackend } from '@larder/cache-core'
import { invalidationLogContract, leaseBrokerContract } from '@larder/cache-core/testing'
import { Redis } from 'ioredis'
import { barrierToText } from './barrier-text.ts'
import { barriersFromPayload } from './barriers-payload.ts'
import { createRedisBackend } from './redis-backend.ts'
import { type RedisServer, startRedis } from './testing/index.ts'

let server: RedisServer
let raw: Redis
beforeAll(async () => {
  server = await startRedis()
  raw = new Redis(server.url)
})
afterAll(async () => {
  raw.disconnect()
  await server.close()
})

/** Processes that share an empty server, patient: these tests ask what happens, not how fast. */
async function processes(): Promise<{
  readonly start: () => SharedBackend
  readonly stop: () => Promise<void>
}> {
  await raw.flushall()
  const started: SharedBackend[] = []
  const start = () => {
    const backend = createRedisBackend({ url: server.url, deadlineMs: 5_000 })
    started.push(backend)
    return backend
  }
  const first = start()
  await expect.poll(() => first.store.status().connected, { interval: 5 }).toBe(true)
  return {
    start: () => started[0] ?? first,
    stop: async () => {
      await Promise.all(started.map((backend) => backend.close()))
    },
  }
}

describe('keeps the invalidation log contract', () => {
  const setup = async () => {
    const { start, stop } = await processes()
    return {
      open: () => start().openLog('ns'),
      flush: async () => void (await raw.flushall()),
      trim: async () => void (await raw.xtrim('{ns}:log', 'MAXLEN', 1)),
      loseTail: () => loseTail(),
      close: stop,
    }
  }
  for (const { name, run } of invalidationLogContract(setup)) test(name, run)
})

function barriersOf({ records }: LogAnswer): readonly Barrier[] {
  return typeof records === 'string' ? [] : records.flatMap(({ barriers }) => barriers)
}

/** What a replica has that did not get the last record, once it has taken over. */
async function loseTail(): Promise<void> {
  const [newest] = await raw.xrevrange('{ns}:log', '+', '-', 'COUNT', 1)
  const [id = '', fields = []] = newest ?? []
  await raw.xdel('{ns}:log', id)
  await raw.hset('{ns}:barriers', { '#seq': Number.parseInt(id, 10) - 1, '#server': 'another' })
  for (const text of barriersFromPayload(fields[3] ?? '').map(barrierToText))
    await raw.hdel('{ns}:barriers', text)
}

describe('keeps the lease contract', () => {
  const setup = async () => {
    const { start, stop } = await processes()
    return {
      open: async () => {
        const leases = start().openLeases('ns')
        const isListening = async () => {
          const [, count] = (await raw.pubsub('NUMSUB', '{ns}:leases')) as [string, number]
          return count > 0
        }
        leases.listen({ released: () => {}, wanted: () => {} })
        await expect.poll(isListening, { interval: 5 }).toBe(true)
        return leases
      },
      pass: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
      close: stop,
    }
  }
  for (const { name, run } of leaseBrokerContract(setup)) test(name, run)
})

const key = (target: string): Barrier => ({ kind: 'key', target, effect: 'delete' })
const NOWHERE = { era: 0, term: 0, seq: 0, nonce: 0 }

test('a full generation of barriers is followed by another, the one before is forgotten, and the floor says so', async () => {
  const { start, stop } = await processes()
  const log = start().openLog('ns')
  const fill = async (name: string) => {
    for (let batch = 0; batch < 6; batch++)
      await log.append(
        Array.from({ length: 1_000 }, (_, index) => key(`${name}:${batch}:${index}`)),
        1,
        NOWHERE,
      )
  }

  await fill('first')
  const one = await log.snapshot()
  await fill('second')
  await fill('third')
  const three = await log.snapshot()

  expect(one).toMatchObject({ floor: 0 })
  expect(one.barriers).toHaveLength(6_000)
  expect(three.floor).toBeGreaterThan(0)
  expect(three.barriers.length).toBeLessThan(13_000)
  const forgotten = 18_000 - three.barriers.length
  expect(forgotten).toBeGreaterThan(0)
  expect(Math.min(...three.barriers.map(({ seq }) => seq))).toBeLessThanOrEqual(three.floor + 1)
  await stop()
})

test('a generation that Redis has evicted raises the floor; without the newest one a new era begins', async () => {
  const { start, stop } = await processes()
  const log = start().openLog('ns')
  for (let batch = 0; batch < 8; batch++)
    await log.append(
      Array.from({ length: 1_000 }, (_, index) => key(`${batch}:${index}`)),
      1,
      NOWHERE,
    )
  const before = await log.snapshot()
  expect(before.floor).toBe(0)

  await raw.del('{ns}:barriers:old')
  const without = await log.snapshot()
  await raw.del('{ns}:barriers')
  const after = await log.snapshot()

  expect(without.end.era).toBe(before.end.era)
  expect(without.floor).toBeGreaterThan(4)
  expect(after.end.era).not.toBe(before.end.era)
  expect(after.barriers).toEqual([])
  expect(await raw.xlen('{ns}:log')).toBe(0)
  await stop()
})

test('a record that is another one than was seen under its number begins a new era, where the server hides who it is', async () => {
  const { start, stop } = await processes()
  const log = start().openLog('ns')
  const { end } = await log.readSince(NOWHERE)
  const first = await log.append([key('a')], 1, end)
  const second = await log.append([key('b')], 2, first.end)
  await raw.hset('{ns}:barriers', { '#seq': 1, '#nonce': 1 })
  expect((await log.readSince(second.end)).records).toBe('diverged')

  await raw.del('{ns}:log')
  await log.append([key('c')], 3, first.end)
  expect((await log.readSince(second.end)).records).toBe('diverged')
  await log.append([key('d')], 4, first.end)

  expect((await log.readSince(second.end)).records).toBe('diverged')
  await stop()
})

test('a restart that brings the log back begins a new term', async () => {
  const own = await startRedis({ args: ['--appendonly', 'yes'] })
  const backend = createRedisBackend({ url: own.url, deadlineMs: 5_000 })
  try {
    const connected = () => backend.store.status().connected
    await expect.poll(connected, { interval: 5 }).toBe(true)
    const log = backend.openLog('ns')
    const { end } = await log.append([key('a')], 1, NOWHERE)
    await own.restart()
    await expect.poll(connected, { interval: 5 }).toBe(true)

    const after = await log.readSince(end)

    expect(after.end).toMatchObject({ era: end.era, term: after.end.seq })
    expect(after.records).toEqual([])
    expect((await log.snapshot()).barriers).toEqual([{ seq: 1, barrier: key('a') }])
  } finally {
    await backend.close()
    await own.close()
  }
})

test('an answer has at most half a megabyte of barriers: whoever missed more reads the snapshot', async () => {
  const { start, stop } = await processes()
  const log = start().openLog('ns')
  const ends = [(await log.readSince(NOWHERE)).end]
  const bulk = (seq: number) =>
    Array.from({ length: 500 }, (_, index) => key(`${seq}:${index}`.padEnd(200, '.')))
  for (let seq = 1; seq <= 8; seq++)
    ends.push((await log.append(bulk(seq), seq, ends.at(-1) as LogPosition)).end)

  const [beginning, , , , , , late] = ends as [LogPosition, ...LogPosition[]]
  expect((await log.readSince(beginning)).records).toBe('gap')
  expect((await log.append([key('a')], 9, beginning)).records).toBe('gap')
  expect(barriersOf(await log.readSince(late as LogPosition))).toEqual([...bulk(7), ...bulk(8), key('a')])
  expect((await log.snapshot()).barriers).toHaveLength(4_001)
  await stop()
})

test('an answer has at most a thousand records, and all of them', async () => {
  const { start, stop } = await processes()
  const log = start().openLog('ns')
  const { end: beginning } = await log.readSince(NOWHERE)
  let end = beginning
  for (let seq = 1; seq <= 1_000; seq++) ({ end } = await log.append([key(`${seq}`)], seq, end))

  const all = Array.from({ length: 1_000 }, (_, index) => key(`${index + 1}`))
  expect(barriersOf(await log.readSince(beginning))).toEqual(all)
  await log.append([key('last')], 1_001, end)
  expect((await log.readSince(beginning)).records).toBe('gap')
  await stop()
})

test('scripts that the server has forgotten are sent again', async () => {
  const { start, stop } = await processes()
  const log = start().openLog('ns')
  const { end } = await log.readSince(NOWHERE)
  await log.append([key('a')], 1, end)

  await raw.script('FLUSH')
  await log.append([key('b')], 2, end)

  expect((await log.snapshot()).barriers).toHaveLength(2)
  await stop()
})

test('what another version wrote into the log covers everything, to be safe', async () => {
  const { start, stop } = await processes()
  const log = start().openLog('ns')
  const { end } = await log.readSince(NOWHERE)
  await raw.hset('{ns}:barriers', { '#seq': 1, '#nonce': 9 })
  await raw.xadd('{ns}:log', '1-0', 'n', '9', 'b', '["dga*b*c*"]')

  const { records } = await log.readSince(end)

  expect(records).toEqual([
    { seq: 1, nonce: 9, barriers: [{ kind: 'prefix', target: '', effect: 'delete' }] },
  ])
  await stop()
})
