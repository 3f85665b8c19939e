import { ERROR, flatten, FormulaDate, isArray, toText, type Value } from '../formula/value.ts'
import { linksOf, type SimulatedRecord, type SimulatedTable } from '../base/simulated-table.ts'
import type { CellContext } from './cell-context.ts'
import type { FieldSchema } from '../base/base-data.ts'
import type { FormulaScope } from '../formula/formula-function.ts'

/** Formulas that use formulas that use formulas: one that uses itself must end. */
const MAX_DEPTH = 30

/** A record as formulas see it. */
export class RecordScope implements FormulaScope {
  readonly #context: CellContext
  readonly #table: SimulatedTable
  readonly #record: SimulatedRecord
  readonly #depth: number
  readonly values: readonly Value[]

  constructor(
    context: CellContext,
    table: SimulatedTable,
    record: SimulatedRecord,
    depth: number = 0,
    values: readonly Value[] = [],
  ) {
    this.#context = context
    this.#table = table
    this.#record = record
    this.#depth = depth
    this.values = values
  }

  get recordId(): string {
    return this.#record.id
  }

  get createdTime(): string {
    return this.#record.createdTime
  }

  get now(): number {
    return this.#context.clock.now()
  }

  modifiedTime(fields: readonly FieldSchema[]): string | undefined {
    return modifiedTimeOf(this.#record, fields)
  }

  /** Links are the texts of the linked records' primary fields, never their ids. */
  field(field: FieldSchema): Value {
    switch (field.type) {
      case 'formula':
        return this.#formula(field)
      case 'rollup':
        return this.#rollup(field)
      case 'multipleLookupValues':
        return nonEmpty(this.#lookup(field))
      case 'multipleRecordLinks':
        return nonEmpty(this.#titles(field))
      case 'count':
        return linksOf(this.#record, field.options?.recordLinkFieldId ?? '').length
      case 'createdTime':
        return new FormulaDate(Date.parse(this.createdTime))
      case 'lastModifiedTime':
        return new FormulaDate(Date.parse(lastModifiedCell(this.#record, this.#table, field)))
      case 'createdBy':
        return fromStored(field, this.#record.createdBy ?? this.#record.cells.get(field.id))
      case 'lastModifiedBy':
        return fromStored(field, this.#record.modifiedBy ?? this.#record.cells.get(field.id))
      default:
        return fromStored(field, this.#record.cells.get(field.id))
    }
  }

  /** The values of a lookup or a rollup, blanks left out. */
  #lookup({ options }: FieldSchema): readonly Value[] {
    const link = this.#table.findField(options?.recordLinkFieldId ?? '')
    const linked = this.#context.findTable(link?.options?.linkedTableId ?? '')
    const source = linked?.findField(options?.fieldIdInLinkedTable ?? '')
    if (!link || !linked || !source) return []
    const values = this.#linkedScopes(link, linked).map((scope) => scope.field(source))
    return flatten(values).filter((value) => value !== undefined)
  }

  #linkedScopes(link: FieldSchema, linked: SimulatedTable): readonly RecordScope[] {
    if (this.#depth >= MAX_DEPTH) return []
    return linksOf(this.#record, link.id).flatMap((id) => {
      const record = linked.records.get(id)
      return record ? [new RecordScope(this.#context, linked, record, this.#depth + 1)] : []
    })
  }

  #titles(link: FieldSchema): readonly Value[] {
    const linked = this.#context.findTable(link.options?.linkedTableId ?? '')
    if (!linked) return []
    return this.#linkedScopes(link, linked).map((scope) => toText(scope.field(linked.primaryField)))
  }

  #formula(field: FieldSchema): Value {
    const formula = this.#context.formulaOf(this.#table, field)
    if (!formula) return fromStored(field, this.#record.cells.get(field.id))
    if (this.#depth >= MAX_DEPTH) return ERROR
    return formula(new RecordScope(this.#context, this.#table, this.#record, this.#depth + 1))
  }

  #rollup(field: FieldSchema): Value {
    const formula = this.#context.formulaOf(this.#table, field)
    if (!formula) return fromStored(field, this.#record.cells.get(field.id))
    if (this.#depth >= MAX_DEPTH) return ERROR
    const values = this.#lookup(field)
    return formula(new RecordScope(this.#context, this.#table, this.#record, this.#depth + 1, values))
  }
}

function nonEmpty(values: readonly Value[]): Value {
  return values.length > 0 ? values : undefined
}

/** Of these fields, or of any when there are none. `undefined`: never since the record was created. */
export function modifiedTimeOf(record: SimulatedRecord, fields: readonly FieldSchema[]): string | undefined {
  if (fields.length === 0) return record.modifiedTime
  const times = fields.flatMap(({ id }) => record.fieldTimes?.get(id) ?? [])
  return times.reduce<string | undefined>(
    (last, at) => (last === undefined || at > last ? at : last),
    undefined,
  )
}

/** A lastModifiedTime cell: the creation counts as the first change. */
export function lastModifiedCell(
  record: SimulatedRecord,
  table: SimulatedTable,
  { options }: FieldSchema,
): string {
  const watched = (options?.referencedFieldIds ?? []).flatMap((id) => table.findField(id) ?? [])
  return modifiedTimeOf(record, watched) ?? record.createdTime
}

/** A stored cell as formulas see it: files and people by name. */
function fromStored({ type }: FieldSchema, cell: unknown): Value {
  if (type === 'checkbox') return cell === true
  if (cell === undefined || cell === null || cell === '' || cell === false) return undefined
  if (type === 'date') return dateOf(cell, true)
  if (type === 'dateTime') return dateOf(cell, false)
  if (Array.isArray(cell)) return nonEmpty(cell.map((item: unknown) => fromItem(item)))
  return fromItem(cell)
}

function dateOf(cell: unknown, isDateOnly: boolean): Value {
  const ms = Date.parse(String(cell))
  return Number.isNaN(ms) ? ERROR : new FormulaDate(ms, isDateOnly)
}

/** What stands for an object in text, most telling first. */
const TEXT_KEYS = ['filename', 'text', 'label', 'value', 'name', 'email', 'id'] as const

function fromItem(item: unknown): Value {
  if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean') return item
  if (typeof item !== 'object' || item === null) return undefined
  const parts = item as Readonly<Record<string, unknown>>
  if ('error' in parts) return ERROR
  if ('specialValue' in parts) return Number(parts['specialValue'])
  const key = TEXT_KEYS.find((name) => typeof parts[name] === 'string')
  return key === undefined ? JSON.stringify(item) : String(parts[key])
}

/** What a formula gave as the REST API shows it; `undefined` for an empty cell. */
export function toCell(value: Value): unknown {
  if (value === ERROR) return { error: '#ERROR!' }
  if (value === undefined || value === '' || value === false) return undefined
  if (typeof value === 'number') return Number.isFinite(value) ? value : { specialValue: String(value) }
  if (value instanceof FormulaDate) return value.toString()
  if (!isArray(value)) return value
  const items = value.map(toCell).filter((item) => item !== undefined)
  return items.length > 0 ? items : undefined
}
