import {
  type BookingDraft,
  type CommitContext,
  type CommitOutcome,
  fingerprintOf,
  type House,
  ReservationBookError,
} from '@larder/assistant'
import { CacheError, type Clock, deadline } from '@larder/cache-core'
import type { BookHold, BookLock } from './book-lock.ts'
import type { BookLayout } from './book-layout.ts'
import type { BookRecords } from './book-records.ts'
import { BookingCodes } from './booking-codes.ts'
import { bookingFields } from './booking-fields.ts'
import { notesText } from './booking-notes.ts'
import type { BookingRow, BookingRows } from './booking-row.ts'
import { textsIn } from './cells.ts'
import { DayViews } from './day-view.ts'
import { assertSame, EarlierWrites } from './earlier-writes.ts'
import type { GuestRecords, KnownGuest } from './guest-records.ts'
import type { HouseReader } from './house-reader.ts'
import { type KeyMark, keyMarkOf } from './key-mark.ts'
import { Settlement } from './settlement.ts'
import { type BookingFields, SureWrites } from './sure-writes.ts'
import type { WriteTurn } from './write-turn.ts'

export interface BookingWritesOptions {
  readonly base: string
  readonly records: BookRecords
  readonly layout: BookLayout
  readonly rows: BookingRows
  readonly guests: GuestRecords
  readonly houses: HouseReader
  readonly lock: BookLock
  readonly waitMs: number
  readonly clock: Clock
}

/**
 * Writes that check and set, in a base that has no transactions: one writer at a time holds the lock, looks at the days
 * in Airtable itself, writes, and reads back what stands there then. See docs/decisions/2026-11-27-booking-check-and-set.md.
 */
export class BookingWrites {
  readonly #options: BookingWritesOptions
  readonly #views: DayViews
  readonly #codes: BookingCodes
  readonly #writes: SureWrites
  readonly #settlement: Settlement
  readonly #earlier: EarlierWrites

  constructor(options: BookingWritesOptions) {
    const { records, layout, rows, guests, clock } = options
    const views = new DayViews(records, layout, rows)
    const codes = new BookingCodes(records, layout)
    const writes = new SureWrites(records, layout, rows, views)
    this.#options = options
    this.#views = views
    this.#codes = codes
    this.#writes = writes
    this.#settlement = new Settlement({ records, layout, views, codes, writes, clock })
    this.#earlier = new EarlierWrites({ rows, guests, settlement: this.#settlement, clock })
  }

