import { linksOf, type SimulatedRecord, type SimulatedTable } from './simulated-table.ts'
import type { FieldSchema } from './base-data.ts'

/** The other side of a two-way link. */
export interface Inverse {
  readonly table: SimulatedTable
  readonly field: FieldSchema
}

export type FindTable = (id: string) => SimulatedTable | undefined

export function inverseOf(field: FieldSchema, findTable: FindTable): Inverse | undefined {
  const { linkedTableId, inverseLinkFieldId } = field.options ?? {}
  const table = linkedTableId === undefined ? undefined : findTable(linkedTableId)
  const inverse = inverseLinkFieldId === undefined ? undefined : table?.findField(inverseLinkFieldId)
  return table && inverse && { table, field: inverse }
}

/**
 * Writes the inverse of every link: the data may give links on one side only. Gathers first and writes once, so that
 * ten thousand links to one record cost ten thousand steps. Throws for a link to a record that is not there.
 */
export function completeLinks(table: SimulatedTable, findTable: FindTable): void {
  for (const field of table.schema.fields.filter(({ type }) => type === 'multipleRecordLinks')) {
    const inverse = inverseOf(field, findTable)
    if (!inverse) continue
    for (const [other, ids] of backLinks(table, field, inverse)) {
      const known = linksOf(other, inverse.field.id)
      const all = known.length > 0 ? [...new Set([...known, ...ids])] : ids
      if (all.length > known.length) other.cells.set(inverse.field.id, all)
    }
  }
}

function backLinks(
  { schema, records }: SimulatedTable,
  field: FieldSchema,
  inverse: Inverse,
): ReadonlyMap<SimulatedRecord, string[]> {
  const links = new Map<SimulatedRecord, string[]>()
  for (const record of records.values()) {
    for (const id of linksOf(record, field.id)) {
      const other = inverse.table.records.get(id)
      if (!other)
        throw new Error(
          `${schema.name}.${field.name} of ${record.id} links to ${id}, which is not in ${inverse.table.schema.name}.`,
        )
      const ids = links.get(other)
      if (ids) ids.push(record.id)
      else links.set(other, [record.id])
    }
  }
  return links
}

/** A cell that names a record. */
export interface LinkCell {
  readonly table: SimulatedTable
  readonly record: SimulatedRecord
  readonly fieldId: string
}

/** One-way links have no inverse that would tell who names a record. */
export function* oneWayLinksTo(
  tables: readonly SimulatedTable[],
  { schema }: SimulatedTable,
  id: string,
): Generator<LinkCell> {
  for (const table of tables) {
    for (const { id: fieldId, type, options } of table.schema.fields) {
      const isOneWay = type === 'multipleRecordLinks' && options?.inverseLinkFieldId === undefined
      if (!isOneWay || options?.linkedTableId !== schema.id) continue
      for (const record of table.records.values())
        if (linksOf(record, fieldId).includes(id)) yield { table, record, fieldId }
    }
  }
}

/** A new array for each change: a cell that was handed out must not change. */
export function addLink(record: SimulatedRecord, fieldId: string, id: string): void {
  const links = linksOf(record, fieldId)
  if (!links.includes(id)) record.cells.set(fieldId, [...links, id])
}

export function removeLink(record: SimulatedRecord, fieldId: string, id: string): void {
  const left = linksOf(record, fieldId).filter((link) => link !== id)
  if (left.length > 0) record.cells.set(fieldId, left)
  else record.cells.delete(fieldId)
}
