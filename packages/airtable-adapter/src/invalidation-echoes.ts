import type { Clock, Timer } from '@larder/cache-core'
import type { ChangedRecords } from './record-invalidation.ts'

export interface InvalidationEchoesOptions {
  /** How long after a change it is invalidated once more, in ms; 0: not at all. At most a quarter longer. */
  readonly afterMs: number
  readonly invalidate: (change: ChangedRecords) => Promise<void>
  readonly clock: Clock
}

/** Changes to one table that came within a quarter of the delay, and are invalidated once more together. */
interface Batch {
  readonly openUntil: number
  change: ChangedRecords
  timer: Timer
}

/** Of more records, the whole table is invalidated. */
export const MOST_RECORDS = 100

/**
 * Invalidates what a change has invalidated once more a moment later: Airtable may have answered in between with what was
 * before. No change waits for the end of a stream of others.
 */
export class InvalidationEchoes {
  readonly #options: InvalidationEchoesOptions
  /** That changes of the table are still added to. */
  readonly #open = new Map<string, Batch>()
  readonly #waiting = new Set<Batch>()

  constructor(options: InvalidationEchoesOptions) {
    this.#options = options
  }

  add(change: ChangedRecords): void {
    const { afterMs, clock } = this.#options
    if (afterMs === 0) return
    const table = JSON.stringify([change.base, change.table])
    const open = this.#open.get(table)
    const now = clock.monotonic()
    if (open && this.#waiting.has(open) && now <= open.openUntil) {
      open.timer.cancel()
      open.change = together(open.change, change)
      open.timer = this.#timerOf(table, open)
      return
    }
    const batch: Batch = { openUntil: now + afterMs / 4, change, timer: NO_TIMER }
    batch.timer = this.#timerOf(table, batch)
    this.#open.set(table, batch)
    this.#waiting.add(batch)
  }

  /** What still waits is invalidated now. */
  async close(): Promise<void> {
    const left = [...this.#waiting]
    this.#waiting.clear()
    this.#open.clear()
    for (const { timer } of left) timer.cancel()
    await Promise.all(left.map(({ change }) => this.#options.invalidate(change).catch(() => {})))
  }

  #timerOf(table: string, batch: Batch): Timer {
    const { afterMs, clock, invalidate } = this.#options
    const timer = clock.setTimer(() => {
      this.#waiting.delete(batch)
      if (this.#open.get(table) === batch) this.#open.delete(table)
      // The log is told of it as of any other; what it does not take waits in the journal.
      invalidate(batch.change).catch(() => {})
    }, afterMs)
    timer.unref()
    return timer
  }
}

const NO_TIMER: Timer = { cancel: () => {}, unref: () => {} }

function together(before: ChangedRecords, now: ChangedRecords): ChangedRecords {
  const isAny = before.recordIds.length === 0 || now.recordIds.length === 0
  const recordIds = new Set([...before.recordIds, ...now.recordIds])
  return {
    ...now,
    recordIds: isAny || recordIds.size > MOST_RECORDS ? [] : [...recordIds],
    mayCreateLinked: before.mayCreateLinked === true || now.mayCreateLinked === true,
  }
}
