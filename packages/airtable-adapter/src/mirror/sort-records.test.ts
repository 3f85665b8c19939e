import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FakeClock } from '@larder/cache-core/testing'
import type { FieldSchema } from '../base-schema.ts'
import { InexactValue } from '../formula/inexact-value.ts'
import { sortRecords } from './sort-records.ts'
import { Turns } from './turns.ts'

const sorted = async (field: Omit<FieldSchema, 'id' | 'name'>, ...cells: readonly unknown[]) => {
  const records = cells.map((cell, index) => ({
    id: `rec${index}`,
    createdTime: '2026-01-01T00:00:00.000Z',
    fields: cell === undefined ? {} : { F: cell },
  }))
  const columns = [{ field: { id: 'fld', name: 'F', ...field }, isDescending: false }]
  const list = await sortRecords(records, columns, () => [], new Turns(new FakeClock()))
  return list.map(({ fields }) => (fields as { readonly F?: unknown }).F)
}

const zone: Omit<FieldSchema, 'id' | 'name'> = {
  type: 'singleSelect',
  options: { choices: ['Salón', 'Barra'].map((name) => ({ id: name, name })) },
}

test('selects are sorted by their options, blanks first', async () => {
  expect(await sorted(zone, 'Barra', undefined, 'Salón')).toEqual([undefined, 'Salón', 'Barra'])
})

test.each([
  ['an option that the schema does not have yet', zone, 'Patio'],
  ['an infinite number', { type: 'formula' }, { specialValue: 'Infinity' }],
  ['what is no number', { type: 'rollup' }, { specialValue: 'NaN' }],
  ['an error', { type: 'formula' }, { error: '#ERROR!' }],
])('the place of %s is not guessed', async (_name, field, cell) => {
  await expect(sorted(field, 'Barra', cell)).rejects.toBeInstanceOf(InexactValue)
})

test('there is one order of all texts, those that need no collation among them', async () => {
  const text = fc.string({ unit: fc.constantFrom(...'-.:0129TZa ,'.split('')), maxLength: 4 })
  const collator = new Intl.Collator('es', { sensitivity: 'accent' })
  await fc.assert(
    fc.asyncProperty(fc.array(text, { maxLength: 30 }), async (texts) => {
      expect(await sorted({ type: 'singleLineText' }, ...texts)).toEqual(
        texts.toSorted((a, b) => collator.compare(a, b)),
      )
    }),
  )
})
