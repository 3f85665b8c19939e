import type { FieldSchema } from './base-data.ts'
import { linksOf, type SimulatedRecord, type SimulatedTable } from './simulated-table.ts'

/** Where linked tables are found. */
interface Tables {
  table(id: string): SimulatedTable
}

/** A cell as the REST API shows it, computed where its type says so; `undefined` when it is empty. */
export function cellOf(
  tables: Tables,
  table: SimulatedTable,
  record: SimulatedRecord,
  field: FieldSchema,
): unknown {
  switch (field.type) {
    case 'createdTime':
      return record.createdTime
    case 'lastModifiedTime':
      return record.modifiedTime ?? record.createdTime
    case 'count': {
      const link = field.options?.recordLinkFieldId
      return link === undefined ? undefined : linksOf(record, link).length
    }
    case 'multipleLookupValues':
      return lookup(tables, table, record, field)
    case 'rollup':
      return rollup(lookup(tables, table, record, field))
    default:
      return emptyAsUndefined(record.cells.get(field.id))
  }
}

function lookup(
  tables: Tables,
  table: SimulatedTable,
  record: SimulatedRecord,
  { options }: FieldSchema,
): readonly unknown[] | undefined {
  const link =
    options?.recordLinkFieldId === undefined ? undefined : table.findField(options.recordLinkFieldId)
  const linkedTableId = link?.options?.linkedTableId
  if (!link || linkedTableId === undefined || options?.fieldIdInLinkedTable === undefined) return undefined
  const linked = tables.table(linkedTableId)
  const source = linked.field(options.fieldIdInLinkedTable)
  const values = linksOf(record, link.id).flatMap((id) => {
    const other = linked.records.get(id)
    return other ? [cellOf(tables, linked, other, source)].flat() : []
  })
  const present = values.filter((value) => value !== undefined)
  return present.length > 0 ? present : undefined
}

/** SUM, the commonest rollup; others are not simulated. */
function rollup(values: readonly unknown[] | undefined): number {
  return (values ?? []).reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0)
}

function emptyAsUndefined(value: unknown): unknown {
  if (value === null || value === '' || value === false) return undefined
  return Array.isArray(value) && value.length === 0 ? undefined : value
}
