import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRecords, deleteRecords, updateRecord, updateRecords } from './write-records.ts'
import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import { ApiError } from '../api/api-error.ts'
import type { Body } from './record-input.ts'
import { everyType } from '../cells/every-type-fixture.ts'
import { SimulatedBase } from '../base/simulated-base.ts'
import { upsertRecords } from './upsert-records.ts'

const names = (everyType.tables[0]?.schema.fields ?? []).flatMap(({ id, name }) => [id, name])

/** What clients send, well and badly. */
const values: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    [],
    false,
    true,
    0,
    3,
    -1.5,
    '3',
    'Alto',
    'Nuevo',
    ['Rojo'],
    ['Verde', 'Rojo'],
    ['recOtra0000000001'],
    ['recOtra0000000002', 'recOtra0000000001'],
    ['recNadie000000001'],
    'Otra 1',
    'Otra 9',
    ['Otra 8', 7],
    '2026-01-10',
    '2026-01-10T10:00:00Z',
    'mañana',
    { id: 'usrBob00000000001' },
    { email: 'nadie@example.com' },
    [{ url: 'http://x/a.png' }],
    [{ id: 'attNadie000000001' }],
    { text: '1' },
    {},
  ),
  fc.jsonValue({ maxDepth: 2 }),
)
const fields = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), values, { maxKeys: 4 })
const ids = fc.constantFrom<unknown>('recCosa0000000001', 'recNadie000000001', 7, undefined)
const elements: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ id: ids, fields }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
)
const bodies: fc.Arbitrary<Body> = fc.record(
  {
    fields: fc.option(fields, { nil: undefined }),
    records: fc.oneof(fc.array(elements, { maxLength: 4 }), fc.constant(undefined), values),
    typecast: fc.constantFrom<unknown>(true, false, undefined),
    performUpsert: fc.oneof(
      fc.record({ fieldsToMergeOn: fc.array(fc.constantFrom(...names), { maxLength: 4 }) }),
      values,
    ),
    returnFieldsByFieldId: fc.constantFrom<unknown>(true, 1, undefined),
  },
  { requiredKeys: [] },
)

const writes = {
  create: createRecords,
  updateOne: (target, body) => updateRecord(target, 'recCosa0000000001', body, false),
  replaceOne: (target, body) => updateRecord(target, 'recCosa0000000001', body, true),
  update: (target, body) => updateRecords(target, body, false),
  replace: (target, body) => updateRecords(target, body, true),
  upsert: (target, body) => upsertRecords(target, body, false),
  delete: (target, { records }) =>
    deleteRecords(target, Array.isArray(records) ? records.filter((id) => typeof id === 'string') : []),
} as const satisfies Record<string, (target: Parameters<typeof createRecords>[0], body: Body) => unknown>

/** Records and schemas of every table. */
function stateOf({ tables }: SimulatedBase): string {
  return JSON.stringify(
    tables.map(({ schema, records }) => [
      schema,
      [...records.values()].map(({ cells, ...record }) => [record, [...cells]]),
    ]),
  )
}

test('a write is done as a whole, or refused with an answer and not done at all', () => {
  const outcomes = { done: 0, refused: 0 }
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(writes)), bodies, (write, sent) => {
      const body = JSON.parse(JSON.stringify(sent)) as Body
      const base = new SimulatedBase(everyType, new FakeClock(), new SeededRandom(1))
      const target = { base, table: base.table('Cosas') }
      const before = stateOf(base)
      try {
        const answer = base.transact({ source: 'publicApi' }, () => write(target, body))
        outcomes.done++
        expect(typeof JSON.stringify(answer)).toBe('string')
      } catch (error) {
        outcomes.refused++
        expect(error).toBeInstanceOf(ApiError)
        expect(stateOf(base)).toBe(before)
      }
    }),
    { numRuns: 10_000, seed: 20_260_110 },
  )
  expect(Math.min(outcomes.done, outcomes.refused)).toBeGreaterThan(500)
})
