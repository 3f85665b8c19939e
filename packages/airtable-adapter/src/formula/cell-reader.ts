import { ERROR, FormulaDate, type FormulaValue } from './formula-value.ts'
import { InexactValue } from './inexact-value.ts'
import { parseIsoDate } from './parse-date.ts'
import type { FormulaField, FormulaResult } from './table-fields.ts'
import { UnsupportedFormula } from './unsupported-formula.ts'

/**
 * The texts of linked records' primary fields, in the order of the ids; `undefined` when one is not at hand.
 */
export type TextsOfLinks = (fieldId: string, recordIds: readonly string[]) => readonly string[] | undefined

export interface CellReaderOptions {
  readonly textsOfLinks: TextsOfLinks | undefined
  /** What a lookup shows when its own options do not tell: a field by its id, in any table. */
  readonly fieldOf: (fieldId: string) => FormulaField | undefined
}

/** Turns a cell, as a list gives it, into the value that a formula sees; a cell that is left out comes as `undefined`. */
export type CellReader = (cell: unknown) => FormulaValue

/**
 * The reader of a field's cells. A cell of an unexpected shape is an InexactValue when it is read.
 *
 * @throws UnsupportedFormula for a field whose values formulas may see differently.
 */
export function cellReader(field: FormulaField, options: CellReaderOptions): CellReader {
  switch (field.type) {
    case 'multipleRecordLinks':
      return linkReader(field.id, options.textsOfLinks)
    case 'multipleLookupValues':
      return lookupReader(field, options)
    case 'formula':
    case 'rollup':
      return computedReader(resultReader(resultOf(field)))
    case 'createdTime':
    case 'lastModifiedTime':
      return resultReader(field.options?.result ?? { type: 'dateTime' })
    default:
      return resultReader(field)
  }
}

function resultReader({ type }: FormulaResult): CellReader {
  const reader = READERS.get(type)
  if (!reader) throw new UnsupportedFormula(`fields of type ${type} are not read`)
  return reader
}

function resultOf(field: FormulaField): FormulaResult {
  const result = field.options?.result
  if (!result) throw new UnsupportedFormula(`the schema does not tell the result of field ${field.id}`)
  return result
}

const orBlank =
  (read: CellReader): CellReader =>
  (cell) =>
    cell === undefined || cell === null ? null : read(cell)

const readText: CellReader = (cell) => {
  if (typeof cell === 'string') return cell === '' ? null : cell
  return cell === undefined || cell === null ? null : unexpected(cell)
}

const readNumber: CellReader = (cell) => {
  if (typeof cell === 'number') return cell
  return cell === undefined || cell === null ? null : unexpected(cell)
}

/** A blank checkbox is FALSE(). */
const readCheckbox: CellReader = (cell) => {
  if (cell === true) return true
  return cell === undefined || cell === null || cell === false ? false : unexpected(cell)
}

const dateReader = (isDay: boolean): CellReader =>
  orBlank((cell) => {
    const date = typeof cell === 'string' && cell.includes('T') !== isDay ? parseIsoDate(cell) : undefined
    return date ? new FormulaDate(date.ms, isDay) : unexpected(cell)
  })

const propertyReader = (property: 'name' | 'filename'): CellReader =>
  orBlank((cell) => {
    const text: unknown = typeof cell === 'object' ? (cell as Record<string, unknown>)[property] : undefined
    return typeof text === 'string' && text !== '' ? text : unexpected(cell)
  })

/** Empty lists are blank cells. */
const listReader = (read: CellReader): CellReader =>
  orBlank((cell) => {
    if (!Array.isArray(cell)) return unexpected(cell)
    return cell.length === 0 ? null : cell.map(read)
  })

/** Cells that formulas see as they are. */
export const TEXT_TYPES: readonly string[] = [
  'singleLineText',
  'multilineText',
  'richText',
  'email',
  'url',
  'phoneNumber',
  'singleSelect',
]
const NUMBER_TYPES = ['number', 'currency', 'percent', 'duration', 'rating', 'count', 'autoNumber']
const PERSON_TYPES = ['singleCollaborator', 'createdBy', 'lastModifiedBy']

const READERS: ReadonlyMap<string, CellReader> = new Map<string, CellReader>([
  ...TEXT_TYPES.map((type) => [type, readText] as const),
  ...NUMBER_TYPES.map((type) => [type, readNumber] as const),
  ...PERSON_TYPES.map((type) => [type, propertyReader('name')] as const),
  ['checkbox', readCheckbox],
  ['date', dateReader(true)],
  ['dateTime', dateReader(false)],
  ['multipleSelects', listReader(readText)],
  ['multipleAttachments', listReader(propertyReader('filename'))],
  ['multipleCollaborators', listReader(propertyReader('name'))],
])

/** What lookups show of a field whose own cells are lists. */
const ELEMENTS: ReadonlyMap<string, CellReader> = new Map([
  ['multipleSelects', readText],
  ['multipleAttachments', propertyReader('filename')],
  ['multipleCollaborators', propertyReader('name')],
] as const)

function linkReader(fieldId: string, textsOfLinks: TextsOfLinks | undefined): CellReader {
  if (!textsOfLinks)
    throw new UnsupportedFormula(`the texts of the records that ${fieldId} links to are not at hand`)
  return orBlank((cell) => {
    if (!Array.isArray(cell) || !cell.every((id) => typeof id === 'string')) return unexpected(cell)
    if (cell.length === 0) return null
    const texts = textsOfLinks(fieldId, cell)
    if (texts?.length !== cell.length || texts.includes(''))
      throw new InexactValue('the texts of some linked records')
    return texts
  })
}

function lookupReader(field: FormulaField, { fieldOf }: CellReaderOptions): CellReader {
  const target = fieldOf(field.options?.fieldIdInLinkedTable ?? '')
  const result = field.options?.result ?? target?.options?.result ?? target
  if (!result) throw new UnsupportedFormula(`the schema does not tell what field ${field.id} looks up`)
  // Its blanks are left out, and nobody tells whether formulas see them; for other types they make no difference.
  if (result.type === 'checkbox') throw new UnsupportedFormula(`field ${field.id} looks up checkboxes`)
  return listReader(ELEMENTS.get(result.type) ?? resultReader(result))
}

/** Values that are no numbers in JSON, and errors. */
function computedReader(read: CellReader): CellReader {
  return (cell) => {
    if (Array.isArray(cell)) return listReader(read)(cell)
    if (typeof cell !== 'object' || cell === null) return read(cell)
    const { specialValue, error } = cell as { readonly specialValue?: unknown; readonly error?: unknown }
    if (typeof error === 'string') return ERROR
    if (specialValue === 'NaN') return Number.NaN
    if (specialValue === 'Infinity') return Number.POSITIVE_INFINITY
    return specialValue === '-Infinity' ? Number.NEGATIVE_INFINITY : unexpected(cell)
  }
}

function unexpected(cell: unknown): never {
  throw new InexactValue(`what a formula sees in a cell of an unexpected shape (${typeof cell})`)
}
