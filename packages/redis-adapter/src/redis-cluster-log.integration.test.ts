import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Barrier, InvalidationLog, LogPosition } from '@larder/cache-core'
import { createRedisBackend } from './redis-backend.ts'
import { type RedisCluster, type RedisServer, type SlotMigration, startCluster } from './testing/index.ts'

let cluster: RedisCluster
beforeAll(async () => {
  cluster = await startCluster({ replicas: 0, fullCoverageRequired: false })
})
afterAll(() => cluster.close())

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const NOWHERE: LogPosition = { era: 0, term: 0, seq: 0, nonce: 0 }
const deleted = (target: string): Barrier => ({ kind: 'key', target, effect: 'delete' })
const replaced = (target: string): Barrier => ({ kind: 'key', target, effect: 'replace' })
const many = (name: string, of: (target: string) => Barrier) =>
  Array.from({ length: 1_000 }, (_, index) => of(`${name}:${index}`))

async function logOf(namespace: string): Promise<InvalidationLog> {
  const backend = createRedisBackend({ url: cluster.url, deadlineMs: 5_000 })
  cleanups.push(() => backend.close())
  const checkAll = () =>
    Promise.all(backend.store.nodes().map((node) => backend.store.check(node))).then(
      (all) => all.length,
      () => 0,
    )
  await expect.poll(checkAll, { timeout: 10_000, interval: 10 }).toBe(3)
  return backend.openLog(namespace)
}

/** The log's slot on its way, and none of its keys has moved. */
async function opened(namespace: string): Promise<SlotMigration> {
  const slot = await cluster.slotOf(`{${namespace}}:log`)
  const from = await cluster.masterOf(`{${namespace}}:log`)
  const to = cluster.nodes.find(({ port }) => port !== from.port) as RedisServer
  return cluster.migrateSlot(slot, from, to, { pauseAt: 'open' })
}

test('a log whose slot is on its way goes on, from one generation of barriers to the next', async () => {
  const log = await logOf('rotating')
  const { end } = await log.append([deleted('first')], 1, NOWHERE)
  const migration = await opened('rotating')

  for (let batch = 0; batch < 6; batch++)
    await log.append([...many(`d${batch}`, deleted), ...many(`s${batch}`, replaced)], 2, NOWHERE)
  await log.append([deleted('last'), replaced('last')], 3, NOWHERE)
  const during = await log.snapshot()
  const since = await log.readSince(end)
  await migration.finish()
  const after = await log.snapshot()

  expect(during.end).toMatchObject({ era: end.era, term: end.term, seq: 8, nonce: 3 })
  expect(during.floor).toBe(0)
  expect(during.barriers).toHaveLength(1 + 6_000 + 1 + 6_000 + 1)
  expect(Array.isArray(since.records) && since.records.map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6, 7, 8])
  expect(after.barriers).toHaveLength(during.barriers.length)
  // Another server numbers from here on: the same era, another term.
  expect(after.end).toMatchObject({ era: end.era, term: after.end.seq })
})

test('a log that has lost its older barriers to eviction says so, and goes on with its slot on its way', async () => {
  const log = await logOf('evicted')
  for (let batch = 0; batch < 6; batch++) await log.append(many(`d${batch}`, deleted), 1, NOWHERE)
  const holder = await cluster.masterOf('{evicted}:log')
  await holder.command('DEL', '{evicted}:barriers:old', '{evicted}:sets')
  await log.snapshot()
  const migration = await opened('evicted')

  await log.append([deleted('last')], 2, NOWHERE)
  const { end, floor } = await log.snapshot()
  await migration.finish()

  expect(end.seq).toBe(7)
  expect(floor).toBeGreaterThan(0)
  expect((await log.snapshot()).floor).toBe(floor)
})

test('a log begins, and begins anew, while its slot is on its way', async () => {
  const log = await logOf('young')
  const migration = await opened('young')

  const { end } = await log.append([deleted('a'), replaced('b')], 1, NOWHERE)
  const first = await log.snapshot()
  await log.endEra(end.era)
  const second = await log.snapshot()
  const next = await log.append([deleted('c')], 2, second.end)
  await migration.finish()
  const third = await log.readSince(second.end)

  expect(first.barriers.map(({ barrier }) => barrier)).toEqual([deleted('a'), replaced('b')])
  expect(second.end.era).not.toBe(end.era)
  expect(second.barriers).toEqual([])
  expect(next.records).toHaveLength(1)
  expect(third.records).toMatchObject([{ seq: next.end.seq, nonce: 2, barriers: [deleted('c')] }])
})
