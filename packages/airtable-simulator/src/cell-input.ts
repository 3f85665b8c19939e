import { COMPUTED_TYPES, type FieldSchema } from './base-data.ts'
import { invalidValue, rowDoesNotExist, unknownOption } from './api-error.ts'
import { isRecordId, newId } from './identifiers.ts'
import type { SimulatedBase } from './simulated-base.ts'
import type { SimulatedTable } from './simulated-table.ts'

export interface CellInputContext {
  readonly base: SimulatedBase
  readonly typecast: boolean
  /** Changes to the schema or to other tables that typecast asks for: done only when the whole request is valid. */
  readonly onAccept: (change: () => void) => void
}

/** A value given by a client as the cell keeps it; `undefined` clears. Throws the 422 that Airtable answers. */
export function cellFromInput(field: FieldSchema, value: unknown, context: CellInputContext): unknown {
  if (COMPUTED_TYPES.has(field.type)) throw invalidValue(field.name)
  if (value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0))
    return undefined
  const read = READERS[field.type]
  return read ? read(field, value, context) : value
}

type Reader = (field: FieldSchema, value: unknown, context: CellInputContext) => unknown

const readText: Reader = (field, value, { typecast }) => {
  if (typeof value === 'string') return value
  if (typecast && (typeof value === 'number' || typeof value === 'boolean')) return String(value)
  throw invalidValue(field.name)
}

const readNumber: Reader = (field, value, { typecast }) => {
  const number = typecast && typeof value === 'string' ? Number(value.replaceAll(/[€$,\s]/g, '')) : value
  if (typeof number === 'number' && Number.isFinite(number)) return number
  throw invalidValue(field.name)
}

const readCheckbox: Reader = (field, value, { typecast }) => {
  if (value === true) return true
  if (typecast && typeof value === 'string') return /^(true|checked|yes|1)$/i.test(value) ? true : undefined
  throw invalidValue(field.name)
}

const readDate: Reader = (field, value) => {
  const date = typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] : undefined
  if (date === undefined || Number.isNaN(Date.parse(String(value)))) throw invalidValue(field.name)
  return date
}

const readDateTime: Reader = (field, value) => {
  const at = typeof value === 'string' && /^\d{4}-/.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(at)) throw invalidValue(field.name)
  return new Date(at).toISOString()
}

const readSelect: Reader = (field, value, context) => {
  if (typeof value !== 'string') throw invalidValue(field.name)
  const choices = field.options?.choices ?? []
  if (choices.some((choice) => choice.name === value)) return value
  if (!context.typecast) throw unknownOption(value)
  context.onAccept(() => {
    if (!choices.some((choice) => choice.name === value))
      choices.push({ id: newId('sel', context.base.random), name: value })
  })
  return value
}

const readSelects: Reader = (field, value, context) => {
  const names =
    context.typecast && typeof value === 'string' ? value.split(',').map((name) => name.trim()) : value
  if (!Array.isArray(names)) throw invalidValue(field.name)
  return [...new Set(names.map((name: unknown) => readSelect(field, name, context)))]
}

const readLinks: Reader = (field, value, context) => {
  const linked = context.base.table(field.options?.linkedTableId ?? '')
  const items =
    context.typecast && typeof value === 'string' ? value.split(',').map((name) => name.trim()) : value
  if (!Array.isArray(items)) throw invalidValue(field.name)
  return [...new Set(items.map((item: unknown) => readLink(field, linked, item, context)))]
}

function readLink(
  field: FieldSchema,
  linked: SimulatedTable,
  item: unknown,
  { base, typecast }: CellInputContext,
): string {
  if (typeof item !== 'string') throw invalidValue(field.name)
  if (linked.records.has(item)) return item
  if (!typecast || isRecordId(item)) {
    if (isRecordId(item)) throw rowDoesNotExist(item)
    throw invalidValue(field.name)
  }
  for (const record of linked.records.values()) if (base.titleOf(linked, record) === item) return record.id
  return base.create(linked, new Map([[linked.primaryField.id, item]])).id
}

const readObjects: Reader = (field, value, { base }) => {
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'object' || item === null))
    throw invalidValue(field.name)
  return value.map((item: object) => ({ id: newId('att', base.random), ...item }))
}

const READERS: Readonly<Record<string, Reader>> = {
  singleLineText: readText,
  multilineText: readText,
  richText: readText,
  email: readText,
  url: readText,
  phoneNumber: readText,
  number: readNumber,
  currency: readNumber,
  percent: readNumber,
  duration: readNumber,
  rating: readNumber,
  checkbox: readCheckbox,
  date: readDate,
  dateTime: readDateTime,
  singleSelect: readSelect,
  multipleSelects: readSelects,
  multipleRecordLinks: readLinks,
  multipleAttachments: readObjects,
}
