import { ReservationBookError } from '@larder/assistant'
import { CacheError } from '@larder/cache-core'
import { AirtableError } from '../airtable-error.ts'
import type { AirtableRecord } from '../airtable-record.ts'
import { AttemptLedger } from '../attempt-ledger.ts'
import { listQueryFromSearch } from '../list-query.ts'
import type { RecordCache } from '../record-cache.ts'

export interface BookRecordsOptions {
  readonly records: RecordCache
  readonly base: string
}

export interface ListWish {
  readonly table: string
  readonly formula?: string | undefined
  /** Default: all. */
  readonly fields?: readonly string[] | undefined
  readonly sort?: { readonly field: string; readonly direction: 'asc' | 'desc' } | undefined
  readonly most?: number | undefined
}

type Fields = Readonly<Record<string, unknown>>

/** More pages than a list of a book can have: one that goes on is broken. */
const MAX_PAGES = 100

/** The records of a book: read through the cache, or past it, and written. Rejects with ReservationBookError. */
export class BookRecords {
  readonly #records: RecordCache
  readonly #base: string

  constructor({ records, base }: BookRecordsOptions) {
    this.#records = records
    this.#base = base
  }

  /** Through the cache, after whatever any process has written by now: for what is no secret. Pages that did not change are the same objects. */
  async listCached(wish: ListWish, signal: AbortSignal): Promise<readonly (readonly AirtableRecord[])[]> {
    return told(async () => {
      const pages: (readonly AirtableRecord[])[] = []
      let offset: string | undefined
      do {
        const query = listQueryFromSearch(searchOf(wish, offset))
        const { value } = await this.#records.listPage(this.#base, wish.table, query, {
          signal,
          consistency: 'strict',
        })
        pages.push(value.records)
        offset = value.offset
      } while (offset !== undefined && pages.length < MAX_PAGES)
      return pages
    })
  }

  /** From Airtable itself, and kept nowhere. */
  async list(wish: ListWish, signal: AbortSignal): Promise<readonly AirtableRecord[]> {
    return told(async () => {
      const all: AirtableRecord[] = []
      let offset: string | undefined
      for (let page = 0; page < MAX_PAGES; page++) {
        const request = {
          method: 'GET',
          base: this.#base,
          segments: [wish.table],
          query: searchOf(wish, offset),
        } as const
        const answer = (await this.#records.passOn(
          { ...request, priority: 'interactive-write' },
          signal,
        )) as ListAnswer
        all.push(...answer.records)
        offset = answer.offset
        if (offset === undefined || (wish.most !== undefined && all.length >= wish.most)) break
      }
      return all
    })
  }

  create(table: string, fields: Fields, signal: AbortSignal): Promise<AirtableRecord> {
    return this.#write({ method: 'POST', table, body: { fields } }, signal)
  }

  update(table: string, recordId: string, fields: Fields, signal: AbortSignal): Promise<AirtableRecord> {
    return this.#write({ method: 'PATCH', table, recordId, body: { fields } }, signal)
  }

  async remove(table: string, recordId: string, signal: AbortSignal): Promise<void> {
    await this.#write({ method: 'DELETE', table, recordId }, signal)
  }

  #write(
    write: Omit<Parameters<RecordCache['write']>[0], 'base' | 'attempts'>,
    signal: AbortSignal,
  ): Promise<AirtableRecord> {
    const attempts = new AttemptLedger()
    return told(
      () => this.#records.write({ ...write, base: this.#base, attempts }, signal) as Promise<AirtableRecord>,
      attempts,
    )
  }
}

interface ListAnswer {
  readonly records: readonly AirtableRecord[]
  readonly offset?: string
}

/** A write that may have been applied although it failed: it has to be looked up. */
export class UnknownOutcome extends ReservationBookError {
  constructor(cause: unknown) {
    super('UNAVAILABLE', 'Airtable did not say whether the booking was written; the same key finds it.', {
      cause,
    })
  }
}

async function told<T>(work: () => Promise<T>, attempts?: AttemptLedger): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (attempts?.mayHaveBeenApplied(error)) throw new UnknownOutcome(error)
    if (error instanceof AirtableError || error instanceof CacheError)
      throw new ReservationBookError('UNAVAILABLE', `The book cannot be asked now: ${reasonOf(error)}.`, {
        cause: error,
      })
    throw error
  }
}

/** Messages of Airtable may repeat what was sent. */
function reasonOf(error: AirtableError | CacheError): string {
  return error instanceof CacheError ? error.code : `Airtable answered ${error.status} ${error.type}`
}

function searchOf(
  { formula, fields = [], sort, most }: ListWish,
  offset: string | undefined,
): URLSearchParams {
  const search = new URLSearchParams(fields.map((field): [string, string] => ['fields[]', field]))
  if (formula !== undefined) search.set('filterByFormula', formula)
  if (most !== undefined) search.set('maxRecords', String(most))
  if (sort) {
    search.set('sort[0][field]', sort.field)
    search.set('sort[0][direction]', sort.direction)
  }
  if (offset !== undefined) search.set('offset', offset)
  return search
}
