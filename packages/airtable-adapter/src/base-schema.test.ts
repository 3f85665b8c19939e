import { describe, expect, test } from 'vitest'
import { BaseSchema, type FieldSchema, type TableSchema } from './base-schema.ts'

const table = (id: string, ...fields: readonly FieldSchema[]): TableSchema => ({
  id,
  name: `Name of ${id}`,
  primaryFieldId: fields[0]?.id ?? '',
  fields,
})
const text = (id: string): FieldSchema => ({ id, name: id, type: 'singleLineText' })
const link = (id: string, linkedTableId: string, inverseLinkFieldId?: string): FieldSchema => ({
  id,
  name: id,
  type: 'multipleRecordLinks',
  options: inverseLinkFieldId === undefined ? { linkedTableId } : { linkedTableId, inverseLinkFieldId },
})
const lookup = (id: string, recordLinkFieldId: string, fieldIdInLinkedTable: string): FieldSchema => ({
  id,
  name: id,
  type: 'multipleLookupValues',
  options: { recordLinkFieldId, fieldIdInLinkedTable },
})
const formula = (id: string, ...referencedFieldIds: readonly string[]): FieldSchema => ({
  id,
  name: id,
  type: 'formula',
  options: { referencedFieldIds },
})

describe('effects of a write', () => {
  test('a table alone changes alone', () => {
    const schema = new BaseSchema({
      tables: [table('A', text('a1'), formula('a2', 'a1')), table('B', text('b1'))],
    })

    expect(schema.effectsOfWrite('A')).toEqual({ otherTables: [], wholeTable: false })
  })

  test('the other side of a link changes', () => {
    const schema = new BaseSchema({
      tables: [table('A', text('a0'), link('a1', 'B', 'b1')), table('B', text('b0'), link('b1', 'A', 'a1'))],
    })

    expect(schema.effectsOfWrite('A')).toEqual({ otherTables: ['B'], wholeTable: false })
  })

  test('what is looked up changes where it is shown, over any number of tables', () => {
    const schema = new BaseSchema({
      tables: [
        table('A', text('a1')),
        table('B', link('b1', 'A'), lookup('b2', 'b1', 'a1'), formula('b3', 'b2')),
        table('C', link('c1', 'B'), lookup('c2', 'c1', 'b3')),
      ],
    })

    expect(schema.effectsOfWrite('A').otherTables.toSorted()).toEqual(['B', 'C'])
    expect(schema.effectsOfWrite('B')).toEqual({ otherTables: ['C'], wholeTable: false })
  })

  test('a way through another table and back may change any record of the table itself', () => {
    const schema = new BaseSchema({
      tables: [
        table('A', link('a1', 'B', 'b1'), lookup('a2', 'a1', 'b2')),
        table('B', link('b1', 'A', 'a1'), {
          id: 'b2',
          name: 'b2',
          type: 'count',
          options: { recordLinkFieldId: 'b1' },
        }),
      ],
    })

    expect(schema.effectsOfWrite('A')).toEqual({ otherTables: ['B'], wholeTable: true })
  })

  test('a link shows the primary field of what it leads to, also where that does not link back', () => {
    const schema = new BaseSchema({
      tables: [table('A', text('a1'), text('a2')), table('B', text('b1'), link('b2', 'A'))],
    })

    expect(schema.effectsOfWrite('A')).toEqual({ otherTables: ['B'], wholeTable: false })
    expect(schema.effectsOfWrite('B')).toEqual({ otherTables: [], wholeTable: false })
  })

  test('a link within the table, and what it looks up, change in other records of it', () => {
    const linked = new BaseSchema({ tables: [table('A', text('a1'), link('a2', 'A'))] })
    const lookedUp = new BaseSchema({
      tables: [table('A', text('a1'), text('a2'), link('a3', 'A'), lookup('a4', 'a3', 'a2'))],
    })

    expect(linked.effectsOfWrite('A')).toEqual({ otherTables: [], wholeTable: true })
    expect(lookedUp.effectsOfWrite('A')).toEqual({ otherTables: [], wholeTable: true })
  })

  test('fields that depend on each other in a circle come to an end', () => {
    const schema = new BaseSchema({ tables: [table('A', formula('a1', 'a2'), formula('a2', 'a1'))] })

    expect(schema.effectsOfWrite('A')).toEqual({ otherTables: [], wholeTable: false })
  })
})

test('tables are found by id and by exact name', () => {
  const schema = new BaseSchema({ tables: [table('A', text('a1'))] })

  expect([schema.tableId('A'), schema.tableId('Name of A'), schema.tableId('name of A')]).toEqual([
    'A',
    'A',
    undefined,
  ])
})

test('attachments count where they are, where they are looked up, and where nothing is known', () => {
  const schema = new BaseSchema({
    tables: [
      table('A', { id: 'a1', name: 'a1', type: 'multipleAttachments' }),
      table('B', link('b1', 'A'), lookup('b2', 'b1', 'a1')),
      table('C', text('c1')),
    ],
  })

  expect(['A', 'B', 'C', 'unknown'].map((id) => schema.hasAttachments(id))).toEqual([true, true, false, true])
})

test('attachments count where a lookup looks up a lookup of them, and lookups in a circle end', () => {
  const schema = new BaseSchema({
    tables: [
      table('A', { id: 'a1', name: 'a1', type: 'multipleAttachments' }),
      table('B', link('b1', 'A'), lookup('b2', 'b1', 'a1')),
      table('C', link('c1', 'B'), lookup('c2', 'c1', 'b2')),
      table('D', link('d1', 'D'), lookup('d2', 'd1', 'd2')),
    ],
  })

  expect(['C', 'D'].map((id) => schema.hasAttachments(id))).toEqual([true, false])
})
