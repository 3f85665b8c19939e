import type { AirtableRecord } from '../airtable-record.ts'
import type { FieldSchema } from '../base-schema.ts'
import { InexactValue } from '../formula/inexact-value.ts'
import { mapInTurns, sortInTurns, type Turns } from './turns.ts'

export interface SortColumn {
  readonly field: FieldSchema
  readonly isDescending: boolean
}

/** What links show, which their ids do not tell: the linked records' primary fields, in the order of the ids. */
export type TextsOfLinks = (field: FieldSchema, recordIds: readonly string[]) => readonly string[]

type SortKey = number | string | undefined

const collator = new Intl.Collator('es', { sensitivity: 'accent' })
/** ISO dates and the like need no collation, which takes a hundred times as long. */
const PLAIN = /^[0-9T:.\-Z]*$/

/**
 * Sorts as Airtable is believed to: numbers and dates by value, texts whatever their case, selects by the order of their
 * options, blanks first and, descending, last; ties keep their order.
 *
 * Rejects with InexactValue for values whose place only Airtable knows.
 */
export async function sortRecords(
  records: readonly AirtableRecord[],
  columns: readonly SortColumn[],
  textsOfLinks: TextsOfLinks,
  turns: Turns,
): Promise<readonly AirtableRecord[]> {
  if (columns.length === 0) return records
  const keysOf = columns.map(({ field }) => sortKeyOf(field, textsOfLinks))
  const withKeys = (record: AirtableRecord): Keyed => ({ record, keys: keysOf.map((keyOf) => keyOf(record)) })
  const keyed = await mapInTurns(records, withKeys, turns)
  const compareAll = (a: Keyed, b: Keyed): number => {
    for (const [index, { isDescending }] of columns.entries()) {
      const order = compare(a.keys[index], b.keys[index])
      if (order !== 0) return isDescending ? -order : order
    }
    return 0
  }
  return (await sortInTurns(keyed, compareAll, turns)).map(({ record }) => record)
}

interface Keyed {
  readonly record: AirtableRecord
  readonly keys: readonly SortKey[]
}

function sortKeyOf(field: FieldSchema, textsOfLinks: TextsOfLinks): (record: AirtableRecord) => SortKey {
  const { name, type } = field
  if (type === 'checkbox') return ({ fields }) => (fields[name] === true ? 1 : 0)
  if (type === 'singleSelect') {
    const order = new Map((field.options?.choices ?? []).map((choice, index) => [choice.name, index]))
    return ({ fields }) => {
      const value = fields[name]
      return typeof value === 'string' ? placeOf(value, order) : undefined
    }
  }
  if (type === 'multipleRecordLinks')
    return ({ fields }) => {
      const ids = fields[name] as readonly string[] | undefined
      return ids === undefined ? undefined : textsOfLinks(field, ids).join(', ')
    }
  return ({ fields }) => keyOf(fields[name])
}

/** A write may have made an option that the schema does not have yet. */
function placeOf(option: string, order: ReadonlyMap<string, number>): number {
  const place = order.get(option)
  if (place === undefined) throw new InexactValue('where a new option stands among the others')
  return place
}

function keyOf(value: unknown): SortKey {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number') return value
  if (Array.isArray(value))
    return value.length === 1 ? keyOf(value[0]) : value.map((one) => String(keyOf(one) ?? '')).join(', ')
  return typeof value === 'object' ? textOf(value as Readonly<Record<string, unknown>>) : String(value)
}

/** People, barcodes, attachments. */
function textOf(cell: Readonly<Record<string, unknown>>): string {
  const { name, text, email, filename, value } = cell
  if ('specialValue' in cell || 'error' in cell)
    throw new InexactValue('where an error or what is no number stands in a sort')
  const shown = [name, text, filename, value, email].find((one) => typeof one === 'string')
  return typeof shown === 'string' ? shown : ''
}

function compare(a: SortKey, b: SortKey): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [left, right] = [String(a), String(b)]
  return PLAIN.test(left) && PLAIN.test(right) ? comparePlain(left, right) : collator.compare(left, right)
}

/** As the collator does: else there were an order among some texts that the others contradict. */
function comparePlain(left: string, right: string): number {
  let at = 0
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) at++
  return placeOfSign(left, at) - placeOfSign(right, at)
}

/** A colon stands after the hyphen and before the full stop; a text that is over, before all. */
function placeOfSign(text: string, at: number): number {
  if (at >= text.length) return -1
  return text[at] === ':' ? HYPHEN + 0.5 : text.charCodeAt(at)
}

const HYPHEN = 45
