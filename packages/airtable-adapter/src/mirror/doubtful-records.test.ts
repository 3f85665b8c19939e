import { describe, expect, test } from 'vitest'
import { createCache } from '@larder/cache-core'
import { DoubtfulRecords } from './doubtful-records.ts'
import { TableKeys } from '../table-keys.ts'

const BASE = 'appA'
const mesas = TableKeys.of(BASE, 'tblMesas')

/** What a watch of the base tells after this, as the mirror understands it. */
async function after(run: (cache: ReturnType<typeof createCache>) => Promise<unknown>) {
  const cache = createCache()
  const watch = cache.watch(TableKeys.basePrefix(BASE))
  await run(cache)
  const doubtful = new DoubtfulRecords(BASE)
  doubtful.note(watch.take())
  const { isAll, wholeTables } = doubtful
  const records = Object.fromEntries(
    [...doubtful.takeRecords()].map(([table, ids]) => [table, [...ids]] as const),
  )
  return { isAll, wholeTables, records }
}

const NONE = { isAll: false, wholeTables: [], records: {} }

describe('what is invalidated makes doubtful', () => {
  test.each([
    ['a record', (cache) => cache.delete(mesas.record('recA')), { records: { tblMesas: ['recA'] } }],
    ['lists alone', (cache) => cache.deleteByPrefix(mesas.queries), {}],
    ['one list', (cache) => cache.delete(mesas.chunk('hash', '')), {}],
    ['what shows records of another table', (cache) => cache.deleteByPrefix(mesas.records), {}],
    ['the table', (cache) => cache.deleteByPrefix(mesas.everything), { wholeTables: ['tblMesas'] }],
    [
      'some of its records by hand',
      (cache) => cache.deleteByPrefix(mesas.record('rec')),
      { wholeTables: ['tblMesas'] },
    ],
    ['what begins like a table', (cache) => cache.deleteByPrefix('airtable:appA:tbl'), { isAll: true }],
    ['the base', (cache) => cache.deleteByPrefix(TableKeys.basePrefix(BASE)), { isAll: true }],
    ['the schema', (cache) => cache.delete(TableKeys.schema(BASE)), { isAll: true }],
    ['everything', (cache) => cache.clear(), { isAll: true }],
    ['another base', (cache) => cache.deleteByPrefix(TableKeys.basePrefix('appB')), {}],
    [
      'a table of unknown id',
      (cache) => cache.deleteByPrefix(TableKeys.unknownPrefix(BASE)),
      { wholeTables: ['%3F'] },
    ],
  ] satisfies readonly (readonly [
    string,
    (cache: ReturnType<typeof createCache>) => Promise<unknown>,
    Partial<typeof NONE> | object,
  ])[])('%s', async (_name, run, expected) => {
    expect(await after(run)).toEqual({ ...NONE, ...expected })
  })
})

test('records add up until they are taken, and again from then on', () => {
  const doubtful = new DoubtfulRecords(BASE)
  doubtful.add('tblMesas', ['recA'])
  doubtful.add('tblMesas', ['recA', 'recB'])
  doubtful.add('tblTurnos', [])

  expect([...doubtful.takeRecords()]).toEqual([['tblMesas', new Set(['recA', 'recB'])]])
  expect(doubtful.isEmpty).toBe(true)
})
