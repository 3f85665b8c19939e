import { findField, findView } from './find-named.ts'
import { formatRecord, type RecordBody } from './record-format.ts'
import { invalidFormula, invalidOffset, iteratorGone } from '../api/api-error.ts'
import { isRecordId, newId } from '../base/identifiers.ts'
import type { ListParameters, SortRule } from './list-parameters.ts'
import type { SimulatedRecord, SimulatedTable } from '../base/simulated-table.ts'
import { compileFilter, compileView, type Filter } from './compile-filter.ts'
import { FormulaError } from '../formula/formula-error.ts'
import type { SimulatedBase } from '../base/simulated-base.ts'
import { sortRecords } from './sort-records.ts'

export interface ListBody {
  readonly records: readonly RecordBody[]
  readonly offset?: string
}

/** A listing under way: the ids are fixed at page one, cells are read live, deleted ones are skipped. */
interface ListIterator {
  readonly tableId: string
  readonly ids: readonly string[]
  /** Where the pages start whose offsets were handed out: an offset may come back more than once. */
  readonly starts: Map<string, number>
  usedAt: number
}

/** Lists records page by page, with iterators that die when they are not used for a while. */
export class RecordLister {
  readonly #iterators = new Map<string, ListIterator>()
  readonly #ttlMs: number

  readonly #isVisible: Filter

  constructor(iteratorTtlMs: number, isVisible: Filter) {
    this.#ttlMs = iteratorTtlMs
    this.#isVisible = isVisible
  }

  /** Forgets every listing under way, as a restart of the server does. */
  expireAll(): void {
    this.#iterators.clear()
  }

  /** Throws 422. */
  list(base: SimulatedBase, table: SimulatedTable, parameters: ListParameters): ListBody {
    const { pageSize, offset } = parameters
    const fields = parameters.fields?.map((name) => findField(base, table, name))
    const format = { ...parameters, fields: fields && [...new Set(fields)] }
    const { iterator, id, from } =
      offset === undefined ? this.#begin(base, table, parameters) : this.#resume(base, table, offset)
    const page: RecordBody[] = []
    let index = from
    for (; index < iterator.ids.length && page.length < pageSize; index++) {
      const record = table.records.get(iterator.ids[index] ?? '')
      if (record) page.push(formatRecord(base, table, record, format))
    }
    const next = iterator.ids[index]
    if (next === undefined) return { records: page }
    iterator.starts.set(next, index)
    this.#iterators.set(id, iterator)
    return { records: page, offset: `${id}/${next}` }
  }

  #begin(base: SimulatedBase, table: SimulatedTable, parameters: ListParameters): Position {
    const now = base.clock.monotonic()
    this.#dropIdle(now)
    const ids = select(base, table, parameters, this.#isVisible)
    const iterator = { tableId: table.schema.id, ids, starts: new Map(), usedAt: now }
    return { iterator, id: newId('itr', base.random), from: 0 }
  }

  #resume(base: SimulatedBase, table: SimulatedTable, offset: string): Position {
    const [id = '', next = '', ...rest] = offset.split('/')
    if (!/^itr[0-9A-Za-z]{14}$/.test(id) || !isRecordId(next) || rest.length > 0) throw invalidOffset(offset)
    const iterator = this.#iterators.get(id)
    const now = base.clock.monotonic()
    if (!iterator || iterator.tableId !== table.schema.id || now - iterator.usedAt > this.#ttlMs)
      throw iteratorGone()
    const from = iterator.starts.get(next)
    if (from === undefined) throw invalidOffset(offset)
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

/** The ids of what view and formula keep, in the order of the sort, else of the view, else of creation. */
function select(
  base: SimulatedBase,
  table: SimulatedTable,
  { view: viewName, filterByFormula, sort, maxRecords }: ListParameters,
  isVisible: Filter,
): readonly string[] {
  const view = viewName === undefined ? undefined : findView(base, table, viewName)
  const filters = readFilters(() => [
    ...(view?.filterByFormula === undefined ? [] : [compileView(view, base, table)]),
    ...(filterByFormula === undefined ? [] : [compileFilter(filterByFormula, base, table)]),
  ])
  const rules: readonly SortRule[] =
    sort.length > 0 ? sort : (view?.sort ?? []).map(({ field, direction = 'asc' }) => ({ field, direction }))
  const limit = rules.length > 0 ? Number.POSITIVE_INFINITY : maxRecords
  const kept = take(
    table.records.values(),
    limit,
    (record) => isVisible(record) && filters.every((keeps) => keeps(record)),
  )
  const ordered = rules.length > 0 ? sortRecords(base, table, kept, rules) : kept
  return ordered.slice(0, maxRecords).map(({ id }) => id)
}

function readFilters<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof FormulaError ? invalidFormula(error.message) : error
  }
}

function take(
  records: Iterable<SimulatedRecord>,
  limit: number,
  keeps: (record: SimulatedRecord) => boolean,
): readonly SimulatedRecord[] {
  const kept: SimulatedRecord[] = []
  for (const record of records) {
    if (kept.length >= limit) break
    if (keeps(record)) kept.push(record)
  }
  return kept
}