  commit(draft: BookingDraft, { idempotencyKey, signal }: CommitContext): Promise<CommitOutcome> {
    const mark = keyMarkOf(idempotencyKey, fingerprintOf({ draft }))
    return this.#locked(signal, async (turn) => {
      const { house } = turn
      const view = await this.#views.look({ seating: draft.seating, mark }, house, signal)
      if (view.ofKey) return this.#earlier.commit(view.ofKey, mark, turn, signal)
      if (!this.#views.isFree(draft.seating, view.rows, house)) return { status: 'taken' }
      const guest = await this.#options.guests.findOrCreate(draft.guest, signal)
      const code = await this.#codes.next(signal)
      await keep(turn)
      // From here on it is finished, whoever still waits for it.
      const row = await this.#writes.create(this.#newFields(draft, guest, code, mark), mark, turn)
      return this.#settlement.settle(row, draft, mark, turn)
    })
  }

  change(
    code: string,
    draft: BookingDraft,
    { idempotencyKey, signal }: CommitContext,
  ): Promise<CommitOutcome> {
    const mark = keyMarkOf(idempotencyKey, fingerprintOf({ code, draft }))
    return this.#locked(signal, async (turn) => {
      const { house } = turn
      const view = await this.#views.look({ seating: draft.seating, mark, code }, house, signal)
      if (view.ofKey) return this.#earlier.change(view.ofKey, mark, turn, signal)
      const current = view.ofCode
      if (!current) return { status: 'unknown-booking' }
      if (!this.#views.isFree(draft.seating, view.rows, house, current)) return { status: 'taken' }
      const guest = await this.#guestOf(draft, current, house, signal)
      await keep(turn)
      const fields = this.#changedFields(draft, guest, current, mark)
      const after = await this.#writes.update(current, fields, mark, turn)
      return this.#settlement.settleChange({ before: current, after }, draft, Object.keys(fields), turn)
    })
  }

  cancel(
    code: string,
    { idempotencyKey, signal }: CommitContext,
  ): Promise<{ readonly status: 'cancelled' | 'unknown-booking' }> {
    const mark = keyMarkOf(idempotencyKey, fingerprintOf({ code }))
    const { layout } = this.#options
    return this.#locked(signal, async (turn) => {
      const { house } = turn
      const { ofKey, ofCode } = await this.#views.look({ mark, code }, house, signal)
      if (ofKey) return assertSame(ofKey, mark, { status: 'cancelled' })
      if (!ofCode) return { status: 'unknown-booking' }
      await keep(turn)
      const notes = notesText({ ...ofCode.notes, marks: [...ofCode.notes.marks, mark.whole] })
      const { state, notes: notesField } = layout.bookings
      await this.#writes.update(
        ofCode,
        { [state]: layout.bookings.cancelledState, [notesField]: notes },
        mark,
        turn,
      )
      return { status: 'cancelled' }
    })
  }

  async #locked<T>(signal: AbortSignal, work: (turn: WriteTurn) => Promise<T>): Promise<T> {
    const { lock, base, houses, waitMs: ms, clock } = this.#options
    const bounded = deadline({ ms, clock, label: 'wait for the book' })
    let asked: Promise<BookHold> | undefined
    await using hold = await bounded
      .execute((context) => (asked = lock.hold(base, context.signal ?? signal)), { signal })
      .catch((error: unknown) => {
        // What comes too late is nobody's, and would keep everybody else out.
        void asked?.then((late) => late[Symbol.asyncDispose]()).catch(() => {})
        if (error instanceof CacheError && error.code === 'DEADLINE_EXCEEDED')
          throw new ReservationBookError('BUSY', `Others were writing into the book for ${ms} ms.`, {
            cause: error,
          })
        throw error
      })
    return await work({ house: await houses.read(signal), hold })
  }

  /** Who has no phone and no address is whoever it was. */
  async #guestOf(
    { guest }: BookingDraft,
    current: BookingRow,
    house: House,
    signal: AbortSignal,
  ): Promise<KnownGuest> {
    const [id] = current.guestIds
    if (guest.phone || guest.email || id === undefined)
      return this.#options.guests.findOrCreate(guest, signal)
    const before = await this.#earlier.bookingOf(current, house, signal)
    return { id, said: { ...before.guest, name: guest.name } }
  }

  #fields(draft: BookingDraft, guest: KnownGuest, marks: readonly string[]): BookingFields {
    const serviceId = this.#options.houses.serviceIdAt(draft.seating)
    return bookingFields({ draft, guest, serviceId, marks }, this.#options.layout)
  }

  /** What people have set as the sitting stays, unless it begins at another time. */
  #changedFields(draft: BookingDraft, guest: KnownGuest, current: BookingRow, mark: KeyMark): BookingFields {
    const { service } = this.#options.layout.bookings
    const fields = this.#fields(draft, guest, [...current.notes.marks, mark.whole])
    const isSameTime = current.startsAt === Date.parse(draft.seating.startsAt)
    if (!isSameTime || textsIn(current.record.fields[service]).length === 0) return fields
    const { [service]: _sitting, ...others } = fields
    return others
  }

  #newFields(draft: BookingDraft, guest: KnownGuest, code: string, mark: KeyMark): BookingFields {
    const { bookings } = this.#options.layout
    return {
      ...this.#fields(draft, guest, [mark.whole]),
      [bookings.code]: code,
      [bookings.state]: bookings.bookedState,
      [bookings.origin]: bookings.ownOrigin,
    }
  }
}

async function keep({ hold }: WriteTurn): Promise<void> {
  if (await hold.renew().catch(() => false)) return
  throw new ReservationBookError('BUSY', 'The lock of the book was lost before anything was written.')
}
