import type { RequestKind } from '../api/route.ts'

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
  readonly comments: number
  readonly webhooks: number
}

const KEPT = 10_000

type Counter = Exclude<keyof RequestCounts, 'requests' | 'rateLimited'>

const COUNTERS: Readonly<Partial<Record<RequestKind, Counter>>> = {
  list: 'lists',
  record: 'records',
  write: 'writes',
  schema: 'schema',
  comment: 'comments',
  webhook: 'webhooks',
}

/** What the simulator was asked: the ledger that tests settle accounts with. */
export class RequestJournal {
  #entries: JournalEntry[] = []
  #counts: Record<keyof RequestCounts, number> = zero()

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
    const counter = COUNTERS[entry.kind]
    if (counter) this.#counts[counter]++
  }

  reset(): void {
    this.#entries = []
    this.#counts = zero()
  }
}

function zero(): Record<keyof RequestCounts, number> {
  return { requests: 0, rateLimited: 0, lists: 0, records: 0, writes: 0, schema: 0, comments: 0, webhooks: 0 }
}
