import type { AirtableRecord } from '../airtable-record.ts'
import type { BookLayout } from './book-layout.ts'
import { type BookRecords, UnknownOutcome } from './book-records.ts'
import type { BookingRow, BookingRows } from './booking-row.ts'
import type { DayViews } from './day-view.ts'
import type { KeyMark } from './key-mark.ts'
import { prolong, type WriteTurn } from './write-turn.ts'

export type BookingFields = Readonly<Record<string, unknown>>

/** Nobody can call off what has begun: the deadlines of the source bound it. */
export const UNSTOPPED: AbortSignal = new AbortController().signal

/** Writes of bookings that are never sent twice: what became of one that got no answer is looked up by its mark. */
export class SureWrites {
  readonly #records: BookRecords
  readonly #table: string
  readonly #rows: BookingRows
  readonly #views: DayViews

  constructor(records: BookRecords, layout: BookLayout, rows: BookingRows, views: DayViews) {
    this.#records = records
    this.#table = layout.bookings.table
    this.#rows = rows
    this.#views = views
  }

  create(fields: BookingFields, mark: KeyMark, turn: WriteTurn): Promise<BookingRow> {
    return this.#sure(() => this.#records.create(this.#table, fields, UNSTOPPED), mark, turn)
  }

  update({ id }: BookingRow, fields: BookingFields, mark: KeyMark, turn: WriteTurn): Promise<BookingRow> {
    return this.#sure(() => this.#records.update(this.#table, id, fields, UNSTOPPED), mark, turn)
  }

  /** Puts these fields back to what they were when the row was read. */
  async restore({ id, record }: BookingRow, fields: readonly string[]): Promise<void> {
    const before = Object.fromEntries(fields.map((field) => [field, record.fields[field] ?? null]))
    await this.#records.update(this.#table, id, before, UNSTOPPED)
  }

  async remove({ id }: BookingRow): Promise<void> {
    await this.#records.remove(this.#table, id, UNSTOPPED)
  }

  async #sure(write: () => Promise<AirtableRecord>, mark: KeyMark, turn: WriteTurn): Promise<BookingRow> {
    try {
      return this.#rows.of(await write())
    } catch (error) {
      if (!(error instanceof UnknownOutcome)) throw error
      await prolong(turn)
      const { ofKey } = await this.#views.look({ mark }, turn.house, UNSTOPPED)
      if (ofKey?.notes.marks.includes(mark.whole)) return ofKey
      throw error
    }
  }
}
