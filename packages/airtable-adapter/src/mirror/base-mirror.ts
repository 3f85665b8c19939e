import { type Cache, type Clock, type Source, type Timer, waitFor, type Watch } from '@larder/cache-core'
import type { AirtableRequest } from '../airtable-client.ts'
import type { BaseSchema, SchemaAnswer, TableSchema } from '../base-schema.ts'
import { DoubtfulRecords } from './doubtful-records.ts'
import { MirrorLayout } from './mirror-layout.ts'
import { type MirrorStatus, mirrorStatusOf } from './mirror-status.ts'
import type { MirroredTable } from './mirrored-table.ts'
import type { RecordChange } from './link-effects.ts'
import type { TableCopy } from './table-copy.ts'
import { TableKeys } from '../table-keys.ts'
import { TableReader } from './read-table.ts'

export interface BaseMirrorOptions {
  readonly base: string
  /** Ids or names of the tables to copy. */
  readonly tables: readonly string[]
  readonly cache: Cache
  readonly source: Source<AirtableRequest, unknown>
  readonly schema: () => Promise<SchemaAnswer | undefined>
  readonly clock: Clock
}

/** A copy that holds against everything that is known now. */
export interface CurrentTable {
  readonly schema: TableSchema
  readonly copy: TableCopy
  /** Its own, or looked up. */
  readonly hasAttachments: boolean
}

/** What has changed is looked for so often, in ms, should nobody ask. */
const LOOK_EVERY_MS = 250
/** Longer than this nobody waits for a copy, in ms: Airtable may be quicker to ask. */
const PATIENCE_MS = 1_000
/** And so much longer for every request more that it takes to ask Airtable: five are made in a second. */
const PATIENCE_FOR_REQUEST_MS = 200
const LONGEST_PATIENCE_MS = 20_000
/** When a read that failed is tried again, in ms. */
const RETRY_MS = 5_000

/**
 * Copies of some tables of a base, kept right by what is invalidated in the cache: a record that may have changed is read
 * anew, and so are those that show it through links. In between the copies answer nothing.
 */
export class BaseMirror {
  readonly #options: BaseMirrorOptions
  readonly #reader: TableReader
  readonly #watch: Watch
  readonly #doubtful: DoubtfulRecords
  readonly #ending = new AbortController()
  #layout: MirrorLayout | undefined
  #settling: Promise<void> | undefined
  #timer: Timer | undefined
  #notBefore = 0

  constructor(options: BaseMirrorOptions) {
    this.#options = options
    this.#reader = new TableReader(options)
    this.#doubtful = new DoubtfulRecords(options.base)
    // Before anything is read: what changes from now on is told.
    this.#watch = options.cache.watch(TableKeys.basePrefix(options.base))
  }

  start(): void {
    this.#look()
  }

