import {
  type Cache,
  type Clock,
  type LoadContext,
  type Lookup,
  type Source,
  systemClock,
} from '@larder/cache-core'
import type { AirtableRequest } from './airtable-client.ts'
import type { AirtableRecord } from './airtable-record.ts'
import { AttemptLedger } from './attempt-ledger.ts'
import type { BaseSchema } from './base-schema.ts'
import { type FreshnessPolicies, freshnessOf, type ResolvedFreshness } from './freshness-policy.ts'
import { listQueryFromSearch, type ListQuery } from './list-query.ts'
import { type ListPage, ListPages } from './list-pages.ts'
import { SchemaReader } from './schema-reader.ts'
import { TableKeys } from './table-keys.ts'
import { touchedRecordIds } from './touched-records.ts'

export interface RecordCacheOptions {
  readonly cache: Cache
  readonly source: Source<AirtableRequest, unknown>
  /** How fresh answers must be. Default: fresh for 60 s, and never stale. */
  readonly policies?: FreshnessPolicies | undefined
  readonly clock?: Clock | undefined
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined
}

export interface WriteRequest {
  readonly method: 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly base: string
  readonly table: string
  /** `undefined`: a write to the table, of up to 10 records. */
  readonly recordId?: string | undefined
  readonly query?: URLSearchParams | undefined
  readonly body?: unknown
}

/** An answer, and where it came from. */
export interface CachedAnswer<T> extends Lookup<T> {
  /** How long such an answer is fresh, in ms. */
  readonly ttlMs: number
}

/**
 * Airtable through the cache: lists page by page, single records, and writes that invalidate what they touched once
 * Airtable has accepted them. Rejects with AirtableError, whose status and body are Airtable's own, or with CacheError
 * when Airtable could not be asked. Errors are never cached.
 */
export class RecordCache {
  readonly #cache: Cache
  readonly #source: Source<AirtableRequest, unknown>
  readonly #policies: FreshnessPolicies
  readonly #pages: ListPages
  readonly #schemas: SchemaReader

  constructor({ cache, source, policies = {}, clock = systemClock }: RecordCacheOptions) {
    this.#cache = cache
    this.#source = source
    this.#policies = policies
    this.#pages = new ListPages({ cache, source })
    this.#schemas = new SchemaReader({ cache, source, clock })
  }

  /** One page of a list. */
  async listPage(
    base: string,
    table: string,
    query: ListQuery,
    { signal }: ReadOptions = {},
  ): Promise<CachedAnswer<ListPage>> {
    const { keys, options } = await this.#tableOf(base, table)
    const page = await this.#pages.page({ base, table, keys, options }, query, signal)
    return { ...page, ttlMs: options.ttlMs }
  }

  /** One record; `parameters` are those of the GET. */
  async record(
    base: string,
    table: string,
    recordId: string,
    parameters: URLSearchParams,
    { signal }: ReadOptions = {},
  ): Promise<CachedAnswer<AirtableRecord>> {
    const { keys, options } = await this.#tableOf(base, table)
    const variant = listQueryFromSearch(parameters)
    const key =
      variant.parameters.size === 0 ? keys.record(recordId) : keys.recordVariant(recordId, variant.hash)
    const request: AirtableRequest = {
      method: 'GET',
      base,
      segments: [table, recordId],
      query: variant.parameters,
    }
    const load = (context: LoadContext) => this.#source.load(request, context) as Promise<AirtableRecord>
    return { ...(await this.#cache.lookup(key, load, { ...options, signal })), ttlMs: options.ttlMs }
  }

  /** Forwards a write, then invalidates; resolves when this process can no longer answer with what was before. */
  async write(
    { method, base, table, recordId, query, body }: WriteRequest,
    signal: AbortSignal,
  ): Promise<unknown> {
    const segments = recordId === undefined ? [table] : [table, recordId]
    const named = touchedRecordIds({ recordId, query, body })
    const attempts = new AttemptLedger()
    const onAttempt = attempts.note
    try {
      const answer = await this.#source.load({ method, base, segments, query, body, onAttempt }, { signal })
      await this.#invalidate(base, table, [...named, ...touchedRecordIds({ body: answer })])
      return answer
    } catch (error) {
      // An attempt that got no answer may have been applied, whatever a later one was told.
      if (attempts.mayHaveBeenApplied(error)) await this.#invalidate(base, table, named)
      throw error
    }
  }

  /** Whatever else the metadata API offers, uncached but within the budget. */
  metadata(segments: readonly string[], query: URLSearchParams, signal: AbortSignal): Promise<unknown> {
    return this.#source.load({ method: 'GET', base: 'meta', segments, query }, { signal })
  }

  /** Reads the base's schema, so that the first list costs no request but its own. */
  async warm(base: string): Promise<void> {
    await this.#schemas.of(base)
  }

  async #invalidate(base: string, table: string, recordIds: readonly string[]): Promise<void> {
    const schema = await this.#schemas.of(base)
    const tableId = schema?.tableId(table)
    if (!schema || tableId === undefined) await this.#cache.deleteByPrefix(TableKeys.basePrefix(base))
    else await this.#invalidateTable(new TableKeys(base, tableId), schema, tableId, recordIds)
  }

  async #invalidateTable(
    keys: TableKeys,
    schema: BaseSchema,
    tableId: string,
    recordIds: readonly string[],
  ): Promise<void> {
    const { otherTables, wholeTable } = schema.effectsOfWrite(tableId)
    const prefixes = otherTables.map((other) => new TableKeys(keys.base, other).everything)
    // A write whose records are not known, as after a time-out, may have been to any.
    const isKnown = recordIds.length > 0 && !wholeTable
    await Promise.all([
      ...(isKnown
        ? [
            this.#cache.deleteMany(recordIds.map((id) => keys.record(id))),
            this.#cache.deleteByPrefix(keys.queries),
          ]
        : []),
      ...(isKnown ? prefixes : [...prefixes, keys.everything]).map((prefix) =>
        this.#cache.deleteByPrefix(prefix),
      ),
    ])
  }

  async #tableOf(
    base: string,
    table: string,
  ): Promise<{ readonly keys: TableKeys; readonly options: ResolvedFreshness }> {
    const schema = await this.#schemas.of(base)
    const known = schema?.table(table)
    const options = freshnessOf(this.#policies, {
      base,
      table: known ? [known.id, known.name] : [table],
      mayHoldAttachments: !schema || !known || schema.hasAttachments(known.id),
    })
    return { keys: new TableKeys(base, known?.id ?? table), options }
  }
}
