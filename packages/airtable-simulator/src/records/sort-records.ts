import type { SimulatedRecord, SimulatedTable } from '../base/simulated-table.ts'
import type { FieldSchema } from '../base/base-data.ts'
import { findField } from './find-named.ts'
import type { SimulatedBase } from '../base/simulated-base.ts'
import type { SortRule } from './list-parameters.ts'
import { titlesOf } from '../cells/computed-cells.ts'

/** Blanks first when ascending, last when descending; ties keep the order of creation. */
export function sortRecords(
  base: SimulatedBase,
  table: SimulatedTable,
  records: readonly SimulatedRecord[],
  rules: readonly SortRule[],
): readonly SimulatedRecord[] {
  const columns = rules.map(({ field: name, direction }) => ({
    field: findField(base, table, name),
    sign: direction === 'asc' ? 1 : -1,
  }))
  const keyed = records.map((record) => ({
    record,
    keys: columns.map(({ field }) => sortKey(base, table, record, field)),
  }))
  keyed.sort((a, b) => {
    for (const [index, { sign }] of columns.entries()) {
      const order = compareKeys(a.keys[index], b.keys[index])
      if (order !== 0) return order * sign
    }
    return 0
  })
  return keyed.map(({ record }) => record)
}

type SortKey = number | string | undefined

const collator = new Intl.Collator('es', { sensitivity: 'accent' })

function compareKeys(a: SortKey, b: SortKey): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined)
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b))
}

/** ISO dates and the like need no collation, which takes a hundred times as long. */
const PLAIN = /^[0-9T:.\-Z]*$/

/** Of `PLAIN` in the order of the collator, which has the colon further ahead than its code: one order holds for all texts. */
const SIGNS = '-:.0123456789TZ'

function compareText(a: string, b: string): number {
  if (!PLAIN.test(a) || !PLAIN.test(b)) return collator.compare(a, b)
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++)
    if (a[at] !== b[at]) return SIGNS.indexOf(a.charAt(at)) - SIGNS.indexOf(b.charAt(at))
  return a.length - b.length
}

/** Numbers and dates by value, selects by the order of their options, links by the texts they show. */
function sortKey(
  base: SimulatedBase,
  table: SimulatedTable,
  record: SimulatedRecord,
  field: FieldSchema,
): SortKey {
  const value = base.cell(table, record, field)
  if (field.type === 'checkbox') return value === true ? 1 : 0
  if (value === undefined) return undefined
  if (field.type === 'singleSelect') return optionOrder(field, value)
  if (field.type === 'multipleRecordLinks') return titlesOf(base, record, field).join(', ')
  if (typeof value === 'number') return value
  if (!Array.isArray(value)) return typeof value === 'object' ? objectKey(value) : String(value)
  if (value.length === 1 && typeof value[0] === 'number') return value[0]
  return value.map((item: unknown) => (typeof item === 'object' ? objectKey(item) : String(item))).join(', ')
}

function optionOrder({ options }: FieldSchema, name: unknown): number {
  return options?.choices?.findIndex((choice) => choice.name === name) ?? 0
}

function objectKey(value: unknown): SortKey {
  const { name, email, filename, text, specialValue } = (value ?? {}) as Readonly<Record<string, unknown>>
  if (specialValue !== undefined) return Number(specialValue)
  return String(name ?? email ?? filename ?? text ?? '')
}
