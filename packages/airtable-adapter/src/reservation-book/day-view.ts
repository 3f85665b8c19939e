import { type House, isSameCode, isSeatingFree, type Occupancy, type Seating } from '@larder/assistant'
import { allOf, anyOf, datesBetween, inStates, onDates, withCode, withMark } from './book-formulas.ts'
import type { BookLayout } from './book-layout.ts'
import type { BookRecords } from './book-records.ts'
import type { BookingRow, BookingRows } from './booking-row.ts'
import type { KeyMark } from './key-mark.ts'

export interface ViewWish {
  /** Whose days are wanted. */
  readonly seating?: Seating | undefined
  readonly mark?: KeyMark | undefined
  /** Of a booking that is wanted too, on whatever day. */
  readonly code?: string | undefined
}

/** What a writer has seen in Airtable at one moment. */
export interface DayView {
  readonly rows: readonly BookingRow[]
  /** What the key has written before. */
  readonly ofKey: BookingRow | undefined
  /** The booking of the code, as long as it takes tables. */
  readonly ofCode: BookingRow | undefined
}

/** Looks at bookings as they are now, past the cache: in one request as a rule. */
export class DayViews {
  readonly #records: BookRecords
  readonly #layout: BookLayout
  readonly #rows: BookingRows

  constructor(records: BookRecords, layout: BookLayout, rows: BookingRows) {
    this.#records = records
    this.#layout = layout
    this.#rows = rows
  }

  async look({ seating, mark, code }: ViewWish, house: House, signal: AbortSignal): Promise<DayView> {
    const { bookings } = this.#layout
    const formulas = [
      ...(seating ? [this.#around(seating, house)] : []),
      ...(mark ? [withMark(mark.key, this.#layout)] : []),
      ...(code === undefined ? [] : [withCode(code, this.#layout)]),
    ]
    const records = await this.#records.list({ table: bookings.table, formula: anyOf(...formulas) }, signal)
    const rows = records.map((record) => this.#rows.of(record))
    return {
      rows,
      ofKey: mark && rows.find(({ notes }) => notes.marks.some((one) => one.startsWith(`${mark.key}.`))),
      ofCode: code === undefined ? undefined : rows.find((row) => row.isTaking && isSameCode(code, row.code)),
    }
  }

  /** Whether a seating is free of all these, but for one booking. */
  isFree(seating: Seating, rows: readonly BookingRow[], house: House, but?: BookingRow): boolean {
    const others = rows.filter(({ id, isTaking }) => isTaking && id !== but?.id)
    return isSeatingFree(
      seating,
      others.map((row): Occupancy => this.#rows.occupancy(row)),
      house,
    )
  }

  /** The days from which a booking may run into a seating, or into which it may. */
  #around({ startsAt, endsAt }: Seating, house: House): string {
    const longest = Math.max(...house.stays.map(({ minutes }) => minutes), 0)
    const before = (longest + house.bufferMinutes) * 60_000
    const { clock, timeZone } = this.#rows
    const dates = datesBetween(
      clock.dayAt(Date.parse(startsAt) - before),
      clock.dayAt(Date.parse(endsAt) + house.bufferMinutes * 60_000),
    )
    return allOf(
      onDates(dates, this.#layout, timeZone),
      inStates(this.#layout.bookings.takingStates, this.#layout),
    )
  }
}
