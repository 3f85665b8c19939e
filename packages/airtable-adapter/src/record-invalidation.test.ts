import { describe, expect, test } from 'vitest'
import { createCache, type Source } from '@larder/cache-core'
import { FakeClock, SeededRandom, settle } from '@larder/cache-core/testing'
import { airtableErrorFromAnswer } from './airtable-error.ts'
import type { AirtableRequest } from './airtable-client.ts'
import type { TableSchema } from './base-schema.ts'
import { InvalidationEchoes } from './invalidation-echoes.ts'
import { listQueryFromSearch } from './list-query.ts'
import { RecordCache, type RecordCacheOptions } from './record-cache.ts'

const LIST = listQueryFromSearch(new URLSearchParams())
const { signal } = new AbortController()

/** An Airtable whose one record holds the number of writes that it shows by now. */
class CountingAirtable implements Source<AirtableRequest, unknown> {
  readonly clock = new FakeClock()
  readonly cache = createCache({ clock: this.clock, ttlMs: 600_000 })
  writes = 0
  /** What reads are answered with, when it lags behind. */
  shown: number | undefined
  hasSchema = true
  tables: readonly TableSchema[] = [{ id: 'tblMesas', name: 'Mesas', fields: [] }]
  readonly asked: string[] = []

  async load({ base, method, segments }: AirtableRequest): Promise<unknown> {
    if (base === 'meta' && method === 'GET') {
      if (this.hasSchema) return { tables: this.tables }
      throw airtableErrorFromAnswer(403, { error: { type: 'INVALID_PERMISSIONS' } })
    }
    if (method !== 'GET') {
      this.writes++
      return {}
    }
    this.asked.push(segments.join('/'))
    const record = {
      id: 'recA',
      createdTime: '2026-01-01T00:00:00.000Z',
      fields: { N: this.shown ?? this.writes },
    }
    return segments.length === 2 ? record : { records: [record] }
  }

  records(options: Partial<RecordCacheOptions> = {}): RecordCache {
    return new RecordCache({
      cache: this.cache,
      source: this,
      clock: this.clock,
      policies: { ttlMs: 600_000 },
      ...options,
    })
  }
}

const list = async (records: RecordCache, table = 'Mesas') =>
  (await records.listPage('appA', table, LIST)).value.records[0]?.fields['N']
const record = async (records: RecordCache, table = 'Mesas') =>
  (await records.record('appA', table, 'recA', new URLSearchParams())).value.fields['N']
const update = (records: RecordCache) =>
  records.write({ method: 'PATCH', base: 'appA', table: 'Mesas', recordId: 'recA', body: {} }, signal)

test('what was read while the schema was not known is invalidated by a write that knows it', async () => {
  const airtable = new CountingAirtable()
  airtable.hasSchema = false
  const blind = airtable.records()
  expect([await list(blind), await record(blind)]).toEqual([0, 0])
  airtable.hasSchema = true
  await airtable.clock.advance(70_000)
  const seeing = airtable.records()
  await update(seeing)
  airtable.hasSchema = false

  const later = new RecordCache({ cache: airtable.cache, source: airtable, clock: airtable.clock })
  await airtable.cache.deleteByPrefix('airtable:appA:schema')

  expect([await list(later), await record(later)]).toEqual([1, 1])
})

test('what Airtable answers with right after a write may be old: it is read again a second later', async () => {
  const airtable = new CountingAirtable()
  const records = airtable.records()
  airtable.shown = 0
  await update(records)
  expect([await list(records), await record(records)]).toEqual([0, 0])
  airtable.shown = undefined

  await airtable.clock.advance(999)
  expect([await list(records), await record(records)]).toEqual([0, 0])
  await airtable.clock.advance(1)
  await settle()

  expect([await list(records), await record(records)]).toEqual([1, 1])
})

test('a stream of writes does not keep one of them from being read again', async () => {
  const airtable = new CountingAirtable()
  const records = airtable.records()
  airtable.shown = 0
  await update(records)
  expect(await record(records)).toBe(0)
  airtable.shown = undefined
  const other = { method: 'PATCH', base: 'appA', table: 'Mesas', recordId: 'recB', body: {} } as const

  for (let ms = 0; ms < 1_250; ms += 50) {
    await airtable.clock.advance(50)
    await records.write(other, signal)
  }
  await settle()

  expect(await record(records)).toBe(26)
})

