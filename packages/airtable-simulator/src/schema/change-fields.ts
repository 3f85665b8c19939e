import { COMPUTED_TYPES, type FieldOptions, type FieldSchema } from '../base/base-data.ts'
import { invalidRequest, typedError } from '../api/api-error.ts'
import { newId } from '../base/identifiers.ts'
import type { SimulatedBase } from '../base/simulated-base.ts'
import type { SimulatedTable } from '../base/simulated-table.ts'

/** A field as a client asks for it. */
export interface FieldDraft {
  readonly name: string
  readonly type: string
  readonly description?: string
  readonly options?: FieldOptions
}

/** What writeable field types there are; those of unknown type pass as well. */
export function readDraft({ findTable }: SimulatedBase, given: unknown): FieldDraft {
  const { name, type, description, options } = (given ?? {}) as Readonly<Record<string, unknown>>
  if (typeof type !== 'string' || !/^[a-z][A-Za-z]+$/.test(type)) throw invalidRequest()
  if (COMPUTED_TYPES.has(type))
    throw typedError(
      422,
      'UNSUPPORTED_FIELD_TYPE_FOR_CREATE',
      `Creating ${type} fields is not supported at this time`,
    )
  const read = (typeof options === 'object' && options !== null ? options : undefined) as
    | FieldOptions
    | undefined
  if (type === 'multipleRecordLinks' && !findTable(read?.linkedTableId ?? '')) throw invalidRequest()
  return {
    name: needName(name),
    type,
    ...(typeof description === 'string' ? { description } : {}),
    ...(read ? { options: read } : {}),
  }
}

export function needName(name: unknown): string {
  if (typeof name === 'string' && name.trim() !== '') return name
  throw typedError(422, 'DUPLICATE_OR_EMPTY_FIELD_NAME', 'Name cannot be empty')
}

/** A link gets its inverse field in the linked table, named after this one. Throws 422. */
export function createField(
  base: SimulatedBase,
  table: SimulatedTable,
  draft: FieldDraft,
  id: string = newId('fld', base.random),
): FieldSchema {
  needFreeName(table, draft.name)
  const isLink = draft.type === 'multipleRecordLinks'
  const options = isLink ? linkOptions(base, table, draft, id) : choiceOptions(base, draft.options)
  const field: FieldSchema = { ...draft, id, ...(options ? { options } : {}) }
  add(base, table, field)
  return field
}

function choiceOptions(
  { random }: SimulatedBase,
  options: FieldOptions | undefined,
): FieldOptions | undefined {
  if (!options?.choices) return options
  return {
    ...options,
    choices: options.choices.map((choice) => ({ ...choice, id: choice.id ?? newId('sel', random) })),
  }
}

function linkOptions(
  base: SimulatedBase,
  table: SimulatedTable,
  { options }: FieldDraft,
  fieldId: string,
): FieldOptions {
  const linked = base.table(options?.linkedTableId ?? '')
  const common = { isReversed: false, prefersSingleRecordLink: false }
  const inverse: FieldSchema = {
    id: newId('fld', base.random),
    name: freeName(linked, table.schema.name),
    type: 'multipleRecordLinks',
    options: { ...common, linkedTableId: table.schema.id, inverseLinkFieldId: fieldId },
  }
  add(base, linked, inverse)
  return { ...common, ...options, linkedTableId: linked.schema.id, inverseLinkFieldId: inverse.id }
}

function add(base: SimulatedBase, table: SimulatedTable, field: FieldSchema): void {
  table.schema.fields.push(field)
  table.indexFields()
  base.recorder?.of(table).createdFields.push(field)
  base.schemaChanged()
}

/** Throws 422. */
export function updateField(
  base: SimulatedBase,
  table: SimulatedTable,
  field: FieldSchema,
  { name, description }: Readonly<Record<string, unknown>>,
): void {
  if (name !== undefined && name !== field.name) {
    const newName = needName(name)
    needFreeName(table, newName)
    const changed = base.recorder?.of(table).changedFields
    if (!changed?.has(field.id)) changed?.set(field.id, field.name)
    field.name = newName
  }
  if (typeof description === 'string') field.description = description
  table.indexFields()
  base.schemaChanged()
}

/** With its cells, and the inverse field of a link. The REST API has no route for it. */
export function deleteField(base: SimulatedBase, table: SimulatedTable, field: FieldSchema): void {
  if (field.id === table.schema.primaryFieldId)
    throw new Error(`${field.name} is the primary field of ${table.schema.name}: it cannot be deleted.`)
  remove(base, table, field)
  const { linkedTableId = '', inverseLinkFieldId = '' } = field.options ?? {}
  const linked = base.findTable(linkedTableId)
  const inverse = linked?.findField(inverseLinkFieldId)
  if (linked && inverse) remove(base, linked, inverse)
}

function remove(base: SimulatedBase, table: SimulatedTable, field: FieldSchema): void {
  const { fields } = table.schema
  fields.splice(fields.indexOf(field), 1)
  for (const record of table.records.values()) record.cells.delete(field.id)
  table.indexFields()
  base.recorder?.of(table).destroyedFieldIds.push(field.id)
  base.schemaChanged()
}

function needFreeName(table: SimulatedTable, name: string): void {
  if (table.schema.fields.some((field) => field.name === name))
    throw typedError(422, 'DUPLICATE_OR_EMPTY_FIELD_NAME', `Field "${name}" already exists in this table`)
}

function freeName(table: SimulatedTable, wanted: string): string {
  const isTaken = (name: string) => table.schema.fields.some((field) => field.name === name)
  let name = wanted
  for (let number = 2; isTaken(name); number++) name = `${wanted} ${number}`
  return name
}
