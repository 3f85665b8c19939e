import type { Cache, Clock, Timer } from '@larder/cache-core'
import type { BaseSchema } from './base-schema.ts'
import type { SchemaReader } from './schema-reader.ts'
import { TableKeys } from './table-keys.ts'

export interface RecordInvalidationOptions {
  readonly cache: Cache
  readonly schemas: SchemaReader
  /** Whether the same record is kept for several who may not see the same. */
  readonly isPartitioned: boolean
  /** When what was invalidated is invalidated once more, in ms: Airtable may have answered in between with what was before. */
  readonly echoAfterMs: number
  readonly clock: Clock
}

/** Records of one table that may have changed; empty: any may have. */
export interface ChangedRecords {
  readonly base: string
  /** Id or name. */
  readonly table: string
  readonly recordIds: readonly string[]
}

/** Invalidates what a change may have made out of date: records, lists, and what is linked to them. */
export class RecordInvalidation {
  readonly #options: RecordInvalidationOptions
  /** Changes of the moment, by table, to be invalidated once more; bounded by the tables there are. */
  readonly #echoes = new Map<string, { readonly change: ChangedRecords; readonly timer: Timer }>()

  constructor(options: RecordInvalidationOptions) {
    this.#options = options
  }

  /** Resolves when this process can no longer answer with what was before. */
  async ofRecords(change: ChangedRecords): Promise<void> {
    await this.#invalidate(change)
    this.#echo(change)
  }

  /** Lists, whose answers may hold numbers of comments. */
  async ofComments({ base, table }: Pick<ChangedRecords, 'base' | 'table'>): Promise<void> {
    const schema = await this.#options.schemas.of(base)
    const tableId = schema?.tableId(table)
    await this.#deletePrefixes([
      tableId === undefined ? TableKeys.basePrefix(base) : TableKeys.of(base, tableId).queries,
      TableKeys.unknownPrefix(base),
    ])
  }

  /** Everything of the base, its schema too. */
  async ofBase(base: string): Promise<void> {
    this.#options.schemas.forget(base)
    await this.#deletePrefixes([TableKeys.basePrefix(base)])
  }

  /** What is still to be invalidated once more is, now. */
  async close(): Promise<void> {
    const left = [...this.#echoes.values()]
    this.#echoes.clear()
    for (const { timer } of left) timer.cancel()
    await Promise.all(left.map(({ change }) => this.#invalidate(change).catch(() => {})))
  }

  #echo(change: ChangedRecords): void {
    const { echoAfterMs, clock } = this.#options
    if (echoAfterMs === 0) return
    const name = JSON.stringify([change.base, change.table])
    const waiting = this.#echoes.get(name)
    waiting?.timer.cancel()
    const timer = clock.setTimer(() => {
      this.#echoes.delete(name)
      // The log is told of it as of any other; what it does not take waits in the journal.
      this.#invalidate(merged).catch(() => {})
    }, echoAfterMs)
    timer.unref()
    const merged = waiting ? together(waiting.change, change) : change
    this.#echoes.set(name, { change: merged, timer })
  }

  async #invalidate({ base, table, recordIds }: ChangedRecords): Promise<void> {
    const schema = await this.#options.schemas.of(base)
    const tableId = schema?.tableId(table)
    if (!schema || tableId === undefined) await this.#deletePrefixes([TableKeys.basePrefix(base)])
    else await this.#invalidateTable(base, schema, tableId, recordIds)
  }

  async #invalidateTable(
    base: string,
    schema: BaseSchema,
    tableId: string,
    recordIds: readonly string[],
  ): Promise<void> {
    const { otherTables, wholeTable } = schema.effectsOfWrite(tableId)
    const keys = TableKeys.of(base, tableId)
    const others = otherTables.map((other) => TableKeys.of(base, other).everything)
    const elsewhere = [...others, TableKeys.unknownPrefix(base)]
    // A write whose records are not known, as after a time-out, may have been to any.
    if (recordIds.length === 0 || wholeTable) return this.#deletePrefixes([keys.everything, ...elsewhere])
    await Promise.all([
      this.#deleteRecords(keys, recordIds),
      this.#deletePrefixes([keys.queries, ...elsewhere]),
    ])
  }

  async #deleteRecords(keys: TableKeys, recordIds: readonly string[]): Promise<void> {
    const { cache, isPartitioned } = this.#options
    if (isPartitioned) await Promise.all(recordIds.map((id) => cache.invalidateTag(keys.record(id))))
    else await cache.deleteMany(recordIds.map((id) => keys.record(id)))
  }

  async #deletePrefixes(prefixes: readonly string[]): Promise<void> {
    await Promise.all(prefixes.map((prefix) => this.#options.cache.deleteByPrefix(prefix)))
  }
}

function together(before: ChangedRecords, now: ChangedRecords): ChangedRecords {
  const isAny = before.recordIds.length === 0 || now.recordIds.length === 0
  const recordIds = new Set([...before.recordIds, ...now.recordIds])
  return { ...now, recordIds: isAny || recordIds.size > MOST_RECORDS ? [] : [...recordIds] }
}

/** Of more, the whole table is invalidated. */
const MOST_RECORDS = 100
