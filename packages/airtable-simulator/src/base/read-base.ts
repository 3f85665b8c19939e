import type { BaseData, Collaborator, RecordData, TableSchema } from './base-data.ts'

/**
 * A base from JSON: the schema as the metadata API tells it, records as lists tell them (`{"records": […]}` or the
 * bare array), by the table's name or id. `source` is named in errors. Throws for anything else.
 */
export function readBase(given: unknown, source: string = 'The base'): BaseData {
  const { id, name, tables, records = {}, collaborators } = (given ?? {}) as BaseFile
  if (typeof id !== 'string' || !Array.isArray(tables))
    throw new Error(`${source} must hold an object with "id", "name", "tables" and "records".`)
  const known = new Set(tables.flatMap((table) => [table.name, table.id]))
  const unknown = Object.keys(records).find((table) => !known.has(table))
  if (unknown !== undefined)
    throw new Error(`${source} has records of ${JSON.stringify(unknown)}, which is no table of it.`)
  return {
    id,
    name: name ?? id,
    collaborators,
    tables: tables.map((schema) => {
      needSchema(schema, source)
      const list = records[schema.name] ?? records[schema.id] ?? []
      return {
        schema: { ...schema, views: schema.views ?? [] },
        records: 'records' in list ? list.records : list,
      }
    }),
  }
}

function needSchema({ id, name, primaryFieldId, fields }: TableSchema, source: string): void {
  if (typeof id !== 'string' || typeof name !== 'string' || !Array.isArray(fields))
    throw new Error(`${source} has a table without "id", "name" or "fields".`)
  if (!fields.some((field) => field.id === primaryFieldId))
    throw new Error(`${source}: table ${name} has no field ${primaryFieldId}, its "primaryFieldId".`)
}

type RecordList = readonly RecordData[] | { readonly records: readonly RecordData[] }

interface BaseFile {
  readonly id?: unknown
  readonly name?: string
  readonly tables?: readonly TableSchema[]
  readonly records?: Readonly<Record<string, RecordList>>
  readonly collaborators?: readonly Collaborator[]
}
