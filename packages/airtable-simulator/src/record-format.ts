import type { FieldSchema } from './base-data.ts'
import type { SimulatedBase } from './simulated-base.ts'
import { linksOf, type SimulatedRecord, type SimulatedTable } from './simulated-table.ts'

/** How records are shown: which fields, under which names, as values or as text. */
export interface RecordFormat {
  /** `undefined`: all. */
  readonly fields: readonly FieldSchema[] | undefined
  readonly byFieldId: boolean
  readonly asText: boolean
}

export interface RecordBody {
  readonly id: string
  readonly createdTime: string
  readonly fields: Record<string, unknown>
}

/** A record as the REST API shows it: empty cells are left out. */
export function formatRecord(
  base: SimulatedBase,
  table: SimulatedTable,
  record: SimulatedRecord,
  format: RecordFormat,
): RecordBody {
  const fields: Record<string, unknown> = {}
  for (const field of format.fields ?? table.schema.fields) {
    const value = base.cell(table, record, field)
    if (value === undefined) continue
    fields[format.byFieldId ? field.id : field.name] = format.asText
      ? asText(base, record, field, value)
      : value
  }
  return { id: record.id, createdTime: record.createdTime, fields }
}

/** What people see in the cell, as `cellFormat=string` gives it. */
export function asText(
  base: SimulatedBase,
  record: SimulatedRecord,
  field: FieldSchema,
  value: unknown,
): string {
  if (field.type === 'multipleRecordLinks') return titlesOf(base, record, field).map(quotedIfComma).join(', ')
  if (field.type === 'checkbox') return 'checked'
  if (Array.isArray(value))
    return value.map((item) => (typeof item === 'object' ? JSON.stringify(item) : String(item))).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The linked records' primary fields. */
export function titlesOf(
  base: SimulatedBase,
  record: SimulatedRecord,
  field: FieldSchema,
): readonly string[] {
  const linked = base.table(field.options?.linkedTableId ?? '')
  return linksOf(record, field.id).flatMap((id) => {
    const other = linked.records.get(id)
    return other ? [base.titleOf(linked, other)] : []
  })
}

function quotedIfComma(text: string): string {
  return text.includes(',') ? `"${text}"` : text
}
