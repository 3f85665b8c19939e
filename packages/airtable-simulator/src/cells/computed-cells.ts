import { lastModifiedCell, RecordScope, toCell } from './formula-values.ts'
import { linksOf, type SimulatedRecord, type SimulatedTable } from '../base/simulated-table.ts'
import type { CellContext } from './cell-context.ts'
import type { FieldSchema } from '../base/base-data.ts'
import { toText } from '../formula/value.ts'

/** A cell as the REST API shows it, computed where its type says so; `undefined` when it is empty. */
export function cellOf(
  context: CellContext,
  table: SimulatedTable,
  record: SimulatedRecord,
  field: FieldSchema,
): unknown {
  switch (field.type) {
    case 'createdTime':
      return record.createdTime
    case 'lastModifiedTime':
      return lastModifiedCell(record, table, field)
    case 'createdBy':
      return record.createdBy ?? record.cells.get(field.id)
    case 'lastModifiedBy':
      return record.modifiedBy ?? record.cells.get(field.id)
    case 'count':
      return linksOf(record, field.options?.recordLinkFieldId ?? '').length
    case 'multipleAttachments': {
      const files = emptyAsUndefined(record.cells.get(field.id))
      return context.attachmentUrls?.dated(files) ?? files
    }
    case 'multipleLookupValues':
      return lookedUp(context, table, record, field).flat
    case 'formula':
    case 'rollup':
      return context.formulaOf(table, field)
        ? toCell(new RecordScope(context, table, record).field(field))
        : emptyAsUndefined(record.cells.get(field.id))
    default:
      return emptyAsUndefined(record.cells.get(field.id))
  }
}

/** A lookup's cells, in one list and by linked record. */
export interface LookedUp {
  readonly flat: readonly unknown[] | undefined
  readonly byRecord: ReadonlyMap<string, readonly unknown[]>
}

/** How deep lookups of lookups are followed. */
const MAX_DEPTH = 10
let depth = 0

export function lookedUp(
  context: CellContext,
  table: SimulatedTable,
  record: SimulatedRecord,
  { options }: FieldSchema,
): LookedUp {
  const byRecord = new Map<string, readonly unknown[]>()
  const link = table.findField(options?.recordLinkFieldId ?? '')
  const linked = context.findTable(link?.options?.linkedTableId ?? '')
  const source = linked?.findField(options?.fieldIdInLinkedTable ?? '')
  if (!link || !linked || !source || depth >= MAX_DEPTH) return { flat: undefined, byRecord }
  depth++
  try {
    for (const id of linksOf(record, link.id)) {
      const other = linked.records.get(id)
      const cell = other && cellOf(context, linked, other, source)
      if (cell !== undefined) byRecord.set(id, [cell].flat())
    }
  } finally {
    depth--
  }
  const flat = [...byRecord.values()].flat()
  return { flat: flat.length > 0 ? flat : undefined, byRecord }
}

/** The primary field as text: what links show to people. */
export function titleOf(context: CellContext, table: SimulatedTable, record: SimulatedRecord): string {
  const { primaryField } = table
  const cell = record.cells.get(primaryField.id)
  return typeof cell === 'string' ? cell : toText(new RecordScope(context, table, record).field(primaryField))
}

/** The linked records' primary fields. */
export function titlesOf(
  context: CellContext,
  record: SimulatedRecord,
  field: FieldSchema,
): readonly string[] {
  const linked = context.findTable(field.options?.linkedTableId ?? '')
  return linksOf(record, field.id).flatMap((id) => {
    const other = linked?.records.get(id)
    return linked && other ? [titleOf(context, linked, other)] : []
  })
}

function emptyAsUndefined(value: unknown): unknown {
  if (value === null || value === '' || value === false) return undefined
  return Array.isArray(value) && value.length === 0 ? undefined : value
}
