import {
  type BookContext,
  type Booking,
  type BookingClaim,
  type BookingDraft,
  type CommitContext,
  type CommitOutcome,
  dateOfDay,
  dayNumberOf,
  type House,
  isProof,
  type LocalDate,
  matchesClaim,
  type Occupancy,
  type ReservationBook,
} from '@larder/assistant'
import { type Clock, systemClock } from '@larder/cache-core'
import type { RecordCache } from '../record-cache.ts'
import { allOf, datesInto, fromDate, inStates, onDates, withCode, withPhone } from './book-formulas.ts'
import { type BookLayout, RESERVAS_LAYOUT } from './book-layout.ts'
import type { BookLock } from './book-lock.ts'
import { BookRecords } from './book-records.ts'
import { toCode } from './booking-codes.ts'
import { BookingRows } from './booking-row.ts'
import { BookingWrites } from './booking-writes.ts'
import { GuestRecords } from './guest-records.ts'
import { HouseReader } from './house-reader.ts'
import { type HouseRules, resolveHouseRules } from './house-rules.ts'

export interface AirtableReservationBookOptions {
  readonly records: RecordCache
  readonly base: string
  readonly rules: HouseRules
  /** Shared by all who write into the base: a LocalBookLock in one process, a SharedBookLock among several. */
  readonly lock: BookLock
  /** Default: that of the base "Reservas Demo". */
  readonly layout?: BookLayout | undefined
  /** Longest wait for others who write, in ms. Default 20,000. */
  readonly waitMs?: number | undefined
  /** How long tables and services are believed to be as they were read, in ms. Default 30,000. */
  readonly houseTtlMs?: number | undefined
  readonly clock?: Clock | undefined
}

/** Of a Spanish number without its +34. */
const PHONE_DIGITS = 9

/** Of what matches a claim before its name is looked at. */
const MOST_FOUND = 300

/**
 * The book of a house whose bookings are in Airtable. What takes tables is read through the cache, who sits there is
 * not; before a booking is written, its days are read from Airtable itself. Rejects with ReservationBookError.
 */
export class AirtableReservationBook implements ReservationBook {
  readonly #records: BookRecords
  readonly #layout: BookLayout
  readonly #rows: BookingRows
  readonly #guests: GuestRecords
  readonly #houses: HouseReader
  readonly #writes: BookingWrites
  readonly #clock: Clock

  constructor(options: AirtableReservationBookOptions) {
    const { base, lock, layout = RESERVAS_LAYOUT, clock = systemClock } = options
    const { waitMs = 20_000, houseTtlMs: ttlMs = 30_000 } = options
    const rules = resolveHouseRules(options.rules)
    const records = new BookRecords({ records: options.records, base })
    const rows = new BookingRows(layout, rules)
    const guests = new GuestRecords(records, layout)
    const houses = new HouseReader({ records, layout, rules, ttlMs, clock })
    this.#records = records
    this.#layout = layout
    this.#rows = rows
    this.#guests = guests
    this.#houses = houses
    this.#writes = new BookingWrites({ base, records, layout, rows, guests, houses, lock, waitMs, clock })
    this.#clock = clock
  }

  house({ signal }: BookContext): Promise<House> {
    return this.#houses.read(signal)
  }

  async occupancies(date: LocalDate, { signal }: BookContext): Promise<readonly Occupancy[]> {
    const { bookings } = this.#layout
    const { table, code, tables, date: day, time, startsAt, people, state } = bookings
    const { clock, timeZone } = this.#rows
    const formula = allOf(
      onDates(datesInto(date), this.#layout, timeZone),
      inStates(bookings.takingStates, this.#layout),
    )
    // Nothing of a guest: what is cached may be kept in Redis.
    const fields = [code, tables, day, time, startsAt, people, state]
    const pages = await this.#records.listCached({ table, formula, fields }, signal)
    const [from, until] = [0, 1].map((days) => clock.nearInstantOf(dayNumberOf(date) + days, 0)) as [
      number,
      number,
    ]
    return pages
      .flat()
      .map((record) => this.#rows.of(record))
      .filter((row) => row.startsAt < until && row.endsAt > from)
      .map((row) => this.#rows.occupancy(row))
  }

  async find(claim: BookingClaim, { signal }: BookContext): Promise<readonly Booking[]> {
    const formula = isProof(claim) ? this.#formulaOf(claim) : undefined
    if (formula === undefined) return []
    const { table } = this.#layout.bookings
    const records = await this.#records.list({ table, formula, most: MOST_FOUND }, signal)
    const rows = records.map((record) => this.#rows.of(record))
    const toCome = rows.filter(({ isTaking, endsAt }) => isTaking && endsAt > this.#clock.now())
    if (toCome.length === 0) return []
    const [house, guests] = await Promise.all([
      this.#houses.read(signal),
      this.#guests.read(
        toCome.flatMap(({ guestIds }) => guestIds),
        signal,
      ),
    ])
    return toCome
      .toSorted((a, b) => a.startsAt - b.startsAt)
      .map((row) => this.#rows.booking(row, guests.get(row.guestIds[0] ?? '') ?? { name: '' }, house))
      .filter((booking) => matchesClaim(claim, booking))
  }

  async heldBy(phone: string, { signal }: BookContext): Promise<readonly Occupancy[]> {
    // What is shorter would be the end of many.
    const formula = phone.replaceAll(/\D/g, '').length < PHONE_DIGITS ? undefined : this.#formulaOf({ phone })
    if (formula === undefined) return []
    const { table } = this.#layout.bookings
    const records = await this.#records.list({ table, formula, most: MOST_FOUND }, signal)
    return records
      .map((record) => this.#rows.of(record))
      .filter(({ isTaking, endsAt }) => isTaking && endsAt > this.#clock.now())
      .map((row) => this.#rows.occupancy(row))
  }

  commit(draft: BookingDraft, context: CommitContext): Promise<CommitOutcome> {
    return this.#writes.commit(draft, context)
  }

  change(code: string, draft: BookingDraft, context: CommitContext): Promise<CommitOutcome> {
    return this.#writes.change(codeAsWritten(code), draft, context)
  }

  cancel(
    code: string,
    context: CommitContext,
  ): Promise<{ readonly status: 'cancelled' | 'unknown-booking' }> {
    return this.#writes.cancel(codeAsWritten(code), context)
  }

  /** As much of a claim as Airtable can look for; names, with or without accents, are looked at here. */
  #formulaOf({ code, phone, date }: BookingClaim): string | undefined {
    const { bookings } = this.#layout
    const { clock, timeZone } = this.#rows
    const yesterday = dateOfDay(clock.dayAt(this.#clock.now()) - 1)
    const digits = phone?.replaceAll(/\D/g, '')
    if (digits === '' || (code !== undefined && !/\d/.test(code))) return undefined
    return allOf(
      inStates(bookings.takingStates, this.#layout),
      date === undefined
        ? fromDate(yesterday, this.#layout, timeZone)
        : onDates([date], this.#layout, timeZone),
      ...(code === undefined ? [] : [withCode(codeAsWritten(code), this.#layout)]),
      ...(digits === undefined ? [] : [withPhone(digits.slice(-PHONE_DIGITS), bookings.guestPhone)]),
    )
  }
}

/** `r 10001` is `R-10001`. */
function codeAsWritten(code: string): string {
  const digits = code.replaceAll(/\D/g, '')
  return digits === '' ? code : toCode(Number(digits))
}
