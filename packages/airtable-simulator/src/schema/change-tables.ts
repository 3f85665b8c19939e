import { createField, needName, readDraft } from './change-fields.ts'
import { invalidRequest, typedError } from '../api/api-error.ts'
import { newId } from '../base/identifiers.ts'
import type { SimulatedBase } from '../base/simulated-base.ts'
import { SimulatedTable } from '../base/simulated-table.ts'
import type { TableSchema } from '../base/base-data.ts'

export type Draft = Readonly<Record<string, unknown>>

/** The first field is the primary one. Throws 422. */
export function createTable(
  base: SimulatedBase,
  { name: given, description, fields }: Draft,
): SimulatedTable {
  const name = needTableName(base, given)
  if (!Array.isArray(fields) || fields.length === 0) throw invalidRequest()
  const drafts = fields.map((field: unknown) => readDraft(base, field))
  const primaryFieldId = newId('fld', base.random)
  const schema: TableSchema = {
    id: newId('tbl', base.random),
    name,
    ...(typeof description === 'string' ? { description } : {}),
    primaryFieldId,
    fields: [],
    views: [{ id: newId('viw', base.random), name: 'Grid view', type: 'grid' }],
  }
  const table = new SimulatedTable(schema)
  base.tables.push(table)
  base.recorder?.changes.createdTables.add(table)
  base.schemaChanged()
  for (const [index, draft] of drafts.entries())
    createField(base, table, draft, index === 0 ? primaryFieldId : undefined)
  return table
}

/** Throws 422. */
export function updateTable(base: SimulatedBase, table: SimulatedTable, { name, description }: Draft): void {
  const { schema } = table
  const changes = base.recorder?.of(table)
  if (changes) changes.metadataBefore ??= { name: schema.name, description: schema.description ?? null }
  if (name !== undefined && name !== schema.name) schema.name = needTableName(base, name)
  if (typeof description === 'string') schema.description = description
  base.schemaChanged()
}

/** Its links in other tables go with it, and so do the inverse fields. */
export function deleteTable(base: SimulatedBase, table: SimulatedTable): void {
  for (const record of table.records.values()) base.delete(table, record)
  base.tables.splice(base.tables.indexOf(table), 1)
  for (const other of base.tables) {
    const { fields } = other.schema
    const orphans = fields.filter(({ options }) => options?.linkedTableId === table.schema.id)
    for (const field of orphans) {
      fields.splice(fields.indexOf(field), 1)
      base.recorder?.of(other).destroyedFieldIds.push(field.id)
    }
    other.indexFields()
  }
  base.recorder?.changes.tables.delete(table.schema.id)
  base.recorder?.changes.destroyedTableIds.push(table.schema.id)
  base.schemaChanged()
}

function needTableName({ tables }: SimulatedBase, given: unknown): string {
  const name = needName(given)
  if (tables.some(({ schema }) => schema.name === name))
    throw typedError(422, 'DUPLICATE_TABLE_NAME', `Table "${name}" already exists in this base`)
  return name
}
