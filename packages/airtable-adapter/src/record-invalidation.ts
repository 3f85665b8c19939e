import type { Cache, Clock } from '@larder/cache-core'
import type { BaseSchema } from './base-schema.ts'
import { InvalidationEchoes, MOST_RECORDS } from './invalidation-echoes.ts'
import type { SchemaReader } from './schema-reader.ts'
import { TableKeys } from './table-keys.ts'
import type { ChangeEvent, GapEvent, WebhookReceiver } from './webhooks/webhook-receiver.ts'

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
  /** Whether records may have been created in tables that they link to. */
  readonly mayCreateLinked?: boolean | undefined
}

/** Invalidates what a change may have made out of date: records, lists, and what is linked to them. */
export class RecordInvalidation implements WebhookReceiver {
  readonly #options: RecordInvalidationOptions
  readonly #echoes: InvalidationEchoes

  constructor(options: RecordInvalidationOptions) {
    const { echoAfterMs: afterMs, clock } = options
    this.#options = options
    this.#echoes = new InvalidationEchoes({
      afterMs,
      clock,
      invalidate: (change) => this.#invalidate(change),
    })
  }

  /** Resolves when this process can no longer answer with what was before. */
  async ofRecords(change: ChangedRecords): Promise<void> {
    await this.#invalidate(change)
    this.#echoes.add(change)
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

  /** Changes that somebody else made. They are told a second time by whoever follows. */
  async onChange({ base, changes: { tables, hasNewSchema } }: ChangeEvent): Promise<void> {
    if (hasNewSchema) return this.ofBase(base)
    await Promise.all(
      tables.map(({ tableId: table, created, changed, destroyed, isWhole }) => {
        const recordIds = [...created, ...changed, ...destroyed]
        const isNamed = !isWhole && recordIds.length <= MOST_RECORDS
        return this.#invalidate({ base, table, recordIds: isNamed ? recordIds : [] })
      }),
    )
  }

  onGap({ base }: GapEvent): Promise<void> {
    return this.ofBase(base)
  }

  /** What is still to be invalidated once more is, now. */
  close(): Promise<void> {
    return this.#echoes.close()
  }

  async #invalidate(change: ChangedRecords): Promise<void> {
    const { base, table } = change
    const schema = await this.#options.schemas.of(base)
    const tableId = schema?.tableId(table)
    if (!schema || tableId === undefined) await this.#deletePrefixes([TableKeys.basePrefix(base)])
    else await this.#invalidateTable(change, schema, tableId)
  }

  async #invalidateTable(
    { base, recordIds, mayCreateLinked = false }: ChangedRecords,
    schema: BaseSchema,
    tableId: string,
  ): Promise<void> {
    const { otherTables, wholeTable } = schema.effectsOfWrite(tableId)
    const linked = mayCreateLinked ? schema.tablesLinkedFrom(tableId) : []
    const others = [...new Set([...otherTables, ...linked])]
    const keys = TableKeys.of(base, tableId)
    const elsewhere = [...others.flatMap((other) => shownIn(base, other)), TableKeys.unknownPrefix(base)]
    // A write whose records are not known, as after a time-out, may have been to any.
    if (recordIds.length === 0) return this.#deletePrefixes([keys.everything, ...elsewhere])
    await Promise.all([
      this.#deleteRecords(keys, recordIds),
      this.#deletePrefixes([...(wholeTable ? shownIn(base, tableId) : [keys.queries]), ...elsewhere]),
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

/** Not as one prefix: that says that any record may have been written. Here written ones are told by their keys. */
function shownIn(base: string, tableId: string): readonly string[] {
  const { records, queries } = TableKeys.of(base, tableId)
  return [records, queries]
}
