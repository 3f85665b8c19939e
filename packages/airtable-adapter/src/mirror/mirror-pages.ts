import { type Clock, mathRandom, type Random } from '@larder/cache-core'
import type { AirtableRecord } from '../airtable-record.ts'
import type { BaseSchema, FieldSchema, TableSchema } from '../base-schema.ts'
import type { BaseMirror, CurrentTable } from './base-mirror.ts'
import { compileFormula, type ExactFormula } from '../formula/compile-formula.ts'
import { FormulaRefusal } from '../formula/formula-refusal.ts'
import { InexactValue } from '../formula/inexact-value.ts'
import type { ListPage } from '../list-pages.ts'
import type { ListQuery } from '../list-query.ts'
import { decodeOffset } from '../list-offset.ts'
import { type MirrorQuery, mirrorQueryOf, type Unanswerable } from './mirror-query.ts'
import { MirrorResult } from './mirror-result.ts'
import { projection } from './project-record.ts'
import { type SortColumn, sortRecords } from './sort-records.ts'
import { filterInTurns, Turns } from './turns.ts'

/** Queries of a table that are understood once. */
const MOST_PLANS = 500
/** Answers that are kept: a listing goes on in the order that it began with. */
const MOST_RESULTS = 200

interface Plan extends MirrorQuery {
  readonly columns: readonly SortColumn[]
  readonly shown: readonly FieldSchema[]
  readonly filter: ExactFormula | undefined
  /** The table, and those whose texts it shows. */
  readonly tableIds: readonly string[]
}

/** Lists of copied tables, answered without a request. */
export class MirrorPages {
  readonly #mirror: BaseMirror
  readonly #clock: Clock
  readonly #plans = new WeakMap<TableSchema, Map<string, Plan | Unanswerable>>()
  /** By query and by what the copies held, and by run; the oldest first. Those that are there are no promises any more. */
  readonly #results = new Map<string, MirrorResult | Promise<MirrorResult>>()
  /** Runs are named apart from those of other processes, and of this one before it was started again. */
  readonly #process: string
  #runs = 0

  constructor(mirror: BaseMirror, clock: Clock, random: Random = mathRandom) {
    this.#mirror = mirror
    this.#clock = clock
    this.#process = Math.floor(random.next() * 2 ** 48).toString(36)
  }

  /** The page, or why Airtable has to be asked for it. Rejects with Airtable's 422 for an offset that is not one of ours. */
  async page(
    table: TableSchema,
    query: ListQuery,
    signal: AbortSignal | undefined,
  ): Promise<ListPage | Unanswerable> {
    const position = query.offset === undefined ? undefined : decodeOffset(query.offset, query.hash)
    const plan = this.#planOf(table, query)
    if ('reason' in plan) return plan
    const now = this.#mirror.current(plan.tableIds)
    // Airtable would have to go through the listing to where the client stands.
    const requests = 1 + (position?.chunk ?? 0)
    const tables =
      typeof now === 'string' ? await this.#mirror.whenCurrent(plan.tableIds, { requests, signal }) : now
    if (typeof tables === 'string') return { reason: tables }
    try {
      const begun = position && (await this.#begun(plan, tables, runNameOf(position.run, plan, query)))
      const result = begun ?? (await this.#resultOf(plan, tables, query))
      return result.page(position, query)
    } catch (error) {
      if (error instanceof InexactValue) return { reason: error.message }
      throw error
    }
  }

  /** The listing that a client is in the middle of, with its records as they are now. */
  async #begun(
    { shown, fields, isByFieldId }: Plan,
    [own]: readonly CurrentTable[],
    runName: string,
  ): Promise<MirrorResult | undefined> {
    const begun = await this.#results.get(runName)
    if (!begun || !own || begun.state === stateOf(own)) return begun
    const project = projection(shown, { isAll: fields === undefined, isByFieldId })
    const result = begun.asOf(stateOf(own), (id) => {
      const record = own.copy.get(id)
      return record && project(record)
    })
    if (this.#results.has(runName)) this.#results.set(runName, result)
    return result
  }

  /** The page, where it was answered before and nothing has changed since. Throws as `page` rejects. */
  pageInMemory(table: TableSchema, query: ListQuery): ListPage | undefined {
    if (query.offset !== undefined) return undefined
    const plan = this.#planOf(table, query)
    if ('reason' in plan) return undefined
    const tables = this.#mirror.current(plan.tableIds)
    if (typeof tables === 'string') return undefined
    const known = this.#results.get(nameOf(plan, tables, query, this.#clock.now()))
    return known && !(known instanceof Promise) ? known.page(undefined, query) : undefined
  }

  /** Made once for as long as the schema is the same. */
  #planOf(table: TableSchema, query: ListQuery): Plan | Unanswerable {
    const plans = this.#plans.get(table) ?? new Map<string, Plan | Unanswerable>()
    this.#plans.set(table, plans)
    const known = plans.get(query.hash)
    if (known) return known
    const plan = planOf(table, query, {
      schema: this.#mirror.schema,
      textsOf: (tableId, ids) => this.#mirror.textsOf(tableId, ids),
    })
    if (plans.size >= MOST_PLANS) plans.clear()
    plans.set(query.hash, plan)
    return plan
  }

  /** Callers of the same share the work. */
  #resultOf(
    plan: Plan,
    tables: readonly CurrentTable[],
    query: ListQuery,
  ): MirrorResult | Promise<MirrorResult> {
    const nowMs = this.#clock.now()
    const name = nameOf(plan, tables, query, nowMs)
    const known = this.#results.get(name)
    if (known) return known
    const state = tables[0] ? stateOf(tables[0]) : ''
    const run = `${this.#process}.${(++this.#runs).toString(36)}`
    const runName = runNameOf(run, plan, query)
    const result = this.#answer(plan, tables, nowMs).then((records) => {
      const there = new MirrorResult({ run, state, records })
      for (const one of [name, runName]) if (this.#results.has(one)) this.#results.set(one, there)
      return there
    })
    this.#keep(name, result)
    this.#keep(runName, result)
    result.catch(() => this.#results.delete(runName))
    return result
  }