  status(): readonly MirrorStatus[] {
    const { base } = this.#options
    const isChanging = !this.#isSettled
    this.#noteHeld()
    const now = this.#options.clock.monotonic()
    return (this.#layout?.tables ?? []).map((table) => mirrorStatusOf(table, { base, isChanging, now }))
  }

  /** The table, if it is one that is mirrored, as far as is known by now. */
  schemaOf(tableId: string): TableSchema | undefined {
    return this.#layout?.table(tableId)?.schema
  }

  /** Of every table of the base, as far as is known by now. */
  get schema(): BaseSchema | undefined {
    return this.#layout?.schema
  }

  /** The primary fields' texts of records, in order; `undefined` when one is no text, or is not there. */
  textsOf(tableId: string, recordIds: readonly string[]): readonly string[] | undefined {
    const table = this.#layout?.table(tableId)
    const primary = table?.schema.fields.find(({ id }) => id === table.schema.primaryFieldId)?.name ?? ''
    const texts = recordIds.map((id) => table?.copy.get(id)?.fields[primary])
    return texts.every((text) => typeof text === 'string') ? texts : undefined
  }

  /** The copies of these tables, at once, if they hold now; else why not. */
  current(tableIds: readonly string[]): readonly CurrentTable[] | string {
    if (!this.#watch.isTrusted) return 'the invalidation log cannot be asked'
    const tables = tableIds.map((id) => this.#layout?.table(id))
    if (tables.some((table) => table === undefined)) return 'a table of it is not mirrored'
    for (const table of tables as readonly MirroredTable[]) {
      if (table.unfitFor !== undefined) return table.unfitFor
      if (!table.isLoaded) return 'a table of it is being read'
    }
    return this.#isSettled ? (tables as readonly MirroredTable[]) : 'records are being read anew'
  }

  /** The same after what is doubtful was read anew, if that takes no longer than `requests` to Airtable. Never rejects. */
  async whenCurrent(
    tableIds: readonly string[],
    { requests, signal }: { readonly requests: number; readonly signal: AbortSignal | undefined },
  ): Promise<readonly CurrentTable[] | string> {
    const patienceMs = Math.min(PATIENCE_MS + (requests - 1) * PATIENCE_FOR_REQUEST_MS, LONGEST_PATIENCE_MS)
    const ending = new AbortController()
    const signals = signal === undefined ? [ending.signal] : [ending.signal, signal]
    const tooLong = waitFor(patienceMs, this.#options.clock, AbortSignal.any(signals)).catch(() => {})
    await Promise.race([this.#becomeCurrent(), tooLong])
    ending.abort()
    return this.current(tableIds)
  }

  /** Resolves when what is doubtful by now was read anew, or could not be. */
  settle(): Promise<void> {
    this.#settling ??= this.#settle()
      .catch(() => {
        this.#notBefore = this.#options.clock.monotonic() + RETRY_MS
      })
      .finally(() => {
        this.#settling = undefined
      })
    return this.#settling
  }

  async close(): Promise<void> {
    this.#timer?.cancel()
    this.#watch.close()
    this.#ending.abort()
    await this.#settling
  }

  /** What changes while it is read is read once more, and not for ever. */
  async #becomeCurrent(): Promise<void> {
    if (!this.#watch.isTrusted) await this.#watch.verify()
    for (let round = 0; round < 3 && !this.#isSettled; round++) await this.settle()
  }

  get #isSettled(): boolean {
    return this.#watch.isQuiet && this.#doubtful.isEmpty && this.#settling === undefined
  }

  /** Of copies that hold now, it is remembered that they did. */
  #noteHeld(): void {
    if (!this.#isSettled || !this.#watch.isTrusted) return
    const now = this.#options.clock.monotonic()
    for (const table of this.#layout?.tables ?? []) if (table.isLoaded) table.heldAt = now
  }

  #look(): void {
    const { clock } = this.#options
    this.#noteHeld()
    const isDue = !this.#isSettled || this.#layout === undefined
    if (isDue && clock.monotonic() >= this.#notBefore) void this.settle()
    this.#timer = clock.setTimer(() => this.#look(), LOOK_EVERY_MS)
    this.#timer.unref()
  }

  async #settle(): Promise<void> {
    for (;;) {
      this.#doubtful.note(this.#watch.take())
      const layout = await this.#layoutNow()
      this.#dropWhole(layout)
      this.#loadMissing(layout)
      if (this.#doubtful.isEmpty) return
      await this.#readAnew(layout)
      if (this.#watch.isQuiet && this.#doubtful.isEmpty) return
    }
  }

  async #layoutNow(): Promise<MirrorLayout> {
    if (this.#layout && !this.#doubtful.isAll) return this.#layout
    this.#layout?.abandon()
    this.#layout = undefined
    const schema = await this.#options.schema()
    if (!schema) throw new Error('The schema of the base cannot be read.')
    this.#layout = new MirrorLayout(schema, this.#options.tables)
    this.#doubtful.clear()
    return this.#layout
  }

  /** What nobody can tell the changed records of is read as a whole, and so is what shows it. */
  #dropWhole(layout: MirrorLayout): void {
    for (const id of this.#doubtful.wholeTables) {
      for (const table of [layout.table(id), ...layout.showing(id)]) table?.unload()
      this.#doubtful.forgetTable(id)
    }
  }

  #loadMissing(layout: MirrorLayout): void {
    for (const table of layout.tables) {
      if (table.isLoaded || table.isLoading || table.unfitFor !== undefined) continue
      void table
        .load((onPage) => this.#reader.all(table.schema.id, this.#ending.signal, onPage))
        .then((changedMeanwhile) => {
          this.#doubtful.add(table.schema.id, changedMeanwhile)
          void this.settle()
        })
        .catch(() => {
          this.#notBefore = this.#options.clock.monotonic() + RETRY_MS
        })
    }
  }

  /** One step: what is doubtful now, and then what shows it. */
  async #readAnew(layout: MirrorLayout): Promise<void> {
    const taken = [...this.#doubtful.takeRecords()].filter(([id]) => layout.concerns(id))
    try {
      const changes = await Promise.all(taken.map(([id, ids]) => this.#changesOf(layout, id, [...ids])))
      const affected = layout.apply(changes.flat())
      for (const [id, ids] of affected) {
        // Read in this step, after the change was told: it shows it.
        const known = new Map(taken).get(id)
        this.#doubtful.add(
          id,
          [...ids].filter((one) => !known?.has(one)),
        )
      }
    } catch (error) {
      for (const [id, ids] of taken) this.#doubtful.add(id, ids)
      throw error
    }
  }

  async #changesOf(
    layout: MirrorLayout,
    tableId: string,
    recordIds: readonly string[],
  ): Promise<readonly RecordChange[]> {
    const table = layout.table(tableId)
    if (table?.isLoading) {
      table.doubt(recordIds)
      if (layout.showing(tableId).length === 0) return []
    } else if (table?.isFewerToReload(recordIds.length)) {
      table.unload()
      for (const other of layout.showing(tableId)) other.unload()
      return []
    }
    for (const blind of layout.blindTo(tableId)) blind.unload()
    const found = await this.#reader.some(tableId, recordIds, { signal: this.#ending.signal })
    if (table) table.readAnew += recordIds.length
    const gone = recordIds.filter((id) => !found.has(id))
    // In Airtable's order, in which those that are new come last.
    return [...found.keys(), ...gone].map((recordId) => ({
      tableId,
      recordId,
      before: table?.isLoaded ? table.copy.get(recordId) : undefined,
      after: found.get(recordId),
    }))
  }
}
