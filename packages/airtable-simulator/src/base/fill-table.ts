import type { BaseData, Collaborator, TableData } from './base-data.ts'
import { isRecordId } from './identifiers.ts'
import type { SimulatedTable } from './simulated-table.ts'

/** Puts given records into a table, ids kept. Throws for an id that is none or stands twice, and for an unknown field. */
export function fillTable(table: SimulatedTable, { schema, records }: TableData): void {
  const autoNumbers = table.schema.fields.filter(({ type }) => type === 'autoNumber')
  for (const { id, createdTime, fields } of records) {
    if (!isRecordId(id))
      throw new Error(
        `Table ${schema.name} has a record whose id ${JSON.stringify(id)} is not "rec" and 14 letters or digits.`,
      )
    if (table.records.has(id)) throw new Error(`Table ${schema.name} has two records with the id ${id}.`)
    const cells = new Map<string, unknown>()
    for (const name of Object.keys(fields)) {
      const field = table.findField(name)
      if (!field)
        throw new Error(
          `Record ${id} has a cell ${JSON.stringify(name)}, which is no field of ${schema.name}.`,
        )
      cells.set(field.id, fields[name])
    }
    table.records.set(id, { id, createdTime, modifiedTime: undefined, cells })
    for (const field of autoNumbers)
      table.nextAutoNumber = Math.max(table.nextAutoNumber, Number(cells.get(field.id) ?? 0) + 1)
  }
}

const COLLABORATOR_TYPES: ReadonlySet<string> = new Set([
  'singleCollaborator',
  'multipleCollaborators',
  'createdBy',
  'lastModifiedBy',
])

/** Who stands in cells, and who is given besides. */
export function collaboratorsIn(data: BaseData): Map<string, Collaborator> {
  const people = [...objectsIn(data, COLLABORATOR_TYPES), ...(data.collaborators ?? [])]
  return new Map(people.map((person) => [person.id, person]))
}

/** The files in cells, by id: a write may keep one by naming it. */
export function attachmentsIn(data: BaseData): Map<string, unknown> {
  return new Map(objectsIn(data, new Set(['multipleAttachments'])).map((file) => [file.id, file]))
}

function objectsIn({ tables }: BaseData, types: ReadonlySet<string>): readonly { readonly id: string }[] {
  return tables.flatMap(({ schema, records }) => {
    const fields = schema.fields.filter(({ type }) => types.has(type))
    if (fields.length === 0) return []
    return records.flatMap((record) =>
      fields.flatMap(({ id, name }) => (record.fields[name] ?? record.fields[id] ?? []) as { id: string }[]),
    )
  })
}