test('every write of a stream is invalidated once more, between one time and five quarters of it later', async () => {
  const clock = new FakeClock()
  const told: { readonly id: string; readonly at: number }[] = []
  const echoes = new InvalidationEchoes({
    afterMs: 1_000,
    clock,
    invalidate: async ({ recordIds }) => {
      for (const id of recordIds) told.push({ id, at: clock.monotonic() })
    },
  })
  const writtenAt = new Map<string, number>()
  const random = new SeededRandom(1)
  for (let count = 0; count < 200; count++) {
    const id = `rec${count}`
    writtenAt.set(id, clock.monotonic())
    echoes.add({ base: 'appA', table: 'Mesas', recordIds: [id] })
    await clock.advance(Math.floor(random.next() * 300))
  }
  await clock.advance(2_000)

  expect(new Set(told.map(({ id }) => id)).size).toBe(200)
  for (const { id, at } of told) {
    const afterMs = at - (writtenAt.get(id) ?? 0)
    expect(afterMs).toBeGreaterThanOrEqual(1_000)
    expect(afterMs).toBeLessThanOrEqual(1_250)
  }
})

test('of many writes one echo is left, which no longer waits when the cache is closed', async () => {
  const airtable = new CountingAirtable()
  const records = airtable.records()
  airtable.shown = 0
  for (let index = 0; index < 50; index++) await update(records)
  await list(records)
  airtable.shown = undefined

  await records.close()

  expect(await list(records)).toBe(50)
})

test.each([
  ['may create a record there', true, [1, 1]],
  ['as it is creates none', false, [0, 0]],
])(
  "a text in a link that does not lead back %s: then the other table's lists are read again, and once more",
  async (_what, typecast, seen) => {
    const airtable = new CountingAirtable()
    const records = airtable.records()
    airtable.tables = ['Mesas', 'Zonas'].map((name) => ({
      id: `tbl${name}`,
      name,
      fields: [
        { id: `fld${name}`, name, type: 'multipleRecordLinks', options: { linkedTableId: 'tblZonas' } },
      ],
    }))
    expect(await list(records, 'Zonas')).toBe(0)

    const body = { fields: { Zona: 'Patio' }, typecast }
    await records.write({ method: 'POST', base: 'appA', table: 'Mesas', body }, signal)
    const first = await list(records, 'Zonas')
    airtable.writes *= 10
    await airtable.clock.advance(1_000)
    await settle()

    expect([first, (await list(records, 'Zonas')) === 10 ? 1 : 0]).toEqual(seen)
  },
)

describe('partitions', () => {
  test('one is never answered with what another may see', async () => {
    const airtable = new CountingAirtable()
    const [one, two] = [airtable.records({ partition: 'one' }), airtable.records({ partition: 'two' })]
    airtable.shown = 1
    expect([await list(one), await record(one)]).toEqual([1, 1])
    airtable.shown = 2

    expect([await list(two), await record(two)]).toEqual([2, 2])
    expect([await list(one), await record(one)]).toEqual([1, 1])
  })

  test('a write of one is seen by all', async () => {
    const airtable = new CountingAirtable()
    const [one, two] = [airtable.records({ partition: 'one' }), airtable.records({ partition: 'two' })]
    expect([await list(two), await record(two)]).toEqual([0, 0])

    await update(one)

    expect([await list(two), await record(two)]).toEqual([1, 1])
  })
})

describe('what is passed on', () => {
  const passOn = (records: RecordCache, method: 'GET' | 'POST' | 'PATCH', path: string) => {
    const [base = '', ...segments] = path.split('/')
    return records.passOn({ method, base, segments, body: {} }, signal)
  }

  test.each([
    ['GET', 'meta/whoami', 0],
    ['GET', 'appA/Mesas/recA/comments', 0],
    ['POST', 'bases/appA/webhooks', 0],
    ['POST', 'appA/Mesas/recA/comments', 1],
    ['POST', 'meta/bases/appA/tables/tblMesas/fields', 1],
    ['PATCH', 'meta/bases/appA/tables/tblMesas', 1],
  ] as const)('%s %s', async (method, path, readAgain) => {
    const airtable = new CountingAirtable()
    const records = airtable.records()
    await list(records)
    const before = airtable.asked.length

    await passOn(records, method, path)
    airtable.asked.length = before
    await list(records)

    expect(airtable.asked.length - before).toBe(readAgain)
  })

  test('a table that was renamed is known by its new name at once', async () => {
    const airtable = new CountingAirtable()
    const records = airtable.records()
    await list(records)
    airtable.tables = [{ id: 'tblMesas', name: 'Tables', fields: [] }]

    await passOn(records, 'PATCH', 'meta/bases/appA/tables/tblMesas')
    await list(records, 'Tables')

    expect(airtable.asked).toEqual(['tblMesas', 'tblMesas'])
  })
})
