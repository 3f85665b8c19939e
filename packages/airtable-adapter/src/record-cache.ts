import {
  type Cache,
  type Clock,
  type LoaderContext,
  type Lookup,
  type ReadOptions as CacheReadOptions,
  type Source,
  systemClock,
} from '@larder/cache-core'
import type { AirtableRequest } from './airtable-client.ts'
import type { AirtableRecord } from './airtable-record.ts'
import { AttemptLedger } from './attempt-ledger.ts'
import { type FreshnessPolicies, lifeOf, ofTime } from './freshness-policy.ts'
import { listQueryFromSearch, type ListQuery } from './list-query.ts'
import { ListedTables } from './listed-tables.ts'
import { type ListedTable, type ListPage, ListPages } from './list-pages.ts'
import type { MirrorStatus } from './mirror/mirror-status.ts'
import { Mirrors } from './mirror/mirrors.ts'
import { RecordInvalidation } from './record-invalidation.ts'
import { SchemaReader } from './schema-reader.ts'
import { isTypecast, namesAllRecords, touchedRecordIds } from './touched-records.ts'
import { unlessRefused } from './unless-refused.ts'

export interface RecordCacheOptions {
  readonly cache: Cache
  readonly source: Source<AirtableRequest, unknown>
  /** How fresh answers must be. Default: fresh for 60 s, and never stale. */
  readonly policies?: FreshnessPolicies | undefined
  /** Keeps its answers apart from those of other partitions of the same cache, whose callers may not see the same. Default: everybody may. */
  readonly partition?: string | undefined
  /** When what a write touched is invalidated once more, in ms: Airtable may have answered with what was before. 0: never. Default 1,000. */
  readonly echoAfterMs?: number | undefined
  /** Tables that are copied as a whole, and answered from the copies where these can tell. Not for partitions. */
  readonly mirror?: MirrorOptions | undefined
  readonly clock?: Clock | undefined
}

export interface MirrorOptions {
  /** Ids or names of tables, by base. */
  readonly tables: Readonly<Record<string, readonly string[]>>
  /** Whether all changes of the base are told to `invalidation`, as by AirtableWebhooks: without it the copies are not used. */
  readonly isFollowed: (base: string) => boolean
}

/** Consistency as in FreshnessPolicy, which it overrides. */
export interface ReadOptions extends CacheReadOptions {
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
  /** To be asked afterwards, when the write has failed, whether it may have been applied. */
  readonly attempts?: AttemptLedger | undefined
}

/** An answer, and where it came from. */
export interface CachedAnswer<T> extends Lookup<T> {
  /** How long such an answer is fresh, in ms. */
  readonly ttlMs: number
  /** Where the table is mirrored: `mirror`, or why its copy did not answer. */
  readonly detail?: string | undefined
}

/**
 * Airtable through the cache: lists page by page, single records, and writes that invalidate what they touched once
 * Airtable has accepted them. Rejects with AirtableError, whose status and body are Airtable's own, or with CacheError
 * when Airtable could not be asked. Errors are never cached.
 */
export class RecordCache {
  readonly #cache: Cache
  readonly #source: Source<AirtableRequest, unknown>
  readonly #pages: ListPages
  readonly #schemas: SchemaReader
  readonly #mirrors: Mirrors
  readonly #tables: ListedTables
  /** For whoever else learns of changes. */
  readonly invalidation: RecordInvalidation

