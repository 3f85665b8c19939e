import type { CellInputContext, CellReader } from './cell-reader.ts'
import { invalidValue, rowDoesNotExist } from '../api/api-error.ts'
import { isRecordId, newId } from '../base/identifiers.ts'
import type { FieldSchema } from '../base/base-data.ts'
import type { SimulatedTable } from '../base/simulated-table.ts'
import { splitList } from './read-selects.ts'
import { titleOf } from './computed-cells.ts'

export const readLinks: CellReader = (field, value, context) => {
  const linked = context.base.findTable(field.options?.linkedTableId ?? '')
  const items = context.typecast && typeof value === 'string' ? splitList(value) : value
  if (!linked || !Array.isArray(items)) throw invalidValue(field.name)
  return [...new Set(items.map((item: unknown) => readLink(field, linked, item, context)))]
}

/** An id, or with typecast the text of the primary field. */
function readLink(
  field: FieldSchema,
  linked: SimulatedTable,
  item: unknown,
  context: CellInputContext,
): string {
  if (typeof item !== 'string') throw invalidValue(field.name)
  if (linked.records.has(item)) return item
  if (isRecordId(item)) throw rowDoesNotExist(item)
  if (!context.typecast) throw invalidValue(field.name)
  for (const record of linked.records.values())
    if (titleOf(context.base, linked, record) === item) return record.id
  return reserve(linked, item, context)
}

/** The id of a record that will exist when the request is accepted. */
function reserve(
  linked: SimulatedTable,
  title: string,
  { base, onAccept, reserved }: CellInputContext,
): string {
  const name = `${linked.schema.id} ${title}`
  const known = reserved.get(name)
  if (known !== undefined) return known
  const id = newId('rec', base.random)
  reserved.set(name, id)
  onAccept(() => base.create(linked, new Map([[linked.primaryField.id, title]]), id))
  return id
}
