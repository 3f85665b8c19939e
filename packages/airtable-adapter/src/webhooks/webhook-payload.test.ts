import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { readPayload } from './webhook-payload.ts'

const tablesOf = (payload: unknown) => {
  const news = readPayload(payload)
  if (news.kind !== 'changes') throw new Error(`It is ${news.kind}.`)
  return news.changes
}

const nothing = { created: [], changed: [], destroyed: [], isWhole: false }

test('names records by what happened to them, and drops their cells', () => {
  const payload = {
    timestamp: '2026-01-01T00:00:01.000Z',
    baseTransactionNumber: 7,
    payloadFormat: 'v0',
    actionMetadata: { source: 'client' },
    changedTablesById: {
      tblA: {
        createdRecordsById: {
          recNew: { createdTime: 'x', cellValuesByFieldId: { fldA: { id: 'sel', name: 'secret' } } },
        },
        changedRecordsById: { recA: { current: { cellValuesByFieldId: { fldA: 'secret' } } } },
        destroyedRecordIds: ['recGone'],
      },
      tblB: { changedRecordsById: { recB: {} } },
    },
  }

  const news = readPayload(payload)

  expect(news).toEqual({
    kind: 'changes',
    at: Date.UTC(2026, 0, 1, 0, 0, 1),
    changes: {
      hasNewSchema: false,
      tables: [
        { tableId: 'tblA', created: ['recNew'], changed: ['recA'], destroyed: ['recGone'], isWhole: false },
        { ...nothing, tableId: 'tblB', changed: ['recB'] },
      ],
    },
  })
  expect(JSON.stringify(news)).not.toContain('secret')
})

test('records of a view count as those of its table', () => {
  const view = { createdRecordsById: { recA: {} }, destroyedRecordIds: ['recB'] }

  expect(tablesOf({ changedTablesById: { tblA: { changedViewsById: { viwA: view } } } }).tables).toEqual([
    { ...nothing, tableId: 'tblA', created: ['recA'], destroyed: ['recB'] },
  ])
})

describe('a new schema', () => {
  const whole = { ...nothing, tableId: 'tblA', isWhole: true }

  test.each([
    ['a field was made', { changedTablesById: { tblA: { createdFieldsById: { fldA: {} } } } }, whole],
    ['a field has another name', { changedTablesById: { tblA: { changedFieldsById: { fldA: {} } } } }, whole],
    ['a field is gone', { changedTablesById: { tblA: { destroyedFieldIds: ['fldA'] } } }, whole],
    [
      'a table has another name',
      { changedTablesById: { tblA: { changedMetadata: {} } } },
      { ...nothing, tableId: 'tblA' },
    ],
    ['a table was made', { createdTablesById: { tblA: { fieldsById: {}, recordsById: {} } } }, whole],
    ['a table is gone', { destroyedTableIds: ['tblA'] }, whole],
  ])('%s', (_name, payload, table) => {
    expect(tablesOf(payload)).toEqual({ hasNewSchema: true, tables: [table] })
  })
})

describe('what is not known', () => {
  test.each([
    ['a section', { changedRecordsById: { recA: {} }, archivedRecordsById: { recB: {} } }, ['recA']],
    ['the form of a section', { changedRecordsById: ['recA'] }, []],
    ['ids that are none', { destroyedRecordIds: [1] }, []],
    ['the form of the views', { changedViewsById: [] }, []],
    ['the form of one view', { changedViewsById: { viwA: 'x' } }, []],
  ])('%s: all of the table counts as changed', (_name, table, changed) => {
    expect(tablesOf({ changedTablesById: { tblA: table } }).tables).toEqual([
      { ...nothing, tableId: 'tblA', changed, isWhole: true },
    ])
  })

  test('a table without form is changed altogether, its schema too', () => {
    expect(tablesOf({ changedTablesById: { tblA: null } })).toEqual({
      hasNewSchema: true,
      tables: [{ ...nothing, tableId: 'tblA', isWhole: true }],
    })
  })

  test('a part of the payload is left alone', () => {
    expect(tablesOf({ somethingNew: 1 })).toEqual({ hasNewSchema: false, tables: [] })
  })

  test.each([
    null,
    undefined,
    'x',
    7,
    [],
    { payloadFormat: 'v1' },
    { changedTablesById: [] },
    { createdTablesById: 1 },
    { destroyedTableIds: 'tblA' },
  ])('%j is not readable', (payload) => {
    expect(readPayload(payload)).toEqual({ kind: 'unreadable' })
  })

  test('nothing makes it throw', () => {
    const tables = fc.record(
      {
        changedTablesById: fc.dictionary(fc.string(), fc.object()),
        createdTablesById: fc.anything(),
        error: fc.anything(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(fc.anything(), tables), (payload) =>
        ['changes', 'broken', 'unreadable'].includes(readPayload(payload).kind),
      ),
    )
  })
})

test('an error payload tells its code, if that is a word of Airtable', () => {
  expect(readPayload({ error: true, code: 'INVALID_HOOK' })).toEqual({ kind: 'broken', code: 'INVALID_HOOK' })
  expect(readPayload({ error: true, code: '<script>' })).toEqual({ kind: 'broken', code: 'UNKNOWN' })
})
