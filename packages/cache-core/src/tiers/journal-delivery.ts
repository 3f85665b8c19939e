import type { Barrier } from '../ports/invalidation-log.ts'
import type { BarrierTable } from './barrier-table.ts'
import type { Clock } from '../ports/clock.ts'
import { EVERYTHING, InvalidationJournal } from './invalidation-journal.ts'
import type { RecordPlace } from './record-batches.ts'

/** How long an acknowledged barrier is kept, to be asserted again when the log loses it (asynchronous replication). */
const REASSERT_MS = 60_000
const MAX_RECENT = 10_000

/** Barriers of one record when a journal is delivered. */
const DELIVERY = 500

export interface JournalDeliveryOptions {
  readonly table: BarrierTable
  readonly clock: Clock
  /** Numbers barriers that the table has been asked for, and ends that wait in the table either way. */
  readonly append: (barriers: readonly Barrier[]) => Promise<RecordPlace>
}

/** What the log took, under its number. */
interface Recent {
  readonly barriers: readonly Barrier[]
  readonly seq: number
  readonly at: number
}

/**
 * What this process still has to tell the others: barriers that the log has not taken, and those that it took lately and
 * may lose. While one waits here, the table waits for it too.
 */
export class JournalDelivery {
  readonly #journal = new InvalidationJournal()
  readonly #options: JournalDeliveryOptions
  /** Acknowledged lately, oldest first. */
  #recent: Recent[] = []
  #recentCount = 0
  #running: Promise<void> | undefined

  constructor(options: JournalDeliveryOptions) {
    this.#options = options
  }

  /** Barriers that wait. */
  get size(): number {
    return this.#journal.size
  }

  /** Whether such a barrier waits. */
  has(barrier: Barrier): boolean {
    return this.#journal.has(barrier)
  }

  /** Takes on barriers that the log could not. Of a set only this is left to tell: that older values are gone. */
  defer(barriers: readonly Barrier[]): void {
    const { table } = this.#options
    const lasting = barriers.map((barrier): Barrier =>
      barrier.effect === 'replace' ? { ...barrier, effect: 'delete' } : barrier,
    )
    table.owe(lasting)
    const { superseded, overflowed } = this.#journal.add(lasting)
    if (overflowed) table.request([EVERYTHING])
    table.withdraw(superseded)
  }

  /** The log took them, under this number: should it lose them soon, they are told again. */
  remember(barriers: readonly Barrier[], seq: number): void {
    const at = this.#options.clock.monotonic()
    const lasting = barriers.filter(({ effect }) => effect !== 'replace')
    if (lasting.length > 0) this.#recent.push({ barriers: lasting, seq, at })
    this.#recentCount += lasting.length
    let gone = 0
    for (const recent of this.#recent) {
      if (recent.at >= at - REASSERT_MS) break
      this.#recentCount -= recent.barriers.length
      gone++
    }
    if (gone > 0) this.#recent.splice(0, gone)
    if (this.#recentCount <= MAX_RECENT) return
    this.#recent = [{ barriers: [EVERYTHING], seq: Number.POSITIVE_INFINITY, at }]
    this.#recentCount = 1
  }

  /** The log may have lost what it took lately under numbers above `after`. */
  assertAgain(after: number): void {
    const barriers = this.#recent.filter(({ seq }) => seq > after).flatMap((recent) => recent.barriers)
    this.#recent = this.#recent.filter(({ seq }) => seq <= after)
    this.#recentCount -= barriers.length
    this.defer(barriers)
    this.deliver().catch(() => {
      // It goes on waiting in the journal.
    })
  }

  /** Resolves when nothing waits any more; rejects when the log still cannot take it. */
  deliver(): Promise<void> {
    this.#running ??= this.#deliverAll().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #deliverAll(): Promise<void> {
    const { table, append } = this.#options
    while (this.#journal.size > 0) {
      const barriers = this.#journal.first(DELIVERY)
      table.owe(barriers)
      const { seq } = await append(barriers)
      table.withdraw(this.#journal.remove(barriers))
      this.remember(barriers, seq)
    }
  }
}