  async #answer(
    { filter, columns, shown, fields, isByFieldId, maxRecords }: Plan,
    tables: readonly CurrentTable[],
    nowMs: number,
  ): Promise<readonly AirtableRecord[]> {
    const [own] = tables as readonly [CurrentTable]
    const turns = new Turns(this.#clock)
    const all = [...own.copy.records]
    const kept = filter ? await filterInTurns(all, (record) => filter.evaluate(record, nowMs), turns) : all
    const textsOfLinks = ({ options }: FieldSchema, ids: readonly string[]) => {
      const texts = this.#mirror.textsOf(options?.linkedTableId ?? '', ids)
      if (texts) return texts
      throw new InexactValue('how the titles of linked records are sorted')
    }
    const sorted = await sortRecords(kept, columns, textsOfLinks, turns)
    const project = projection(shown, { isAll: fields === undefined, isByFieldId })
    return sorted.slice(0, maxRecords).map(project)
  }

  #keep(name: string, result: Promise<MirrorResult>): void {
    this.#results.set(name, result)
    for (const oldest of this.#results.keys()) {
      if (this.#results.size <= MOST_RESULTS) return
      this.#results.delete(oldest)
    }
  }
}

/** Of the answer to a query, for as long as the copies hold what they hold. */
function nameOf(
  { filter }: Plan,
  tables: readonly CurrentTable[],
  { hash }: ListQuery,
  nowMs: number,
): string {
  // What depends on the time is good for a second.
  const second = filter?.volatile === true ? Math.floor(nowMs / 1_000) : ''
  return `${tables.map(stateOf).join(' ')} ${second} ${hash}`
}

/** Names what a copy holds. */
function stateOf({ copy }: CurrentTable): string {
  return `${copy.id}.${copy.version}`
}

/** Of a listing of one table: offsets do not tell of which one they are. */
function runNameOf(run: string, { tableIds: [table = ''] }: Plan, { hash }: ListQuery): string {
  return `run ${run} ${table} ${hash}`
}

interface PlanContext {
  readonly schema: BaseSchema | undefined
  /** The primary fields' texts of copied records; `undefined` when one is no text, or not there. */
  readonly textsOf: (tableId: string, recordIds: readonly string[]) => readonly string[] | undefined
}

function planOf(table: TableSchema, query: ListQuery, context: PlanContext): Plan | Unanswerable {
  const asked = mirrorQueryOf(query)
  if ('reason' in asked) return asked
  const field = (name: string) => table.fields.find((one) => one.id === name || one.name === name)
  const shown = asked.fields?.map(field) ?? table.fields
  const columns = asked.sort.map((rule) => ({ field: field(rule.field), isDescending: rule.isDescending }))
  const isUnknown = [...shown, ...columns.map((column) => column.field)].some((one) => one === undefined)
  if (isUnknown) return { reason: 'unknown fields are for Airtable to judge' }
  const fields = shown as readonly FieldSchema[]
  if (fields.some((one) => context.schema?.holdsAttachments(one) ?? true))
    return { reason: 'the addresses of attachments last two hours' }
  const filter = asked.formula === undefined ? undefined : filterOf(asked.formula, table, context)
  if (filter && 'reason' in filter) return filter
  const sorted = columns as readonly SortColumn[]
  const read = [...sorted.map((column) => column.field), ...(filter?.fieldIds ?? []).map(field)]
  const linked = read.flatMap((one) =>
    one?.type === 'multipleRecordLinks' ? (one.options?.linkedTableId ?? []) : [],
  )
  return { ...asked, columns: sorted, shown: fields, filter, tableIds: [table.id, ...new Set(linked)] }
}

/** What Airtable refuses, it may refuse itself. */
function filterOf(
  formula: string,
  table: TableSchema,
  { schema, textsOf }: PlanContext,
): ExactFormula | Unanswerable {
  const textsOfLinks = (fieldId: string, ids: readonly string[]) => {
    const field = table.fields.find(({ id }) => id === fieldId)
    return textsOf(field?.options?.linkedTableId ?? '', ids)
  }
  try {
    const compiled = compileFormula(formula, table, { tables: schema?.answer.tables, textsOfLinks })
    return compiled.exact ? compiled : { reason: compiled.reason }
  } catch (error) {
    if (error instanceof FormulaRefusal) return { reason: 'Airtable refuses the formula' }
    throw error
  }
}
