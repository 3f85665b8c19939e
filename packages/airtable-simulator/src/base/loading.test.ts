import { describe, expect, test } from 'vitest'
import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import { linksOf } from './simulated-table.ts'
import { readBase } from './read-base.ts'
import { SimulatedBase } from './simulated-base.ts'

const name = { id: 'fldName0000000000', name: 'Name', type: 'singleLineText' }
const link = (id: string, linkedTableId: string, inverseLinkFieldId?: string) => ({
  id,
  name: 'Link',
  type: 'multipleRecordLinks',
  options: { linkedTableId, ...(inverseLinkFieldId === undefined ? {} : { inverseLinkFieldId }) },
})
const table = (id: string, ...fields: readonly object[]) => ({
  id: `tbl${id.padEnd(14, '0')}`,
  name: id,
  primaryFieldId: name.id,
  fields: [name, ...fields],
})
const record = (id: string, fields: object = {}) => ({ id, createdTime: '2026-01-01T00:00:00.000Z', fields })
const A1 = 'recA0000000000001'
const B1 = 'recB0000000000001'

const load = (base: object) =>
  new SimulatedBase(
    readBase({ id: 'appTest0000000001', ...base }, 'base.json'),
    new FakeClock(),
    new SeededRandom(1),
  )

describe('a base that is not in order is refused, with what is wrong and where', () => {
  test.each([
    [{ tables: 'none' }, 'base.json must hold an object with "id", "name", "tables" and "records".'],
    [{ tables: [table('A')], records: { B: [] } }, 'base.json has records of "B", which is no table of it.'],
    [
      { tables: [{ ...table('A'), primaryFieldId: 'fldNone' }] },
      'table A has no field fldNone, its "primaryFieldId"',
    ],
    [{ tables: [{ id: 'tblA' }] }, 'base.json has a table without "id", "name" or "fields".'],
    [
      { tables: [table('A')], records: { A: [record('rec1')] } },
      'whose id "rec1" is not "rec" and 14 letters or digits',
    ],
    [{ tables: [table('A')], records: { A: [record(A1), record(A1)] } }, `two records with the id ${A1}`],
    [
      { tables: [table('A')], records: { A: [record(A1, { Nope: 1 })] } },
      `Record ${A1} has a cell "Nope", which is no field of A`,
    ],
    [
      {
        tables: [
          table('A', link('fldLinkA000000000', 'tblB0000000000000', 'fldLinkB000000000')),
          table('B', link('fldLinkB000000000', 'tblA0000000000000', 'fldLinkA000000000')),
        ],
        records: { A: [record(A1, { Link: [B1] })] },
      },
      `A.Link of ${A1} links to ${B1}, which is not in B`,
    ],
    [
      {
        tables: [
          { ...table('A'), views: [{ id: 'viwA', name: 'V', type: 'grid', filterByFormula: '{Nope}' }] },
        ],
      },
      'View V of A: Unknown field names: nope',
    ],
  ])('%#', (base, message) => {
    expect(() => load(base)).toThrow(message)
  })
})

test('records stand by table name or id, as a list answer or bare, their cells by field name or id', () => {
  const base = load({
    tables: [table('A'), table('B')],
    records: {
      A: { records: [record(A1, { Name: 'a' })] },
      tblB0000000000000: [record(B1, { [name.id]: 'b' })],
    },
  })

  expect([base.table('A').records.get(A1), base.table('B').records.get(B1)]).toMatchObject([
    { cells: new Map([[name.id, 'a']]) },
    { cells: new Map([[name.id, 'b']]) },
  ])
  expect(() => base.table('C')).toThrow('Base appTest0000000001 has no table "C"; it has A, B.')
})

