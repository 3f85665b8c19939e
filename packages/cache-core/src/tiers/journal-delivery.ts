import type { Barrier } from '../ports/invalidation-log.ts'
import type { BarrierTable } from './barrier-table.ts'
import type { Clock } from '../ports/clock.ts'
import { EVERYTHING, InvalidationJournal } from './invalidation-journal.ts'
import type { RecordPlace } from './record-batches.ts'

/** How long an acknowledged barrier is kept, to be asserted again when the log loses it (asynchronous replication). */
const REASSERT_MS = 60_000
const MAX_RECENT = 10_000
/** Keys that were set and that are remembered, at least: more than a server that takes over can be behind. */
const MAX_SETS = 5_000

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
  /** Sets of those: they are many, and only what is lost of them needs to be told. */
  #sets: Pick<Recent, 'barriers' | 'seq'>[] = []
  #setCount = 0
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
    const lasting = barriers.filter(({ effect }) => effect !== 'replace')
    if (lasting.length > 0) this.#rememberLasting(lasting, seq)
    if (lasting.length < barriers.length)
      this.#rememberSets(
        barriers.filter(({ effect }) => effect === 'replace'),
        seq,
      )
  }

  /** The log has lost all that it knew. What was set is void with it, in memory after a while. */
  assertAll(): void {
    this.#sets = []
    this.#setCount = 0
    this.#assert(this.#takeRecent(0))
  }

  /** The log may have lost what it took under numbers above `after`: the others may still have what was there before. */
  assertAgain(after: number): void {
    const sets = this.#sets.filter(({ seq }) => seq > after).flatMap(({ barriers }) => barriers)
    this.#sets = this.#sets.filter(({ seq }) => seq <= after)
    this.#setCount -= sets.length
    this.#assert([...this.#takeRecent(after), ...sets])
  }

  #takeRecent(after: number): readonly Barrier[] {
    const taken = this.#recent.filter(({ seq }) => seq > after).flatMap(({ barriers }) => barriers)
    this.#recent = this.#recent.filter(({ seq }) => seq <= after)
    this.#recentCount -= taken.length
    return taken
  }

  #assert(barriers: readonly Barrier[]): void {
    this.defer(barriers)
    this.deliver().catch(() => {
      // It goes on waiting in the journal.
    })
  }

  #rememberLasting(barriers: readonly Barrier[], seq: number): void {
    const at = this.#options.clock.monotonic()
    this.#recent.push({ barriers, seq, at })
    this.#recentCount += barriers.length
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

  #rememberSets(barriers: readonly Barrier[], seq: number): void {
    this.#sets.push({ barriers, seq })
    this.#setCount += barriers.length
    if (this.#setCount <= 2 * MAX_SETS) return
    let gone = 0
    for (const set of this.#sets) {
      if (this.#setCount <= MAX_SETS) break
      this.#setCount -= set.barriers.length
      gone++
    }
    this.#sets.splice(0, gone)
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
