import type { AirtableRecord } from './airtable-record.ts'
import type { AirtableRequest } from './airtable-client.ts'
import { AirtableError } from './airtable-error.ts'
import { type ListPosition, MIRROR_OFFSET } from './list-offset.ts'
import type { ListQuery } from './list-query.ts'
import type { LoadContext, Source } from '@larder/cache-core'

export interface ListAnswer {
  readonly records: readonly AirtableRecord[]
  /** Airtable's own offset of the next page. */
  readonly next: string | undefined
}

export interface ListRequest {
  readonly base: string
  readonly table: string
  readonly query: ListQuery
  /** Which chunk: where in it does not matter. */
  readonly place: ListPosition
}

/** A listing that is forgotten on the way is begun again so often. */
const RESTARTS = 3

/**
 * Reads lists upstream, in chunks of as many records as Airtable gives. Airtable forgets a listing that rests for some minutes, or when it restarts; the
 * walker then goes through it again from the start to where the client stands, so that the client never learns of it.
 */
export class ListWalker {
  readonly #source: Source<AirtableRequest, unknown>

  constructor(source: Source<AirtableRequest, unknown>) {
    this.#source = source
  }

  async load(request: ListRequest, context: LoadContext): Promise<ListAnswer> {
    const { upstream } = request.place
    // Airtable has no part in what was answered from a copy.
    if (upstream.startsWith(MIRROR_OFFSET)) return this.#find(request, context)
    try {
      return await this.#chunk(request, upstream || undefined, context)
    } catch (error) {
      if (upstream === '' || !isForgotten(error)) throw error
      return this.#find(request, context)
    }
  }

  /** On the way, too, a listing may be forgotten. */
  async #find(request: ListRequest, context: LoadContext): Promise<ListAnswer> {
    for (let restarts = 0; ; restarts++) {
      try {
        return await this.#walk(request, context)
      } catch (error) {
        if (restarts >= RESTARTS || !isForgotten(error)) throw error
      }
    }
  }

  /** What follows the last record of the chunk before; when that record is gone, the chunk with the same number. It may come out short. */
  async #walk(request: ListRequest, context: LoadContext): Promise<ListAnswer> {
    const { before, chunk } = request.place
    let byNumber: ListAnswer | undefined
    let offset: string | undefined
    for (let number = 0; ; number++) {
      const page = await this.#chunk(request, offset, context)
      if (number === chunk) byNumber = page
      const index = page.records.findIndex((record) => record.id === before)
      offset = page.next
      if (index >= 0 && index < page.records.length - 1)
        return { records: page.records.slice(index + 1), next: page.next }
      if (index >= 0)
        return offset === undefined ? { records: [], next: undefined } : this.#chunk(request, offset, context)
      if (offset === undefined) return byNumber ?? { records: [], next: undefined }
    }
  }

  async #chunk(
    { base, table, query }: ListRequest,
    offset: string | undefined,
    context: LoadContext,
  ): Promise<ListAnswer> {
    const answer = await this.#source.load(requestFor(base, table, query.parameters, offset), context)
    const { records, offset: next } = answer as {
      readonly records: readonly AirtableRecord[]
      readonly offset?: string
    }
    return { records, next }
  }
}

/** Airtable refuses addresses of 16,000 characters or more: a longer query goes as a POST, which asks for the same. */
const LONGEST_QUERY = 15_000

function requestFor(
  base: string,
  table: string,
  parameters: URLSearchParams,
  offset: string | undefined,
): AirtableRequest {
  const query = new URLSearchParams(parameters)
  if (offset !== undefined) query.set('offset', offset)
  if (query.toString().length < LONGEST_QUERY) return { method: 'GET', base, segments: [table], query }
  const inQuery = new URLSearchParams(
    [...query].filter(([name]) => name === 'timeZone' || name === 'userLocale'),
  )
  return { method: 'POST', base, segments: [table, 'listRecords'], query: inQuery, body: bodyOf(query) }
}

function bodyOf(query: URLSearchParams): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  const sort: Record<string, string>[] = []
  for (const [name, value] of query) {
    const [, index, key] = /^sort\[(\d+)\]\[(\w+)\]$/.exec(name) ?? []
    if (index !== undefined && key !== undefined)
      sort[Number(index)] = { ...sort[Number(index)], [key]: value }
    else if (name.endsWith('[]')) body[name.slice(0, -2)] = query.getAll(name)
    else if (name === 'returnFieldsByFieldId') body[name] = value === 'true'
    else if (name === 'pageSize' || name === 'maxRecords') body[name] = Number(value)
    else if (name !== 'timeZone' && name !== 'userLocale') body[name] = value
  }
  return sort.length > 0 ? { ...body, sort } : body
}

function isForgotten(error: unknown): boolean {
  return error instanceof AirtableError && error.type === 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE'
}
