import { type Booking, type CommitOutcome, type House, ReservationBookError } from '@larder/assistant'
import type { Clock } from '@larder/cache-core'
import type { BookingRow, BookingRows } from './booking-row.ts'
import type { GuestRecords } from './guest-records.ts'
import type { KeyMark } from './key-mark.ts'
import type { Settlement } from './settlement.ts'
import type { WriteTurn } from './write-turn.ts'

export interface EarlierWritesOptions {
  readonly rows: BookingRows
  readonly guests: GuestRecords
  readonly settlement: Settlement
  readonly clock: Clock
}

/** A key sent again so soon finds a booking that nobody may have read back yet, in ms. */
const UNSETTLED_MS = 120_000

/** What a key gets that has written before: nothing is promised that may never have been read back. */
export class EarlierWrites {
  readonly #options: EarlierWritesOptions

  constructor(options: EarlierWritesOptions) {
    this.#options = options
  }

  async commit(row: BookingRow, mark: KeyMark, turn: WriteTurn, signal: AbortSignal): Promise<CommitOutcome> {
    const booking = assertSame(row, mark, await this.bookingOf(row, turn.house, signal))
    if (row.isCancelled) return { status: 'unknown-booking' }
    const isSettled = this.#options.clock.now() - Date.parse(row.createdTime) > UNSETTLED_MS
    const isSole = row.notes.marks.length === 1
    if (isSettled || !isSole || !row.isTaking) return { status: 'booked', booking }
    return this.#options.settlement.settle(row, booking, mark, turn)
  }

  async change(row: BookingRow, mark: KeyMark, turn: WriteTurn, signal: AbortSignal): Promise<CommitOutcome> {
    const booking = assertSame(row, mark, await this.bookingOf(row, turn.house, signal))
    if (row.isCancelled) return { status: 'unknown-booking' }
    if (row.isTaking) await this.#options.settlement.assertSole(row, booking, turn)
    return { status: 'booked', booking }
  }

  async bookingOf(row: BookingRow, house: House, signal: AbortSignal): Promise<Booking> {
    const known = await this.#options.guests.read(row.guestIds, signal)
    return this.#options.rows.booking(row, known.get(row.guestIds[0] ?? '') ?? { name: '' }, house)
  }
}

/** The answer, for a key that comes again with what it came with. Throws KEY_REUSED otherwise. */
export function assertSame<T>(row: BookingRow, mark: KeyMark, answer: T): T {
  if (row.notes.marks.includes(mark.whole)) return answer
  throw new ReservationBookError('KEY_REUSED', 'The key was used for another booking; take a new one.')
}
