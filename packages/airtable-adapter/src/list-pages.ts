import {
  type Cache,
  type LoaderContext,
  type Lookup,
  mathRandom,
  type Random,
  type Source,
} from '@larder/cache-core'
import type { AirtableRecord } from './airtable-record.ts'
import type { AirtableRequest } from './airtable-client.ts'
import type { ListQuery } from './list-query.ts'
import type { TableKeys } from './table-keys.ts'
import { encodeOffset, type ListPosition } from './list-offset.ts'
import { type Chunk, indexIn, isInFirstChunk, nextChunk, placeAfter, placeOf, startOf } from './list-place.ts'
import { ListWalker } from './list-walker.ts'
import { type Life, lifeOf, type ResolvedFreshness } from './freshness-policy.ts'
import { lookupOfAll } from './lookup-of-all.ts'
import { unlessRefused } from './unless-refused.ts'

export interface ListPage {
  readonly records: readonly AirtableRecord[]
  /** Present while there is more; minted here, see list-offset.ts. */
  readonly offset?: string
}

export interface ListedTable {
  readonly base: string
  /** Its id, or, when nobody knows it, its name. */
  readonly table: string
  readonly keys: TableKeys
  readonly options: ResolvedFreshness
}

export interface ListPagesOptions {
  readonly cache: Cache
  readonly source: Source<AirtableRequest, unknown>
  readonly random?: Random | undefined
}

/** How long it may take to read a chunk, and so much longer for every one before it: Airtable may have forgotten the listing. */
const LOAD_MS = 30_000
const WALK_MS = 400
/** As long as the official client waits. */
const LONGEST_LOAD_MS = 300_000
/** How long the first chunk stays what it was for those who are in the middle of it, in ms. */
const RUN_MS = 600_000
/** Runs through one list that are kept side by side. */
const RUNS = 4
/** Cuts of one chunk that are remembered; callers choose the size of their pages. */
const MAX_CUTS = 100

/**
 * Pages of lists, cut from chunks of 100 records that are cached: pages of any size cost the same requests, and a client
 * goes on in the run through the list that it began.
 */
export class ListPages {
  readonly #cache: Cache
  readonly #walker: ListWalker
  /** Processes begin anywhere, so that they seldom take each other's. */
  #turn: number
  /** The same page is the same object as long as memory has its chunk, so that what is made of it can be kept with it. */
  readonly #cuts = new WeakMap<Chunk, Map<string, ListPage>>()

  constructor({ cache, source, random = mathRandom }: ListPagesOptions) {
    this.#cache = cache
    this.#walker = new ListWalker(source)
    this.#turn = Math.floor(random.next() * RUNS)
  }

  /** Rejects with Airtable's 422 for an offset that is not one of ours. */
  async page(
    table: ListedTable,
    query: ListQuery,
    signal: AbortSignal | undefined,
  ): Promise<Lookup<ListPage>> {
    const start = placeOf(query)
    const first = await this.#chunkAt(table, query, start, signal)
    const within = this.#pageWithin(first, start, query)
    return within ?? this.#pageOverChunks(table, query, { start, first }, signal)
  }

  /** The page, where memory has it within one chunk. Throws Airtable's 422 for an offset that is not one of ours. */
  pageInMemory({ keys }: ListedTable, query: ListQuery): Lookup<ListPage> | undefined {
    const start = placeOf(query)
    const key = isInFirstChunk(start)
      ? keys.run(query.hash, start.run)
      : keys.chunk(query.hash, start.upstream)
    const first = this.#cache.lookupInMemory<Chunk>(key)
    return first && this.#pageWithin(first, start, query)
  }

