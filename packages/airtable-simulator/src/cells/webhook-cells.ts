import { cellOf, lookedUp, titleOf } from './computed-cells.ts'
import { linksOf, type SimulatedRecord, type SimulatedTable } from '../base/simulated-table.ts'
import type { CellContext } from './cell-context.ts'
import type { FieldSchema } from '../base/base-data.ts'

/** All cells of a record that are not empty, by field id. */
export function webhookCellsOf(
  context: CellContext,
  table: SimulatedTable,
  record: SimulatedRecord,
): ReadonlyMap<string, unknown> {
  const cells = new Map<string, unknown>()
  for (const field of table.schema.fields) {
    const cell = webhookCellOf(context, table, record, field)
    if (cell !== undefined) cells.set(field.id, cell)
  }
  return cells
}

/** A cell as webhook payloads show it (V2): options, links and lookups are objects. `undefined` when it is empty. */
function webhookCellOf(
  context: CellContext,
  table: SimulatedTable,
  record: SimulatedRecord,
  field: FieldSchema,
): unknown {
  if (field.type === 'multipleRecordLinks') return linkCell(context, record, field)
  if (field.type === 'multipleLookupValues') return lookupCell(context, table, record, field)
  // As stored: a URL that dies would differ at every look.
  if (field.type === 'multipleAttachments') return record.cells.get(field.id)
  const cell = cellOf(context, table, record, field)
  if (cell === undefined) return undefined
  if (field.type === 'singleSelect') return optionOf(field, cell)
  if (field.type === 'multipleSelects' && Array.isArray(cell))
    return cell.map((name: unknown) => optionOf(field, name))
  return cell
}

function optionOf({ options }: FieldSchema, name: unknown): unknown {
  return options?.choices?.find((choice) => choice.name === name) ?? { name }
}

function linkCell(context: CellContext, record: SimulatedRecord, field: FieldSchema): unknown {
  const linked = context.findTable(field.options?.linkedTableId ?? '')
  const links = linksOf(record, field.id).map((id) => {
    const other = linked?.records.get(id)
    return { id, name: linked && other ? titleOf(context, linked, other) : '' }
  })
  return links.length > 0 ? links : undefined
}

function lookupCell(
  context: CellContext,
  table: SimulatedTable,
  record: SimulatedRecord,
  field: FieldSchema,
): unknown {
  const { byRecord } = lookedUp(context, table, record, field)
  if (byRecord.size === 0) return undefined
  return { linkedRecordIds: [...byRecord.keys()], valuesByLinkedRecordId: Object.fromEntries(byRecord) }
}