test('links given on either side stand on both, each once and in the order given', () => {
  const base = load({
    tables: [
      table('A', link('fldLinkA000000000', 'tblB0000000000000', 'fldLinkB000000000')),
      table('B', link('fldLinkB000000000', 'tblA0000000000000', 'fldLinkA000000000')),
    ],
    records: {
      A: [
        record(A1, { Link: [B1] }),
        record('recA0000000000002'),
        record('recA0000000000003', { Link: [B1] }),
      ],
      B: [record(B1, { Link: ['recA0000000000002', A1] })],
    },
  })
  const links = (tableName: string, id: string, field: string) => {
    const found = base.table(tableName).records.get(id)
    return found && linksOf(found, field)
  }

  expect(links('A', 'recA0000000000002', 'fldLinkA000000000')).toEqual([B1])
  expect(links('B', B1, 'fldLinkB000000000')).toEqual(['recA0000000000002', A1, 'recA0000000000003'])
})

test('a record that goes leaves no link behind, not even one that it could not see', () => {
  const base = load({
    tables: [table('A', link('fldLinkA000000000', 'tblB0000000000000')), table('B')],
    records: { A: [record(A1, { Link: [B1] })], B: [record(B1)] },
  })

  base.asUser().deleteRecord('B', B1)

  expect(base.table('A').records.get(A1)?.cells.has('fldLinkA000000000')).toBe(false)
})

test('tells what a formula gives for a record', () => {
  const base = load({ tables: [table('A')], records: { A: [record(A1, { Name: 'a' })] } })
  const a = base.table('A')
  const own = a.records.get(A1)
  if (!own) return

  expect(base.evaluate("{Name}&'b'", a, own)).toBe('ab')
  expect(base.evaluate('1/0', a, own)).toEqual({ specialValue: 'Infinity' })
  expect(() => base.evaluate('{Nope}', a, own)).toThrow('Unknown field names: nope')
})

test('lookups that look at each other come to an end', () => {
  const lookUp = (id: string, source: string) => ({
    id,
    name: id,
    type: 'multipleLookupValues',
    options: { recordLinkFieldId: 'fldLinkA000000000', fieldIdInLinkedTable: source },
  })
  const base = load({
    tables: [
      table(
        'A',
        link('fldLinkA000000000', 'tblA0000000000000'),
        lookUp('fldLookOne0000000', 'fldLookTwo0000000'),
        lookUp('fldLookTwo0000000', 'fldLookOne0000000'),
      ),
    ],
    records: { A: [record(A1, { Link: [A1] })] },
  })
  const a = base.table('A')
  const own = a.records.get(A1)

  expect(own && base.cell(a, own, a.field('fldLookOne0000000'))).toBeUndefined()
})

test('a person changes some cells of a record, and the others stay', () => {
  const base = load({ tables: [table('A', { id: 'fldOther000000000', name: 'Other', type: 'number' })] })
  const person = base.asUser()
  const [made] = person.createRecords('A', { Name: 'a', Other: 1 })

  person.updateRecord('A', made?.id ?? '', { Other: 2 })

  expect(made?.cells).toEqual(
    new Map<string, unknown>([
      [name.id, 'a'],
      ['fldOther000000000', 2],
    ]),
  )
  expect(made?.createdBy).toMatchObject({ id: 'usrSomebody000001' })
  expect(() => person.updateRecord('A', A1, {})).toThrow(`Table A has no record ${A1}.`)
  expect(() => person.deleteField('A', 'Name')).toThrow(
    'Name is the primary field of A: it cannot be deleted.',
  )
})

test('a link field that goes takes the other side with it, and a one-way link takes nothing', () => {
  const base = load({
    tables: [
      table('A', link('fldLinkA000000000', 'tblB0000000000000', 'fldLinkB000000000')),
      table('B', link('fldLinkB000000000', 'tblA0000000000000', 'fldLinkA000000000')),
      table('C', link('fldLinkC000000000', 'tblA0000000000000')),
    ],
  })

  base.asUser().deleteField('A', 'Link')
  base.asUser().deleteField('C', 'Link')

  expect(base.tables.map(({ schema }) => schema.fields.map((field) => field.name))).toEqual([
    ['Name'],
    ['Name'],
    ['Name'],
  ])
})
