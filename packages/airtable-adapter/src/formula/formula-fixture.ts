import type { AirtableRecord } from '../airtable-record.ts'
import { checkFormula } from './check-formula.ts'
import { compileFormula, contextOf } from './compile-formula.ts'
import { compileNode } from './compile-node.ts'
import type { FormulaValue } from './formula-value.ts'
import { parseFormula } from './parse-formula.ts'
import { type FormulaField, type FormulaTable, TableFields } from './table-fields.ts'

/** Monday, 12 January 2026, 09:30 in UTC. */
export const NOW_MS: number = Date.UTC(2026, 0, 12, 9, 30)

const field = (name: string, type: string, options?: FormulaField['options']): FormulaField => ({
  id: `fld${name.replace(/[^A-Za-z]/g, '').padEnd(14, '0')}`,
  name,
  type,
  ...(options ? { options } : {}),
})

/** A table with a field of every kind of value. */
export const reservations: FormulaTable = {
  fields: [
    field('Nombre', 'singleLineText'),
    field('Notas', 'multilineText'),
    field('Hora', 'singleLineText'),
    field('Estado', 'singleSelect'),
    field('Alergias', 'multipleSelects'),
    field('Personas', 'number'),
    field('N', 'number'),
    field('A+B', 'number'),
    field('Año (nº)', 'number'),
    field('llave } dentro', 'singleLineText'),
    field('Activo', 'checkbox'),
    field('Fecha', 'date'),
    field('Inicio', 'dateTime'),
    field('Mesa', 'multipleRecordLinks'),
    field('Restaurante', 'multipleRecordLinks'),
    field('Telefono', 'multipleLookupValues', { result: { type: 'phoneNumber' } }),
    field('Precios', 'multipleLookupValues', { result: { type: 'currency' } }),
    field('Tasa', 'formula', { result: { type: 'number' } }),
    field('Total', 'rollup', { result: { type: 'currency' } }),
    field('Ficheros', 'multipleAttachments'),
    field('Camarero', 'singleCollaborator'),
    field('Boton', 'button'),
    field('Creada', 'createdTime'),
  ],
}

const TEXTS: Readonly<Record<string, string>> = {
  recMesa1: 'Mesa 1',
  recMesa2: 'Mesa 2',
  recMesa4: 'Mesa 4',
  recComa: 'Mesa 5, ventana',
  recX: 'La Tasca',
}
const options = {
  textsOfLinks: (_fieldId: string, ids: readonly string[]) => {
    const texts = ids.map((id) => TEXTS[id])
    return texts.every((text) => text !== undefined) ? texts : undefined
  },
}

export function recordOf(fields: AirtableRecord['fields']): AirtableRecord {
  return { id: 'recReserva0000001', createdTime: '2026-01-05T12:00:00.000Z', fields }
}

/** Whether the filter keeps a record with these cells. Throws what the formula is when it is not exact. */
export function keeps(formula: string, fields: AirtableRecord['fields'] = {}): boolean {
  const compiled = compileFormula(formula, reservations, options)
  if (!compiled.exact) throw new Error(compiled.reason)
  return compiled.evaluate(recordOf(fields), NOW_MS)
}

/** What a formula field with this formula would be. */
export function valueOf(formula: string, fields: AirtableRecord['fields'] = {}): FormulaValue {
  const tableFields = new TableFields(reservations)
  const root = parseFormula(formula)
  checkFormula(root, tableFields)
  return compileNode(root, contextOf(reservations, tableFields, options)).run({
    record: recordOf(fields),
    nowMs: NOW_MS,
  })
}
