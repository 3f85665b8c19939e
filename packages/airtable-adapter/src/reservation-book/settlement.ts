import type { BookingDraft, CommitOutcome, House } from '@larder/assistant'
import type { BookLayout } from './book-layout.ts'
import type { BookRecords } from './book-records.ts'
import type { BookingCodes } from './booking-codes.ts'
import type { BookingRow } from './booking-row.ts'
import type { DayViews } from './day-view.ts'
import { type SureWrites, UNSTOPPED } from './sure-writes.ts'

export interface SettlementOptions {
  readonly records: BookRecords
  readonly layout: BookLayout
  readonly views: DayViews
  readonly codes: BookingCodes
  readonly writes: SureWrites
}

/** Reads back what was booked, and undoes it unless it was there first: others may write without the lock. */
export class Settlement {
  readonly #options: SettlementOptions

  constructor(options: SettlementOptions) {
    this.#options = options
  }

  async settle(row: BookingRow, draft: BookingDraft, house: House): Promise<CommitOutcome> {
    const { views, writes } = this.#options
    const after = await views.look({ seating: draft.seating, code: row.code }, house, UNSTOPPED)
    const others = after.rows.filter((other) => other.id !== row.id && !isLater(other, row))
    if (!views.isFree(draft.seating, others, house)) {
      await writes.remove(row)
      return { status: 'taken' }
    }
    const isCodeTaken = others.some((other) => other.code === row.code)
    const code = isCodeTaken ? await this.#renumber(row) : row.code
    return { status: 'booked', booking: { ...draft, code, status: 'booked' } }
  }

  async #renumber({ id }: BookingRow): Promise<string> {
    const { records, layout, codes } = this.#options
    const code = await codes.next(UNSTOPPED)
    await records.update(layout.bookings.table, id, { [layout.bookings.code]: code }, UNSTOPPED)
    return code
  }
}

/**
 * Airtable tells the second in which a record was made, and no more: of two of the same second each takes itself for the
 * later one. Then both may yield, and never neither.
 */
function isLater(other: BookingRow, row: BookingRow): boolean {
  return secondOf(other) > secondOf(row)
}

function secondOf({ createdTime }: BookingRow): number {
  return Math.floor(Date.parse(createdTime) / 1_000)
}
