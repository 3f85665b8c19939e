import type { AirtableRecord } from '../airtable-record.ts'
import type { TableSchema } from '../base-schema.ts'
import { TableCopy } from './table-copy.ts'

/** A page of Airtable. */
const PAGE = 100

/** One table that is copied: its copy, and whether it is read just now. */
export class MirroredTable {
  readonly schema: TableSchema
  readonly copy: TableCopy = new TableCopy()
  /** Why it cannot be copied. */
  readonly unfitFor: string | undefined
  /** Whether its records may hold attachments, whose addresses do not last. */
  readonly hasAttachments: boolean
  isLoaded = false
  loads = 0
  readAnew = 0
  /** Monotonic instant at which the copy was last known to hold. */
  heldAt: number | undefined
  #loading: object | undefined
  /** Records that changed while the table was read. */
  #doubted = new Set<string>()

  constructor(
    schema: TableSchema,
    { unfitFor, hasAttachments }: Pick<MirroredTable, 'unfitFor' | 'hasAttachments'>,
  ) {
    this.schema = schema
    this.unfitFor = unfitFor
    this.hasAttachments = hasAttachments
  }

  get isLoading(): boolean {
    return this.#loading !== undefined
  }

  /** What it holds is no good any more; a read that runs is of no use. */
  unload(): void {
    this.isLoaded = false
    this.#loading = undefined
  }

  /** Notes what is to be read again once the table was read. */
  doubt(recordIds: Iterable<string>): void {
    for (const id of recordIds) this.#doubted.add(id)
  }

  /** Whether the whole table takes fewer requests than so many of its records. */
  isFewerToReload(records: number): boolean {
    return this.isLoaded && records > PAGE && records > this.copy.size
  }

  /** Resolves to the records that changed meanwhile; to none when it was of no use. */
  async load(
    read: (onPage: (records: number) => void) => Promise<readonly AirtableRecord[]>,
  ): Promise<readonly string[]> {
    const loading = {}
    this.#loading = loading
    this.#doubted = new Set()
    this.loads++
    try {
      const records = await read(() => {})
      if (this.#loading !== loading) return []
      this.copy.replaceAll(records)
      this.isLoaded = true
      return [...this.#doubted]
    } finally {
      if (this.#loading === loading) this.#loading = undefined
    }
  }
}
