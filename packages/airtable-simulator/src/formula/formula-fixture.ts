import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import type { BaseData, FieldOptions } from '../base/base-data.ts'
import type { SimulatedRecord, SimulatedTable } from '../base/simulated-table.ts'
import { compileFormula } from './compile-formula.ts'
import { RecordScope, toCell } from '../cells/formula-values.ts'
import { SimulatedBase } from '../base/simulated-base.ts'

const field = (name: string, type: string, options?: FieldOptions) => ({
  id: `fld${name.replaceAll(/[^A-Za-z]/g, '').padEnd(14, '0')}`,
  name,
  type,
  ...(options ? { options } : {}),
})

export const data: BaseData = {
  id: 'appFormulas000001',
  name: 'Formulas',
  tables: [
    {
      schema: {
        id: 'tblMain0000000000',
        name: 'Main',
        primaryFieldId: 'fldNombre00000000',
        views: [],
        fields: [
          field('Nombre', 'singleLineText'),
          field('N', 'number'),
          field('Cero', 'number'),
          field('Blank', 'number'),
          field('Notas', 'multilineText'),
          field('Fecha', 'date'),
          field('When', 'dateTime'),
          field('Sin', 'date'),
          field('Activo', 'checkbox'),
          field('Off', 'checkbox'),
          field('Tags', 'multipleSelects'),
          field('Files', 'multipleAttachments'),
          field('Quien', 'singleCollaborator'),
          field('Mesa', 'multipleRecordLinks', { linkedTableId: 'tblMesas000000000' }),
          field('Una', 'multipleRecordLinks', { linkedTableId: 'tblMesas000000000' }),
          field('Sitios', 'multipleLookupValues', {
            recordLinkFieldId: 'fldMesa0000000000',
            fieldIdInLinkedTable: 'fldCap00000000000',
          }),
          field('Sitio', 'multipleLookupValues', {
            recordLinkFieldId: 'fldUna00000000000',
            fieldIdInLinkedTable: 'fldCap00000000000',
          }),
          field('Total', 'rollup', {
            recordLinkFieldId: 'fldMesa0000000000',
            fieldIdInLinkedTable: 'fldCap00000000000',
            formula: 'MAX(values)*10',
          }),
          field('Doble', 'formula', { formula: '{fldN0000000000000}*2' }),
          field('Bucle', 'formula', { formula: '{Bucle}+1' }),
          field('Rota', 'formula', { formula: 'NADA(' }),
          field('Año (nº)', 'number'),
          field('A+B', 'number'),
          field('Estado', 'singleSelect'),
          field('Personas', 'number'),
          field('Raro }', 'singleLineText'),
          field('Restaurante', 'multipleRecordLinks', { linkedTableId: 'tblMesas000000000' }),
        ],
      },
      records: [
        {
          id: 'recMain0000000001',
          createdTime: '2026-01-01T08:00:00.000Z',
          fields: {
            Nombre: "José's",
            N: 5,
            Cero: 0,
            Fecha: '2026-01-10',
            When: '2026-01-10T19:30:15.250Z',
            Activo: true,
            Tags: ['rojo', 'azul'],
            Files: [{ id: 'att00000000000001', url: 'http://x/a.png', filename: 'a.png' }],
            Quien: { id: 'usr00000000000001', email: 'ana@example.com', name: 'Ana' },
            Mesa: ['recMesa0000000001', 'recMesa0000000002'],
            Una: ['recMesa0000000003'],
            'Año (nº)': 2026,
            'A+B': 3,
            Estado: 'Confirmada',
            'Raro }': 'x',
            Restaurante: ['recMesa0000000001'],
          },
        },
      ],
    },
    {
      schema: {
        id: 'tblMesas000000000',
        name: 'Mesas',
        primaryFieldId: 'fldMesa1000000000',
        views: [],
        fields: [
          { id: 'fldMesa1000000000', name: 'Nombre', type: 'singleLineText' },
          { id: 'fldCap00000000000', name: 'Cap', type: 'number' },
        ],
      },
      records: [
        ['recMesa0000000001', 'Mesa 1', 2],
        ['recMesa0000000002', 'Mesa 2', 4],
        ['recMesa0000000003', 'Fondo, izquierda', 6],
      ].map(([id, Nombre, Cap]) => ({
        id: String(id),
        createdTime: '2026-01-01T00:00:00.000Z',
        fields: { Nombre, Cap },
      })),
    },
  ],
}

// A Saturday, in winter time.
export const clock: FakeClock = new FakeClock(Date.UTC(2026, 0, 10, 23, 30))
export const base: SimulatedBase = new SimulatedBase(data, clock, new SeededRandom(1))
export const table: SimulatedTable = base.table('Main')
export const record: SimulatedRecord | undefined = [...table.records.values()][0]
export const NAN: object = { specialValue: 'NaN' }
export const ERR: object = { error: '#ERROR!' }

/** What a formula field with this formula would show. */
export function show(formula: string): unknown {
  const compiled = compileFormula(formula, (name) => table.findField(name))
  return record && toCell(compiled(new RecordScope(base, table, record)))
}

export type Cases = readonly (readonly [formula: string, expected: unknown])[]