  /** `undefined` when the page goes on in the next chunk. */
  #pageWithin(
    first: Lookup<Chunk>,
    start: ListPosition,
    { pageSize }: ListQuery,
  ): Lookup<ListPage> | undefined {
    const from = indexIn(first.value, start)
    if (from + pageSize > first.value.records.length && first.value.next !== undefined) return undefined
    return { ...first, value: this.#cut(first.value, start, from, pageSize) }
  }

  async #pageOverChunks(
    table: ListedTable,
    query: ListQuery,
    { start, first }: { readonly start: ListPosition; readonly first: Lookup<Chunk> },
    signal: AbortSignal | undefined,
  ): Promise<Lookup<ListPage>> {
    const lookups = [first]
    const records = first.value.records.slice(indexIn(first.value, start))
    let place = nextChunk(first.value, start)
    let chunk = first.value
    while (place && records.length < query.pageSize) {
      const lookup = await this.#chunkAt(table, query, place, signal)
      lookups.push(lookup)
      chunk = lookup.value
      const count = query.pageSize - records.length
      records.push(...chunk.records.slice(0, count))
      place = placeAfter(chunk, place, Math.min(count, chunk.records.length))
    }
    return lookupOfAll(lookups, place ? { records, offset: encodeOffset(place) } : { records })
  }

  #cut(chunk: Chunk, place: ListPosition, from: number, count: number): ListPage {
    const cuts = this.#cuts.get(chunk) ?? new Map<string, ListPage>()
    this.#cuts.set(chunk, cuts)
    const name = `${from}:${count}:${place.run}:${place.before}`
    const known = cuts.get(name)
    if (known) return known
    const end = Math.min(from + count, chunk.records.length)
    const next = placeAfter(chunk, place, end)
    const records = Object.freeze(chunk.records.slice(from, end))
    const page = Object.freeze(next ? { records, offset: encodeOffset(next) } : { records })
    if (cuts.size < MAX_CUTS) cuts.set(name, page)
    return page
  }

  #chunkAt(
    table: ListedTable,
    query: ListQuery,
    place: ListPosition,
    signal: AbortSignal | undefined,
  ): Promise<Lookup<Chunk>> {
    if (isInFirstChunk(place)) return this.#sameChunk(table, query, place, signal)
    const key = table.keys.chunk(query.hash, place.upstream)
    const read = async (context: LoaderContext): Promise<Chunk> => {
      const { base, table: name, keys } = table
      const { records, next } = await this.#walker.load({ base, table: name, query, place }, context)
      const life = lifeOf(table.options, records)
      context.adapt(life)
      // Read singly next, the records of a page cost no request.
      if (query.hasWholeRecords)
        for (const record of records)
          context.keepAlso(keys.record(record.id), record, { tags: keys.recordTags(record.id) })
      const run = place.upstream === '' ? this.#newRun() : ''
      const chunk = { run, records, ...(next === undefined ? {} : { next }) }
      if (run !== '' && query.pageSize < records.length)
        context.keepAlso(keys.run(query.hash, run), chunk, lifeOfRun(life, 0))
      return chunk
    }
    const load = (context: LoaderContext) => unlessRefused(this.#cache, key, context, () => read(context))
    const hardTimeoutMs = Math.min(LOAD_MS + place.chunk * WALK_MS, LONGEST_LOAD_MS)
    return this.#cache.lookup(key, load, { ...table.options, hardTimeoutMs, signal })
  }

  /** The first chunk as it was when the client began, even if the list has been read anew since. */
  async #sameChunk(
    table: ListedTable,
    query: ListQuery,
    place: ListPosition,
    signal: AbortSignal | undefined,
  ): Promise<Lookup<Chunk>> {
    let latest: Lookup<Chunk> | undefined
    const key = table.keys.run(query.hash, place.run)
    const read = async ({ signal: loading, adapt }: LoaderContext): Promise<Chunk> => {
      latest = await this.#chunkAt(table, query, startOf(query), loading)
      adapt(lifeOfRun(lifeOf(table.options, latest.value.records), latest.ageMs))
      return latest.value
    }
    const load = (context: LoaderContext) => unlessRefused(this.#cache, key, context, () => read(context))
    const kept = await this.#cache.lookup(key, load, {
      ...table.options,
      ...lifeOfRun(table.options, 0),
      signal,
    })
    return latest ?? kept
  }

  /** Names come again, so that what is kept of former runs does not add up: who is overtaken goes on by the anchors. */
  #newRun(): string {
    this.#turn = (this.#turn + 1) % RUNS
    return String(this.#turn)
  }
}

/** Of a first chunk that is `ageMs` old: kept for who is in the middle of it, and never for longer than it may be served. */
function lifeOfRun({ ttlMs, staleWhileRevalidateMs, staleIfErrorMs }: Life, ageMs: number): Life {
  const leftMs = Math.max(0, RUN_MS - ageMs)
  const staleMs = (windowMs: number) => (leftMs === 0 ? 0 : Math.max(0, windowMs + ttlMs - RUN_MS))
  return {
    ttlMs: leftMs,
    staleWhileRevalidateMs: staleMs(staleWhileRevalidateMs),
    staleIfErrorMs: staleMs(staleIfErrorMs),
  }
}
