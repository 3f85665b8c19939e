import { expect, test } from 'vitest'
import fc from 'fast-check'
import { compileFormula } from './compile-formula.ts'
import { NOW_MS, recordOf, reservations } from './formula-fixture.ts'
import { formulas } from './formula-grammar-fixture.ts'
import { InexactValue } from './inexact-value.ts'
import type { FormulaTable } from './table-fields.ts'

const names =
  'Texto Notas Hora Zona Num Precio Activo Fecha Cuando Varios Enlace Tels Precios Dias Cuenta Quien Ficheros'
const types =
  'singleLineText multilineText singleLineText singleSelect number currency checkbox date dateTime multipleSelects multipleRecordLinks multipleLookupValues multipleLookupValues multipleLookupValues count singleCollaborator multipleAttachments'.split(
    ' ',
  )
const table: FormulaTable = {
  fields: [
    ...names.split(' ').map((name, index) => ({
      id: `fld${name.padEnd(14, '0')}`,
      name,
      type: types[index] ?? 'number',
      options: { result: { type: ['phoneNumber', 'number', 'date'][index % 3] ?? 'number' } },
    })),
    { id: 'fldMarcas00000000', name: 'Marcas', type: 'formula', options: { result: { type: 'number' } } },
    { id: 'fldCreada00000000', name: 'Creada', type: 'createdTime' },
  ],
}

const cell = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    undefined,
    Number.NaN,
    -0,
    1e308,
    '',
    '2026-01-10',
    '2026-02-30',
    '2026-01-10T20:30:00.000Z',
    'a,"b',
  ),
  fc.constantFrom({ specialValue: 'NaN' }, { specialValue: 'x' }, { error: '#ERROR!' }, { name: 'Ana' }, [
    { filename: 'a' },
  ]),
  fc.array(fc.oneof(fc.string(), fc.double(), fc.constant(null), fc.constant([1]), fc.constant(['a'])), {
    maxLength: 3,
  }),
)
const records = fc
  .record(Object.fromEntries(table.fields.map(({ name }) => [name, cell])), { requiredKeys: [] })
  .map(recordOf)

test('whatever a record holds, a formula is true, false, or left to Airtable', () => {
  const options = {
    textsOfLinks: (_fieldId: string, ids: readonly string[]) => (ids.includes('') ? undefined : ids),
  }
  let answered = 0

  fc.assert(
    fc.property(formulas(2), fc.array(records, { minLength: 1, maxLength: 5 }), (formula, some) => {
      const compiled = compileFormula(formula, table, options)
      if (!compiled.exact) return
      for (const record of some) {
        try {
          expect(compiled.evaluate(record, NOW_MS)).toBeTypeOf('boolean')
          answered++
        } catch (error) {
          expect(error).toBeInstanceOf(InexactValue)
        }
      }
    }),
    { numRuns: 3_000 },
  )

  expect(answered).toBeGreaterThan(1_000)
})

test.each([
  ['{Nombre}', { Nombre: 5 }],
  ['{Personas}', { Personas: '5' }],
  ['{Personas}', { Personas: { specialValue: 'NaN' } }],
  ['{Activo}', { Activo: 1 }],
  ['{Fecha}', { Fecha: '2026-01-10T00:00:00.000Z' }],
  ['{Inicio}', { Inicio: '2026-01-10' }],
  ['{Fecha}', { Fecha: '2026-02-30' }],
  ['{Alergias}', { Alergias: 'Soja' }],
  ['{Alergias}', { Alergias: [{ id: 'sel1', name: 'Soja' }] }],
  ['{Mesa}', { Mesa: [{ id: 'recMesa1', name: 'Mesa 1' }] }],
  ['{Mesa}', { Mesa: ['recUnknown'] }],
  ['{Ficheros}', { Ficheros: [{ id: 'att1' }] }],
  ['{Camarero}', { Camarero: { id: 'usr1' } }],
  ['{Precios}', { Precios: ['5'] }],
  ['{Tasa}', { Tasa: { specialValue: 'otra' } }],
])('%s of %j is left to Airtable', (formula, fields) => {
  const compiled = compileFormula(formula, reservations, { textsOfLinks: () => undefined })

  expect(() => compiled.exact && compiled.evaluate(recordOf(fields), NOW_MS)).toThrow(InexactValue)
})

test('a message of it never holds what the cell holds', () => {
  const compiled = compileFormula('{Personas}', reservations)
  const evaluate = () => compiled.exact && compiled.evaluate(recordOf({ Personas: 'secreto' }), NOW_MS)

  expect(evaluate).toThrow(/^(?!.*secreto)/)
})
