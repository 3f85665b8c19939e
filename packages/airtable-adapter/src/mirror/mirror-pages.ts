import type { Clock } from '@larder/cache-core'
import type { AirtableRecord } from '../airtable-record.ts'
import type { FieldSchema, TableSchema } from '../base-schema.ts'
import type { BaseMirror, CurrentTable } from './base-mirror.ts'
import type { ListPage } from '../list-pages.ts'
import type { ListQuery } from '../list-query.ts'
import { decodeOffset, encodeOffset, type ListPosition, MIRROR_OFFSET } from '../list-offset.ts'
import { type MirrorQuery, mirrorQueryOf, type Unanswerable } from './mirror-query.ts'
import { projection } from './project-record.ts'
import { type SortColumn, sortRecords } from './sort-records.ts'
import { Turns } from './turns.ts'

/** Answers that are kept: a listing goes on in the one that it began with. */
const MOST_RESULTS = 200
const ANCHORS = 3
/** Airtable's own size of a page, by which positions are counted. */
const CHUNK = 100

interface Result {
  readonly run: string
  readonly records: readonly AirtableRecord[]
  readonly pages: Map<string, ListPage>
}

interface Plan extends MirrorQuery {
  readonly columns: readonly SortColumn[]
  readonly shown: readonly FieldSchema[]
  /** The table, and those whose texts it shows. */
  readonly tableIds: readonly string[]
}

/** Lists of copied tables, answered without a request. */
export class MirrorPages {
  readonly #mirror: BaseMirror
  readonly #clock: Clock
  /** By query and by what the copies held, and by run; the oldest first. */
  readonly #results = new Map<string, Promise<Result>>()
  #runs = 0

  constructor(mirror: BaseMirror, clock: Clock) {
    this.#mirror = mirror
    this.#clock = clock
  }

  /** The page, or why Airtable has to be asked for it. Rejects with Airtable's 422 for an offset that is not one of ours. */
  async page(
    table: TableSchema,
    query: ListQuery,
    signal: AbortSignal | undefined,
  ): Promise<ListPage | Unanswerable> {
    const position = query.offset === undefined ? undefined : decodeOffset(query.offset, query.hash)
    const running = position && this.#results.get(`run ${position.run} ${query.hash}`)
    if (running) return this.#cut(await running, position, query)
    const plan = planOf(table, query)
    if ('reason' in plan) return plan
    const now = this.#mirror.current(plan.tableIds)
    const tables = typeof now === 'string' ? await this.#mirror.whenCurrent(plan.tableIds, signal) : now
    if (typeof tables === 'string') return { reason: tables }
    return this.#cut(await this.#resultOf(plan, tables, query), position, query)
  }

  /** Callers of the same share the work. */
  #resultOf(plan: Plan, tables: readonly CurrentTable[], { hash }: ListQuery): Promise<Result> {
    const name = `${tables.map(({ copy }) => `${copy.id}.${copy.version}`).join(' ')} ${hash}`
    const known = this.#results.get(name)
    if (known) return known
    const run = `m${(++this.#runs).toString(36)}`
    const result = answer(plan, tables, new Turns(this.#clock)).then((records) => ({
      run,
      records,
      pages: new Map<string, ListPage>(),
    }))
    this.#keep(name, result)
    this.#keep(`run ${run} ${hash}`, result)
    return result
  }

  #keep(name: string, result: Promise<Result>): void {
    this.#results.set(name, result)
    for (const oldest of this.#results.keys()) {
      if (this.#results.size <= MOST_RESULTS) return
      this.#results.delete(oldest)
    }
  }

  #cut(
    { run, records, pages }: Result,
    position: ListPosition | undefined,
    { hash, pageSize }: ListQuery,
  ): ListPage {
    const from = position === undefined ? 0 : placeIn(records, position)
    const name = `${from}:${pageSize}`
    const known = pages.get(name)
    if (known) return known
    const end = Math.min(from + pageSize, records.length)
    const own = Object.freeze(records.slice(from, end))
    const page: ListPage = Object.freeze(
      end < records.length
        ? { records: own, offset: encodeOffset(positionAt(records, end, run, hash)) }
        : { records: own },
    )
    pages.set(name, page)
    return page
  }
}

function planOf(table: TableSchema, query: ListQuery): Plan | Unanswerable {
  const asked = mirrorQueryOf(query)
  if ('reason' in asked) return asked
  if (asked.formula !== undefined) return { reason: 'formulas are for Airtable' }
  const field = (name: string) => table.fields.find((one) => one.id === name || one.name === name)
  const shown = asked.fields?.map(field) ?? table.fields
  const columns = asked.sort.map((rule) => ({ field: field(rule.field), isDescending: rule.isDescending }))
  const isUnknown = [...shown, ...columns.map((column) => column.field)].some((one) => one === undefined)
  if (isUnknown) return { reason: 'unknown fields are for Airtable to judge' }
  const fields = shown as readonly FieldSchema[]
  const attachments = fields.find(({ type }) => type === 'multipleAttachments')
  if (attachments) return { reason: 'the addresses of attachments last two hours' }
  const sorted = columns as readonly SortColumn[]
  const linked = sorted.flatMap(({ field: { type, options } }) =>
    type === 'multipleRecordLinks' ? (options?.linkedTableId ?? []) : [],
  )
  return { ...asked, columns: sorted, shown: fields, tableIds: [table.id, ...new Set(linked)] }
}

async function answer(
  plan: Plan,
  tables: readonly CurrentTable[],
  turns: Turns,
): Promise<readonly AirtableRecord[]> {
  const [own] = tables as readonly [CurrentTable]
  const titles = new Map(tables.map((table) => [table.schema.id, table] as const))
  const textsOfLinks = ({ options }: FieldSchema, ids: readonly string[]): readonly string[] => {
    const linked = titles.get(options?.linkedTableId ?? '')
    const primary = linked?.schema.fields.find(({ id }) => id === linked.schema.primaryFieldId)
    return ids.map((id) => String(linked?.copy.get(id)?.fields[primary?.name ?? ''] ?? ''))
  }
  const sorted = await sortRecords([...own.copy.records], plan.columns, textsOfLinks, turns)
  const project = projection(plan.shown, { isAll: plan.fields === undefined, isByFieldId: plan.isByFieldId })
  return sorted.slice(0, plan.maxRecords).map(project)
}

/** Where a client goes on that has all before `end`, in the terms of a listing in chunks. */
function positionAt(
  records: readonly AirtableRecord[],
  end: number,
  run: string,
  queryHash: string,
): ListPosition {
  const chunk = Math.floor(end / CHUNK)
  const before = chunk === 0 ? '' : (records[chunk * CHUNK - 1]?.id ?? '')
  const index = end - chunk * CHUNK
  const after = records.slice(Math.max(end - Math.min(ANCHORS, index), 0), end).map(({ id }) => id)
  const upstream = chunk === 0 ? '' : `${MIRROR_OFFSET} ${chunk} ${before}`
  return { queryHash, run, chunk, upstream, before, index, after }
}

/** The place of a client in what may have changed since. */
function placeIn(records: readonly AirtableRecord[], position: ListPosition): number {
  const { chunk, before, index, after } = position
  for (const id of [...after.toReversed(), ...(index === 0 ? [before] : [])]) {
    const found = records.findIndex((record) => record.id === id)
    if (found >= 0) return found + 1
  }
  // At least these are gone.
  return Math.min(records.length, Math.max(0, chunk * CHUNK + index - after.length))
}
