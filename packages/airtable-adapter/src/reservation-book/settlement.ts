import { type BookingDraft, type CommitOutcome, ReservationBookError } from '@larder/assistant'
import { type Clock, waitFor } from '@larder/cache-core'
import type { BookLayout } from './book-layout.ts'
import type { BookRecords } from './book-records.ts'
import type { BookingCodes } from './booking-codes.ts'
import type { BookingRow } from './booking-row.ts'
import type { DayViews, ViewWish } from './day-view.ts'
import type { KeyMark } from './key-mark.ts'
import { type SureWrites, UNSTOPPED } from './sure-writes.ts'
import { prolong, type WriteTurn } from './write-turn.ts'

export interface SettlementOptions {
  readonly records: BookRecords
  readonly layout: BookLayout
  readonly views: DayViews
  readonly codes: BookingCodes
  readonly writes: SureWrites
  readonly clock: Clock
}

/** Airtable was seen to answer reads without what it had just confirmed: so often it is looked again, */
const LOOKS = 6
/** after so long the first time, in ms, and twice as long each time. */
const FIRST_PAUSE_MS = 200
/** So often it is looked whether a booking of the same key and second is gone, after pauses that begin and grow alike. */
const TWIN_WAITS = 4

/**
 * Reads back what was written, while the lock is still held, and undoes it unless it was there first: others may write
 * without the lock. Until Airtable shows it, the next one who holds the lock could not see it either.
 */
export class Settlement {
  readonly #options: SettlementOptions

  constructor(options: SettlementOptions) {
    this.#options = options
  }

  /** Of a new booking. */
  async settle(row: BookingRow, draft: BookingDraft, mark: KeyMark, turn: WriteTurn): Promise<CommitOutcome> {
    const { views, writes, clock } = this.#options
    const wish = { seating: draft.seating, mark, code: row.code }
    const look = async () =>
      (await this.#readBack(row, wish, turn)).filter((other) => other.id !== row.id && !isLater(other, row))
    let others = await look()
    let twin = others.find((other) => isOf(mark, other))
    for (let wait = 0; wait < TWIN_WAITS && twin && staysOf(row, twin); wait++) {
      await waitFor(FIRST_PAUSE_MS * 2 ** wait, clock, UNSTOPPED)
      others = await look()
      twin = others.find((other) => isOf(mark, other))
    }
    if (twin) return this.#leaveTo(twin, row, draft, mark, turn)
    if (!views.isFree(draft.seating, others, turn.house)) {
      await writes.remove(row)
      return { status: 'taken' }
    }
    const isCodeTaken = others.some((other) => other.code === row.code)
    return booked(draft, isCodeTaken ? await this.#renumber(row) : row.code)
  }

  /** The same key had booked already, and Airtable did not show it. It may be on its way out as well. */
  async #leaveTo(
    twin: BookingRow,
    row: BookingRow,
    draft: BookingDraft,
    mark: KeyMark,
    turn: WriteTurn,
  ): Promise<CommitOutcome> {
    const { views, writes } = this.#options
    await writes.remove(row)
    await prolong(turn)
    const { rows } = await views.look({ mark }, turn.house, UNSTOPPED)
    const left = rows.find((seen) => seen.id === twin.id && isOf(mark, seen))
    if (left) return booked(draft, left.code)
    throw new ReservationBookError(
      'UNAVAILABLE',
      'The same key booked twice at once, and neither booking is left; it books again.',
    )
  }

  /** Of a change: nobody can tell when it was made, so it yields to all. `before` is what it was. */
  async settleChange(
    { before, after }: { readonly before: BookingRow; readonly after: BookingRow },
    draft: BookingDraft,
    fields: readonly string[],
    turn: WriteTurn,
  ): Promise<CommitOutcome> {
    const { views, writes } = this.#options
    const rows = await this.#readBack(after, { seating: draft.seating }, turn)
    if (views.isFree(draft.seating, rows, turn.house, after)) return booked(draft, after.code)
    await writes.restore(before, fields)
    return { status: 'taken' }
  }

  /**
   * Of a change that is asked for again: nobody can tell whether it was ever read back, nor what was before it. So while
   * somebody else has the table too it is not promised, and people have to put it right. Throws UNAVAILABLE then.
   */
  async assertSole(row: BookingRow, { seating }: BookingDraft, turn: WriteTurn): Promise<void> {
    const rows = await this.#readBack(row, { seating }, turn)
    if (this.#options.views.isFree(seating, rows, turn.house, row)) return
    throw new ReservationBookError(
      'UNAVAILABLE',
      'The booking was changed, but somebody else has its table too: people have to put it right.',
    )
  }

  async #readBack(row: BookingRow, wish: ViewWish, turn: WriteTurn): Promise<readonly BookingRow[]> {
    const { views, clock } = this.#options
    for (let look = 0; look < LOOKS; look++) {
      if (look > 0) await waitFor(FIRST_PAUSE_MS * 2 ** (look - 1), clock, UNSTOPPED)
      await prolong(turn)
      const { rows } = await views.look(wish, turn.house, UNSTOPPED)
      if (rows.some((seen) => isSame(seen, row))) return rows
    }
    throw new ReservationBookError(
      'UNAVAILABLE',
      'Airtable does not show what was written; the same key finds it.',
    )
  }

  async #renumber({ id }: BookingRow): Promise<string> {
    const { records, layout, codes } = this.#options
    const code = await codes.next(UNSTOPPED)
    await records.update(layout.bookings.table, id, { [layout.bookings.code]: code }, UNSTOPPED)
    return code
  }
}

function booked(draft: BookingDraft, code: string): CommitOutcome {
  return { status: 'booked', booking: { ...draft, code, status: 'booked' } }
}

function isSame(a: BookingRow, b: BookingRow): boolean {
  return a.id === b.id && a.startsAt === b.startsAt && String(a.tables) === String(b.tables)
}

/**
 * Airtable tells the second in which a record was made, and no more: of two of the same second each takes itself for the
 * later one. Then both may yield, and never neither.
 */
function isLater(other: BookingRow, row: BookingRow): boolean {
  return secondOf(other) > secondOf(row)
}

/** What the key has booked, as long as it takes its tables. */
function isOf(mark: KeyMark, { isTaking, notes }: BookingRow): boolean {
  return isTaking && notes.marks.includes(mark.whole)
}

/**
 * Of two of one key that see each other the one with the smaller id stays, and waits for the other to go. Where it does
 * not go, it was promised before ours was written.
 */
function staysOf(row: BookingRow, twin: BookingRow): boolean {
  return secondOf(row) === secondOf(twin) && row.id < twin.id
}

function secondOf({ createdTime }: BookingRow): number {
  return Math.floor(Date.parse(createdTime) / 1_000)
}
