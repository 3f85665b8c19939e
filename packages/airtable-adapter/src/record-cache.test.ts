import { describe, expect, test } from 'vitest'
import { CacheError, createCache, type Source } from '@larder/cache-core'
import { FakeClock, settle } from '@larder/cache-core/testing'
import { airtableErrorFromAnswer, airtableErrorFromFailure } from './airtable-error.ts'
import type { AirtableRequest } from './airtable-client.ts'
import { listQueryFromSearch } from './list-query.ts'
import { RecordCache } from './record-cache.ts'

const RECORD = { id: 'recA', createdTime: '2026-01-01T00:00:00.000Z', fields: {} }
const SCHEMA = { tables: [{ id: 'tblMesas', name: 'Mesas', fields: [] }] }
const LIST = listQueryFromSearch(new URLSearchParams())

/** Airtable as a test wants it: lists hold one record, writes do what they are told. */
function fixture(write: (request: AirtableRequest) => Promise<unknown>) {
  const clock = new FakeClock()
  const counts = { lists: 0, records: 0 }
  const source: Source<AirtableRequest, unknown> = {
    async load(request) {
      if (request.base === 'meta') return SCHEMA
      if (request.method !== 'GET') return write(request)
      if (request.segments.length === 2) counts.records++
      else counts.lists++
      return request.segments.length === 2 ? RECORD : { records: [RECORD] }
    },
  }
  const records = new RecordCache({ cache: createCache({ clock }), source, clock })
  const list = () => records.listPage('appA', 'Mesas', LIST)
  const record = () => records.record('appA', 'Mesas', 'recA', new URLSearchParams())
  const remove = () =>
    records.write(
      { method: 'DELETE', base: 'appA', table: 'Mesas', recordId: 'recA' },
      new AbortController().signal,
    )
  const upsert = (...changes: readonly object[]) =>
    records.write(
      {
        method: 'PATCH',
        base: 'appA',
        table: 'Mesas',
        body: { performUpsert: { fieldsToMergeOn: ['Nombre'] }, records: changes },
      },
      new AbortController().signal,
    )
  return { counts, list, record, remove, upsert }
}

/** A source's attempts, as it tells of them: each is sent, and answered or not. */
const attempts =
  (error: Error, ...told: readonly ('answered' | 'lost')[]) =>
  async ({ onAttempt }: AirtableRequest): Promise<never> => {
    for (const outcome of told) {
      onAttempt?.('sent')
      if (outcome === 'answered') onAttempt?.('refused')
    }
    throw error
  }

const notFound = airtableErrorFromAnswer(404, { error: 'NOT_FOUND' })
const rateLimit = airtableErrorFromAnswer(429, {})

describe('a write that failed', () => {
  test.each([
    ['refused', attempts(notFound, 'answered'), 0],
    ['refused, by a source that tells nothing of attempts', async () => Promise.reject(notFound), 0],
    ['never sent: the breaker was open', async () => Promise.reject(new CacheError('CIRCUIT_OPEN', 'x')), 0],
    ['three times 503', attempts(airtableErrorFromAnswer(503, {}), 'answered', 'answered', 'answered'), 0],
    [
      'applied, its answer lost, and refused the second time because it was done',
      attempts(notFound, 'lost', 'answered'),
      1,
    ],
    ['lost, then locked out', attempts(rateLimit, 'lost', 'answered'), 1],
    ['lost', attempts(airtableErrorFromFailure('ECONNRESET'), 'lost'), 1],
    ['out of time', attempts(new CacheError('DEADLINE_EXCEEDED', 'x'), 'lost'), 1],
    ['in an unknown way', async () => Promise.reject(new Error('x')), 1],
  ] as const)('%s', async (_name, write, readAgain) => {
    const { counts, list, remove } = fixture(write)
    await list()

    await remove().catch(() => {})
    await list()

    expect(counts.lists).toBe(1 + readAgain)
  })
})

