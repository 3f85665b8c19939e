import type { AirtableRecord } from '../airtable-record.ts'
import { withDigits } from './book-formulas.ts'
import type { BookLayout } from './book-layout.ts'
import type { BookRecords } from './book-records.ts'
import { textIn } from './cells.ts'

/** How codes are told on the phone: `R-` and five digits, and more when these are used up. */
const DIGITS = 5
const MAX_DIGITS = 9

/** Codes that go on from those that are there. */
export class BookingCodes {
  readonly #records: BookRecords
  readonly #layout: BookLayout

  constructor(records: BookRecords, layout: BookLayout) {
    this.#records = records
    this.#layout = layout
  }

  /** The one after the largest. Two who ask at once get the same: it is for whoever holds the book's lock. */
  async next(signal: AbortSignal): Promise<string> {
    for (let digits = DIGITS; digits <= MAX_DIGITS; digits++) {
      const largest = await this.#largest(digits, signal)
      // As texts, codes are in order only among those that are as long.
      if (largest < 10 ** digits - 1) return toCode(largest + 1)
    }
    throw new RangeError(`All codes of up to ${MAX_DIGITS} digits are used up.`)
  }

  async #largest(digits: number, signal: AbortSignal): Promise<number> {
    const { bookings } = this.#layout
    const [record] = await this.#records.list(
      {
        table: bookings.table,
        formula: withDigits(digits, this.#layout),
        fields: [bookings.code],
        sort: { field: bookings.code, direction: 'desc' },
        most: 1,
      },
      signal,
    )
    return record ? numberOf(record, bookings.code) : digits === DIGITS ? 10_000 : 10 ** (digits - 1) - 1
  }
}

/** `R-10001` of 10001. */
export function toCode(number: number): string {
  return `R-${String(number).padStart(DIGITS, '0')}`
}

function numberOf({ fields }: AirtableRecord, name: string): number {
  return Number(textIn(fields[name]).slice(2))
}
