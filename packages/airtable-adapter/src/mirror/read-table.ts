import type { LoadContext, Source } from '@larder/cache-core'
import type { AirtableRecord } from '../airtable-record.ts'
import type { AirtableRequest } from '../airtable-client.ts'
import { AirtableError } from '../airtable-error.ts'

export interface TableReaderOptions {
  readonly base: string
  readonly source: Source<AirtableRequest, unknown>
}

interface ListBody {
  readonly records: readonly AirtableRecord[]
  readonly offset?: string
}

/** Airtable gives no more at once. */
const PAGE = 100
/** A listing that was forgotten is begun again so often. */
const RESTARTS = 3

/** Reads records past the cache: a copy is kept right by what was invalidated, and not by what was cached. */
export class TableReader {
  readonly #options: TableReaderOptions

  constructor(options: TableReaderOptions) {
    this.#options = options
  }

  /** Every record, in Airtable's order, as nobody waits for it; `onPage` hears how many there are so far. */
  async all(
    tableId: string,
    signal: AbortSignal,
    onPage: (records: number) => void,
  ): Promise<readonly AirtableRecord[]> {
    for (let restarts = 0; ; restarts++) {
      try {
        return await this.#walk(tableId, { signal, isBackground: true }, onPage)
      } catch (error) {
        if (restarts >= RESTARTS || !isForgotten(error)) throw error
      }
    }
  }

  /** Those of the records that there are, by their ids. */
  async some(
    tableId: string,
    recordIds: readonly string[],
    context: LoadContext,
  ): Promise<ReadonlyMap<string, AirtableRecord>> {
    const found = new Map<string, AirtableRecord>()
    for (let from = 0; from < recordIds.length; from += PAGE) {
      const ids = recordIds.slice(from, from + PAGE)
      const body = { filterByFormula: `OR(${ids.map((id) => `RECORD_ID()='${id}'`).join(',')})` }
      const { records } = await this.#list(tableId, context, { body })
      for (const record of records) found.set(record.id, record)
    }
    return found
  }

  async #walk(
    tableId: string,
    context: LoadContext,
    onPage: (records: number) => void,
  ): Promise<readonly AirtableRecord[]> {
    const records: AirtableRecord[] = []
    let offset: string | undefined
    do {
      const page = await this.#list(tableId, context, { body: offset === undefined ? {} : { offset } })
      records.push(...page.records)
      offset = page.offset
      onPage(records.length)
    } while (offset !== undefined)
    return records
  }

  async #list(
    tableId: string,
    context: LoadContext,
    { body }: { readonly body: Readonly<Record<string, string>> },
  ): Promise<ListBody> {
    const { base, source } = this.#options
    const request = { method: 'POST', base, segments: [tableId, 'listRecords'], body } as const
    return (await source.load(request, context)) as ListBody
  }
}

function isForgotten(error: unknown): boolean {
  return error instanceof AirtableError && error.type === 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE'
}
