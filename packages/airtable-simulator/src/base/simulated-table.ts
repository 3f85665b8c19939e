import type { Collaborator, FieldSchema, TableSchema, ViewSchema } from './base-data.ts'
import type { Comment } from '../comments/comment.ts'
import { unknownField } from '../api/api-error.ts'

/** A record in memory: cells by field id, computed ones not among them. */
export interface SimulatedRecord {
  readonly id: string
  readonly createdTime: string
  /** ISO; `undefined`: never since it was created. */
  modifiedTime: string | undefined
  createdBy?: Collaborator
  modifiedBy?: Collaborator
  readonly cells: Map<string, unknown>
  /** By field id, for the fields that were changed since the record was created. */
  fieldTimes?: Map<string, string>
  /** Latest last. */
  comments?: Comment[]
  /** When it was made, by the monotonic clock; `undefined` for what was given. */
  madeAt?: number
}

/** One table: its schema and its records in the order of creation. */
export class SimulatedTable {
  readonly schema: TableSchema
  readonly records: Map<string, SimulatedRecord> = new Map()
  /** What the next record gets in autoNumber fields. */
  nextAutoNumber = 1
  readonly #fields = new Map<string, FieldSchema>()

  constructor(schema: TableSchema) {
    this.schema = schema
    this.indexFields()
  }

  /** To be called after a change to the fields of the schema. */
  indexFields(): void {
    this.#fields.clear()
    for (const field of this.schema.fields) this.#fields.set(field.name, field)
    for (const field of this.schema.fields) this.#fields.set(field.id, field)
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

  findView(idOrName: string): ViewSchema | undefined {
    return this.schema.views.find(({ id, name }) => id === idOrName || name === idOrName)
  }

  get primaryField(): FieldSchema {
    return this.field(this.schema.primaryFieldId)
  }
}

/** The record ids in a link cell. */
export function linksOf(record: SimulatedRecord, fieldId: string): readonly string[] {
  return (record.cells.get(fieldId) as readonly string[] | undefined) ?? []
}
