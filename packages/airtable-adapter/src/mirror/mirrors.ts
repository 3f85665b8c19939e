import type { Cache, Clock, Lookup, Source } from '@larder/cache-core'
import type { AirtableRecord } from '../airtable-record.ts'
import type { AirtableRequest } from '../airtable-client.ts'
import type { TableSchema } from '../base-schema.ts'
import type { ListedTable, ListPage } from '../list-pages.ts'
import type { ListQuery } from '../list-query.ts'
import type { MirrorOptions, ReadOptions } from '../record-cache.ts'
import type { SchemaReader } from '../schema-reader.ts'
import { BaseMirror } from './base-mirror.ts'
import { MirrorPages } from './mirror-pages.ts'
import type { MirrorStatus } from './mirror-status.ts'

export interface MirrorsOptions extends Partial<MirrorOptions> {
  readonly cache: Cache
  readonly source: Source<AirtableRequest, unknown>
  readonly schemas: SchemaReader
  readonly clock: Clock
}

interface Mirrored {
  readonly mirror: BaseMirror
  readonly pages: MirrorPages
}

/** `value`, or why Airtable has to be asked. */
type MirrorAnswer<T> =
  | { readonly value: Lookup<T>; readonly reason?: undefined }
  | { readonly value?: undefined; readonly reason: string }

/** The mirrors of all bases that have mirrored tables. */
export class Mirrors {
  readonly #byBase: ReadonlyMap<string, Mirrored>
  readonly #isFollowed: (base: string) => boolean

  constructor({
    tables: wanted = {},
    isFollowed = () => false,
    cache,
    source,
    schemas,
    clock,
  }: MirrorsOptions) {
    this.#isFollowed = isFollowed
    this.#byBase = new Map(
      Object.entries(wanted).map(([base, tables]) => {
        const schema = async () => {
          // What is at hand may be what was invalidated.
          schemas.forget(base)
          return (await schemas.of(base))?.answer
        }
        const mirror = new BaseMirror({ base, tables, cache, source, schema, clock })
        mirror.start()
        return [base, { mirror, pages: new MirrorPages(mirror, clock) }] as const
      }),
    )
  }

  status(): readonly MirrorStatus[] {
    return [...this.#byBase.values()].flatMap(({ mirror }) => mirror.status())
  }

  /** `undefined` where the table is not mirrored. */
  page(
    { base, table }: Pick<ListedTable, 'base' | 'table'>,
    query: ListQuery,
    read: ReadOptions,
  ): Promise<MirrorAnswer<ListPage>> | undefined {
    const mirrored = this.#byBase.get(base)
    const schema = mirrored?.mirror.schemaOf(table)
    return mirrored && schema && this.#page(base, mirrored, schema, query, read)
  }

  /** What needs no waiting for; `undefined` where anything does. */
  pageInMemory(
    { base, table }: Pick<ListedTable, 'base' | 'table'>,
    query: ListQuery,
  ): Lookup<ListPage> | undefined {
    const mirrored = this.#byBase.get(base)
    const schema = mirrored?.mirror.schemaOf(table)
    const page = schema && this.#isFollowed(base) ? mirrored?.pages.pageInMemory(schema, query) : undefined
    return page && fromMemory(page)
  }

  /** Whether the table is to be answered from its copy, where that can tell. */
  has({ base, table }: Pick<ListedTable, 'base' | 'table'>): boolean {
    return this.#byBase.get(base)?.mirror.schemaOf(table) !== undefined
  }

  async #page(
    base: string,
    mirrored: Mirrored,
    schema: TableSchema,
    query: ListQuery,
    { signal, consistency }: ReadOptions,
  ): Promise<MirrorAnswer<ListPage>> {
    if (!this.#isFollowed(base)) return { reason: 'mirror: the base is not followed by webhooks now' }
    if (consistency === 'strict') return { reason: 'mirror: strict reads are for Airtable' }
    const page = await mirrored.pages.page(schema, query, signal)
    return 'reason' in page ? { reason: `mirror: ${page.reason}` } : { value: fromMemory(page) }
  }

  /** `undefined` where its copy cannot tell at once. */
  record(
    base: string,
    tableId: string,
    recordId: string,
    { consistency }: ReadOptions,
  ): Lookup<AirtableRecord> | undefined {
    const mirrored = this.#byBase.get(base)
    if (!mirrored || consistency === 'strict' || !this.#isFollowed(base)) return undefined
    const tables = mirrored.mirror.current([tableId])
    const [table] = typeof tables === 'string' ? [] : tables
    const record = table?.hasAttachments === false ? table.copy.get(recordId) : undefined
    return record && fromMemory(record)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#byBase.values()].map(({ mirror }) => mirror.close()))
  }
}

function fromMemory<T>(value: T): Lookup<T> {
  return { value, outcome: 'hit', tier: 'l1', ageMs: 0 }
}
