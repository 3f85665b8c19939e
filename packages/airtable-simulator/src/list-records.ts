import type { FieldSchema, ViewSchema } from './base-data.ts'
import { formatRecord, type RecordBody } from './record-format.ts'
import { invalidOffset, iteratorGone, viewNotFound } from './api-error.ts'
import { isRecordId, newId } from './identifiers.ts'
import type { ListParameters, SortRule } from './list-parameters.ts'
import type { SimulatedBase } from './simulated-base.ts'
import type { SimulatedRecord, SimulatedTable } from './simulated-table.ts'
import { compileFormula } from './formula/compile-formula.ts'

export interface ListBody {
  readonly records: readonly RecordBody[]
  readonly offset?: string
}

/** A listing under way: the ids are fixed at page one, cells are read live, deleted ones are skipped. */
interface ListIterator {
  readonly tableId: string
  readonly ids: readonly string[]
  usedAt: number
}

/** Lists records page by page, with iterators that die when they are not used for a while. */
export class RecordLister {
  readonly #iterators = new Map<string, ListIterator>()
  readonly #ttlMs: number

  constructor(iteratorTtlMs: number) {
    this.#ttlMs = iteratorTtlMs
  }

  /** Forgets every listing under way, as a restart of the server does. */
  expireAll(): void {
    this.#iterators.clear()
  }

  list(base: SimulatedBase, table: SimulatedTable, parameters: ListParameters): ListBody {
    const { pageSize, byFieldId, asText } = parameters
    const fields = parameters.fields?.map((name) => table.field(name))
    const { iterator, id, from } =
      parameters.offset === undefined
        ? this.#begin(base, table, parameters)
        : this.#resume(base, table, parameters.offset)
    const page: RecordBody[] = []
    let index = from
    for (; index < iterator.ids.length && page.length < pageSize; index++) {
      const record = table.records.get(iterator.ids[index] ?? '')
      if (record)
        page.push(formatRecord(base, table, record, { fields: fields && unique(fields), byFieldId, asText }))
    }
    const next = iterator.ids[index]
    if (next === undefined) return { records: page }
    this.#iterators.set(id, iterator)
    return { records: page, offset: `${id}/${next}` }
  }

  #begin(base: SimulatedBase, table: SimulatedTable, parameters: ListParameters): Position {
    this.#dropIdle(base.clock.monotonic())
    const ids = select(base, table, parameters).map((record) => record.id)
    const iterator = {
      tableId: table.schema.id,
      ids: ids.slice(0, parameters.maxRecords),
      usedAt: base.clock.monotonic(),
    }
    return { iterator, id: newId('itr', base.random), from: 0 }
  }

  #resume(base: SimulatedBase, table: SimulatedTable, offset: string): Position {
    const [id = '', next = '', ...rest] = offset.split('/')
    if (!/^itr[0-9A-Za-z]{14}$/.test(id) || !isRecordId(next) || rest.length > 0) throw invalidOffset(offset)
    const iterator = this.#iterators.get(id)
    const now = base.clock.monotonic()
    if (!iterator || iterator.tableId !== table.schema.id || now - iterator.usedAt > this.#ttlMs)
      throw iteratorGone()
    const from = iterator.ids.indexOf(next)
    if (from < 0) throw invalidOffset(offset)
    iterator.usedAt = now
    return { iterator, id, from }
  }

  #dropIdle(now: number): void {
    for (const [id, iterator] of this.#iterators)
      if (now - iterator.usedAt > this.#ttlMs) this.#iterators.delete(id)
  }
}

interface Position {
  readonly iterator: ListIterator
  readonly id: string
  readonly from: number
}

/** The records of view and formula, in the order of the sort, else of the view, else of creation. */
function select(
  base: SimulatedBase,
  table: SimulatedTable,
  { view: viewName, filterByFormula, sort }: ListParameters,
): readonly SimulatedRecord[] {
  const view = viewName === undefined ? undefined : findView(table, viewName)
  const filters = [view?.filterByFormula, filterByFormula]
    .filter((formula) => formula !== undefined)
    .map((formula) => compileFormula(formula, base, table))
  const records = [...table.records.values()].filter((record) => filters.every((keeps) => keeps(record)))
  const rules: readonly SortRule[] =
    sort.length > 0 ? sort : (view?.sort ?? []).map(({ field, direction = 'asc' }) => ({ field, direction }))
  return rules.length > 0 ? sorted(base, table, records, rules) : records
}

function findView(table: SimulatedTable, name: string): ViewSchema {
  const view = table.schema.views.find((candidate) => candidate.id === name || candidate.name === name)
  if (!view) throw viewNotFound(name)
  return view
}

/** Blanks first when ascending, last when descending; ties keep the order of creation. */
function sorted(
  base: SimulatedBase,
  table: SimulatedTable,
  records: readonly SimulatedRecord[],
  rules: readonly SortRule[],
): readonly SimulatedRecord[] {
  const columns = rules.map(({ field: name, direction }) => ({
    field: table.field(name),
    sign: direction === 'asc' ? 1 : -1,
  }))
  const keyed = records.map((record) => ({
    record,
    keys: columns.map(({ field }) => sortKey(field, base.cell(table, record, field))),
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
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
}

/** Selects sort by the order of their options, not by name. */
function sortKey(field: FieldSchema, value: unknown): SortKey {
  if (field.type === 'checkbox') return value === true ? 1 : 0
  if (value === undefined) return undefined
  if (field.type === 'singleSelect')
    return field.options?.choices?.findIndex((choice) => choice.name === value) ?? 0
  if (typeof value === 'number') return value
  return Array.isArray(value) ? value.join(', ') : String(value)
}

function unique(fields: readonly FieldSchema[]): readonly FieldSchema[] {
  return [...new Set(fields)]
}
