import type { FieldSchema, TableSchema } from './base-data.ts'
import { unknownField } from './api-error.ts'

/** A record in memory: cells by field id, computed ones not among them. */
export interface SimulatedRecord {
  readonly id: string
  readonly createdTime: string
  modifiedTime: string | undefined
  readonly cells: Map<string, unknown>
}

/** One table: its schema and its records in the order of creation. */
export class SimulatedTable {
  readonly schema: TableSchema
  readonly records: Map<string, SimulatedRecord> = new Map()
  readonly #fields = new Map<string, FieldSchema>()

  constructor(schema: TableSchema) {
    this.schema = schema
    for (const field of schema.fields) {
      this.#fields.set(field.id, field)
      this.#fields.set(field.name, field)
    }
  }

  /** By id or exact name. Throws UNKNOWN_FIELD_NAME. */
  field(idOrName: string): FieldSchema {
    const field = this.#fields.get(idOrName)
    if (!field) throw unknownField(idOrName)
    return field
  }

  findField(idOrName: string): FieldSchema | undefined {
    return this.#fields.get(idOrName)
  }

  get primaryField(): FieldSchema {
    return this.field(this.schema.primaryFieldId)
  }
}

/** The record ids in a link cell. */
export function linksOf(record: SimulatedRecord, fieldId: string): readonly string[] {
  return (record.cells.get(fieldId) as readonly string[] | undefined) ?? []
}
