import { describe, expect, test } from 'vitest'
import { createCache, type Source } from '@larder/cache-core'
import { FakeClock } from '@larder/cache-core/testing'
import { type AirtableError, airtableErrorFromAnswer, airtableErrorFromFailure } from './airtable-error.ts'
import type { AirtableRequest } from './airtable-client.ts'
import { listQueryFromSearch } from './list-query.ts'
import { RecordCache } from './record-cache.ts'

const RECORDS = ['recA', 'recB'].map((id) => ({ id, createdTime: '2026-01-01T00:00:00.000Z', fields: {} }))

/** A record and the pages of a list, kept, past their time, and now answered with `error`. */
async function outOfDate(error: AirtableError) {
  const clock = new FakeClock()
  let fails = false
  const source: Source<AirtableRequest, unknown> = {
    async load({ base, segments }) {
      if (base === 'meta') return { tables: [{ id: 'tblMesas', name: 'Mesas', fields: [] }] }
      if (fails) throw error
      return segments.length === 2 ? RECORDS[0] : { records: RECORDS }
    },
  }
  const policies = { ttlMs: 1_000, staleIfErrorMs: 86_400_000 }
  const records = new RecordCache({ cache: createCache({ clock }), source, policies, clock })
  const list = (search: Readonly<Record<string, string>>) =>
    records.listPage('appA', 'Mesas', listQueryFromSearch(new URLSearchParams(search)))
  const { offset = '' } = (await list({ pageSize: '1' })).value
  const reads = {
    record: () => records.record('appA', 'Mesas', 'recA', new URLSearchParams()),
    list: () => list({}),
    'page in the middle': () => list({ pageSize: '1', offset }),
  }
  for (const read of Object.values(reads)) await read()
  await clock.advance(700_000)
  fails = true
  return { reads, recover: () => (fails = false) }
}

describe.each(['record', 'list', 'page in the middle'] as const)('of a %s past its time', (what) => {
  test.each([
    ['gone', 404, { error: 'NOT_FOUND' }],
    ['not to be seen any more', 403, { error: { type: 'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND' } }],
    ['asked for by a name that is no longer one', 422, { error: { type: 'UNKNOWN_FIELD_NAME' } }],
  ])('that is %s, nothing older is served', async (_name, status, body) => {
    const { reads, recover } = await outOfDate(airtableErrorFromAnswer(status, body))

    await expect(reads[what]()).rejects.toMatchObject({ status })
    await expect(reads[what]()).rejects.toMatchObject({ status })

    recover()
    expect((await reads[what]()).outcome).toBe('load')
  })

  test.each([
    ['a burst', airtableErrorFromAnswer(429, {})],
    [
      'the end of the quota',
      airtableErrorFromAnswer(429, { errors: [{ error: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED' }] }),
    ],
    ['an outage', airtableErrorFromAnswer(503, {})],
    ['a page of a proxy', airtableErrorFromAnswer(502, undefined)],
    ['silence', airtableErrorFromFailure('ECONNRESET')],
  ])('what was known stands in for %s', async (_name, error) => {
    const { reads } = await outOfDate(error)

    expect((await reads[what]()).outcome).toBe('stale')
    expect((await reads[what]()).outcome).toBe('stale')
  })
})