test('of an upsert whose answer was lost any record may be changed, beside those that it names', async () => {
  const { counts, list, record, upsert } = fixture(attempts(airtableErrorFromFailure('ECONNRESET'), 'lost'))
  await list()
  await settle()

  await upsert({ id: 'recB', fields: {} }, { fields: { Nombre: 'A' } }).catch(() => {})
  await record()

  expect(counts.records).toBe(1)
})

test('the records of a list are at hand one by one', async () => {
  const { counts, list, record } = fixture(async () => ({}))

  await list()
  await settle()

  expect((await record()).outcome).toBe('hit')
  expect(counts.records).toBe(0)
})

test('without a policy answers are fresh for a minute, also where there may be attachments', async () => {
  const clock = new FakeClock()
  const noSchema: Source<AirtableRequest, unknown> = {
    load: async ({ base }) => (base === 'meta' ? Promise.reject(notFound) : { records: [RECORD] }),
  }
  const records = new RecordCache({ cache: createCache({ clock }), source: noSchema, clock })
  await records.listPage('appA', 'Mesas', LIST)

  await clock.advance(59_000)
  expect((await records.listPage('appA', 'Mesas', LIST)).outcome).toBe('hit')
  await clock.advance(1_000)

  expect((await records.listPage('appA', 'Mesas', LIST)).outcome).toBe('load')
})

test('attachments of a field that the schema does not have yet live no longer than others', async () => {
  const clock = new FakeClock()
  const file = { id: 'attA', url: 'https://x', filename: 'a.png' }
  const record = { ...RECORD, fields: { Fotos: [file] } }
  const source: Source<AirtableRequest, unknown> = {
    load: async ({ base, segments }) =>
      base === 'meta'
        ? SCHEMA
        : segments.length === 2
          ? record
          : { records: [record, { ...record, id: 'recB' }] },
  }
  const policies = { ttlMs: 86_400_000 }
  const records = new RecordCache({ cache: createCache({ clock }), source, policies, clock })
  const list = (search: Readonly<Record<string, string>>) =>
    records.listPage('appA', 'Mesas', listQueryFromSearch(new URLSearchParams(search)))
  const { offset = '' } = (await list({ pageSize: '1' })).value
  const reads = [
    () => records.record('appA', 'Mesas', 'recC', new URLSearchParams()),
    () => records.record('appA', 'Mesas', 'recB', new URLSearchParams()),
    () => list({}),
    () => list({ pageSize: '1', offset }),
  ]
  for (const read of reads) await read()

  for (let minutes = 0; minutes < 240; minutes++) {
    for (const read of reads) expect((await read()).ageMs).toBeLessThan(6_000_000)
    await clock.advance(60_000)
  }
})

test.each([
  ['a filter by the day', "IS_SAME({Fecha}, TODAY(), 'day')", [], 'load'],
  ['a filter by a text that says so', "{Notas}='TODAY()'", [], 'hit'],
  [
    'a field that counts days',
    '',
    [{ id: 'fldD', name: 'Días', type: 'formula', options: { formula: 'DATETIME_DIFF(NOW(), {fldF})' } }],
    'load',
  ],
])('%s: a day later it is a %j', async (_what, filterByFormula, fields, outcome) => {
  const clock = new FakeClock()
  const schema = { tables: [{ ...SCHEMA.tables[0], fields }] }
  const source: Source<AirtableRequest, unknown> = {
    load: async ({ base }) => (base === 'meta' ? schema : { records: [RECORD] }),
  }
  const policies = { ttlMs: 7 * 86_400_000 }
  const records = new RecordCache({ cache: createCache({ clock }), source, policies, clock })
  const list = () =>
    records.listPage('appA', 'Mesas', listQueryFromSearch(new URLSearchParams({ filterByFormula })))
  await list()
  expect((await list()).outcome).toBe('hit')

  await clock.advance(86_400_000)

  expect((await list()).outcome).toBe(outcome)
})
