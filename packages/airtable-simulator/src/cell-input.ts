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
  /** Records that typecast will create, by table and name: one request makes each once. */
  readonly reserved: Map<string, string>
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
  const at = typeof value === 'string' && /^\d{4}-/.test(value) ? instantOf(value, field) : Number.NaN
  if (Number.isNaN(at)) throw invalidValue(field.name)
  return new Date(at).toISOString()
}

/** A time without a zone is read in the field's own, else in UTC: never in that of this machine. */
function instantOf(text: string, field: FieldSchema): number {
  if (!text.includes('T') || /(Z|[+-]\d{2}:?\d{2})$/.test(text)) return Date.parse(text)
  const { timeZone } = field.options ?? {}
  const asUtc = Date.parse(`${text}Z`)
  if (typeof timeZone !== 'string' || timeZone === 'utc' || timeZone === 'client') return asUtc
  const once = asUtc - zoneOffset(asUtc, timeZone)
  return asUtc - zoneOffset(once, timeZone)
}

/** How far a zone's wall time is ahead of UTC at an instant, in ms. */
function zoneOffset(instant: number, timeZone: string): number {
  if (Number.isNaN(instant)) return 0
  const wall = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    instant,
  )
  return Date.parse(`${wall.replace(' ', 'T')}Z`) - Math.floor(instant / 1_000) * 1_000
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
  context: CellInputContext,
): string {
  const { base, typecast } = context
  if (typeof item !== 'string') throw invalidValue(field.name)
  if (linked.records.has(item)) return item
  if (!typecast || isRecordId(item)) {
    if (isRecordId(item)) throw rowDoesNotExist(item)
    throw invalidValue(field.name)
  }
  for (const record of linked.records.values()) if (base.titleOf(linked, record) === item) return record.id
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
