import type { RequestKind } from './simulator-api.ts'

export interface JournalEntry {
  /** Wall time at which the request came, in ms since the epoch. */
  readonly at: number
  readonly method: string
  readonly path: string
  readonly kind: RequestKind
  /** 0 for a request that was left without an answer. */
  readonly status: number
}

export interface RequestCounts {
  readonly requests: number
  readonly rateLimited: number
  readonly lists: number
  readonly records: number
  readonly writes: number
  readonly schema: number
}

const KEPT = 10_000

/** What the simulator was asked: the ledger that tests settle accounts with. */
export class RequestJournal {
  #entries: JournalEntry[] = []
  #counts = { requests: 0, rateLimited: 0, lists: 0, records: 0, writes: 0, schema: 0 }

  /** The latest 10,000 requests, oldest first. */
  get entries(): readonly JournalEntry[] {
    return this.#entries
  }

  get counts(): RequestCounts {
    return this.#counts
  }

  add(entry: JournalEntry): void {
    this.#entries.push(entry)
    if (this.#entries.length > KEPT) this.#entries = this.#entries.slice(-KEPT / 2)
    this.#counts.requests++
    if (entry.status === 429) this.#counts.rateLimited++
    if (entry.kind === 'list') this.#counts.lists++
    else if (entry.kind === 'record') this.#counts.records++
    else if (entry.kind === 'write') this.#counts.writes++
    else if (entry.kind === 'schema') this.#counts.schema++
  }

  reset(): void {
    this.#entries = []
    this.#counts = { requests: 0, rateLimited: 0, lists: 0, records: 0, writes: 0, schema: 0 }
  }
}