  constructor({ clock = systemClock, partition = '', ...options }: RecordCacheOptions) {
    const { cache, source, policies = {}, echoAfterMs = 1_000 } = options
    this.#cache = cache
    this.#source = source
    this.#pages = new ListPages({ cache, source })
    this.#schemas = new SchemaReader({ cache, source, clock, partition })
    const { schemas, isPartitioned } = { schemas: this.#schemas, isPartitioned: partition !== '' }
    this.invalidation = new RecordInvalidation({ cache, schemas, isPartitioned, echoAfterMs, clock })
    this.#tables = new ListedTables({ schemas, policies, partition })
    this.#mirrors = new Mirrors({ ...options.mirror, cache, source, schemas, clock })
  }

  /** How the mirrored tables stand. */
  mirrorStatus(): readonly MirrorStatus[] {
    return this.#mirrors.status()
  }

  /** `listPage` where nothing has to be waited for: `undefined` where something has. Throws as it rejects. */
  listPageInMemory(
    base: string,
    table: string,
    query: ListQuery,
    read: ReadOptions = {},
  ): CachedAnswer<ListPage> | undefined {
    const known = this.#tables.atHand(base, table, read)
    if (!known || known.options.consistency === 'strict') return undefined
    const listed = forQuery(known, query)
    const isMirrored = this.#mirrors.has(listed)
    const page = isMirrored
      ? this.#mirrors.pageInMemory(listed, query)
      : this.#pages.pageInMemory(listed, query)
    return page && { ...page, ttlMs: listed.options.ttlMs, detail: isMirrored ? 'mirror' : undefined }
  }

  /** One page of a list. */
  async listPage(
    base: string,
    table: string,
    query: ListQuery,
    read: ReadOptions = {},
  ): Promise<CachedAnswer<ListPage>> {
    const known = this.#tables.atHand(base, table, read) ?? (await this.#tables.of(base, table, read))
    const listed = forQuery(known, query)
    const { ttlMs } = listed.options
    const answer = this.#mirrors.page(listed, query, read)
    const mirrored = answer && (await answer)
    if (mirrored?.value) return { ...mirrored.value, ttlMs, detail: 'mirror' }
    const page = await this.#pages.page(listed, query, read.signal)
    return { ...page, ttlMs, detail: mirrored?.reason }
  }

  /** `record` where nothing has to be waited for: `undefined` where something has. */
  recordInMemory(
    base: string,
    table: string,
    recordId: string,
    parameters: URLSearchParams,
    read: ReadOptions = {},
  ): CachedAnswer<AirtableRecord> | undefined {
    const listed = parameters.size > 0 ? undefined : this.#tables.atHand(base, table, read)
    if (!listed || listed.options.consistency === 'strict') return undefined
    const { ttlMs } = listed.options
    const mirrored = this.#mirrors.record(base, listed.table, recordId, read)
    if (mirrored) return { ...mirrored, ttlMs, detail: 'mirror' }
    const lookup = this.#cache.lookupInMemory<AirtableRecord>(listed.keys.record(recordId))
    return lookup && { ...lookup, ttlMs }
  }

  /** One record; `parameters` are those of the GET. */
  async record(
    base: string,
    table: string,
    recordId: string,
    parameters: URLSearchParams,
    read: ReadOptions = {},
  ): Promise<CachedAnswer<AirtableRecord>> {
    const listed = this.#tables.atHand(base, table, read) ?? (await this.#tables.of(base, table, read))
    const { keys, options, table: asked } = listed
    const form = parameters.size === 0 ? undefined : listQueryFromSearch(parameters)
    const variant = form && form.parameters.size > 0 ? form : undefined
    const { ttlMs } = options
    const mirrored = variant ? undefined : this.#mirrors.record(base, asked, recordId, read)
    if (mirrored) return { ...mirrored, ttlMs, detail: 'mirror' }
    const key = variant ? keys.recordVariant(recordId, variant.hash) : keys.record(recordId)
    const request: AirtableRequest = {
      method: 'GET',
      base,
      segments: [asked, recordId],
      query: variant?.parameters,
    }
    const ask = async (context: LoaderContext): Promise<AirtableRecord> => {
      const record = (await this.#source.load(request, context)) as AirtableRecord
      context.adapt(lifeOf(options, [record]))
      return record
    }
    const load = (context: LoaderContext) => unlessRefused(this.#cache, key, context, () => ask(context))
    const tags = keys.recordTags(recordId)
    const lookup = await this.#cache.lookup(key, load, { ...options, tags, signal: read.signal })
    return { ...lookup, ttlMs }
  }

  /** Forwards a write, then invalidates; resolves when this process can no longer answer with what was before. */
  async write(
    { method, base, table, recordId, query, body, attempts }: WriteRequest,
    signal: AbortSignal,
  ): Promise<unknown> {
    const segments = recordId === undefined ? [table] : [table, recordId]
    const written = { recordId, query, body }
    const request = { method, base, segments, query, body }
    const mayCreateLinked = isTypecast(body)
    return this.#forward(request, { signal, attempts }, (answer) => {
      const isKnown = answer !== undefined || namesAllRecords(written)
      const recordIds = [...touchedRecordIds(written), ...touchedRecordIds({ body: answer })]
      const change = { base, table, recordIds: isKnown ? recordIds : [], mayCreateLinked }
      return this.invalidation.ofRecords(change)
    })
  }

  /** Whatever else Airtable offers (metadata, webhooks, comments), uncached but within the budget; what it changes is invalidated. */
  passOn(request: AirtableRequest, signal: AbortSignal): Promise<unknown> {
    const { method, base, segments } = request
    if (method === 'GET') return this.#source.load(request, { signal })
    return this.#forward(request, { signal }, async () => {
      if (base === 'meta' && segments[1] !== undefined) await this.invalidation.ofBase(segments[1])
      else if (segments[2] === 'comments')
        await this.invalidation.ofComments({ base, table: segments[0] as string })
    })
  }

  /** `effect` has run when it resolves, and also when it rejects and Airtable may have done what it was asked. */
  async #forward(
    request: AirtableRequest,
    {
      signal,
      attempts = new AttemptLedger(),
    }: { readonly signal: AbortSignal; readonly attempts?: AttemptLedger | undefined },
    effect: (answer: unknown) => Promise<void>,
  ): Promise<unknown> {
    try {
      const answer = await this.#source.load({ ...request, onAttempt: attempts.note }, { signal })
      await effect(answer)
      return answer
    } catch (error) {
      // An attempt that got no answer may have been applied, whatever a later one was told.
      if (attempts.mayHaveBeenApplied(error)) await effect(undefined)
      throw error
    }
  }

  /** Reads the base's schema, so that the first list costs no request but its own. */
  async warm(base: string): Promise<void> {
    await this.#schemas.of(base)
  }

  /** What is still to be invalidated once more is, now. */
  async close(): Promise<void> {
    await this.#mirrors.close()
    await this.invalidation.close()
  }
}

function forQuery(listed: ListedTable, { changesWithTime }: ListQuery): ListedTable {
  return changesWithTime ? { ...listed, options: ofTime(listed.options) } : listed
}
