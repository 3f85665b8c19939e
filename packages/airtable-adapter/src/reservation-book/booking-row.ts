import {
  type Booking,
  dateOfDay,
  dayNumberOf,
  type Guest,
  type House,
  HouseClock,
  type Occupancy,
} from '@larder/assistant'
import type { AirtableRecord } from '../airtable-record.ts'
import type { BookLayout } from './book-layout.ts'
import { type BookingNotes, readNotes } from './booking-notes.ts'
import { numberIn, textIn, textsIn } from './cells.ts'

/** A booking as its record has it, without who it is for. */
export interface BookingRow {
  readonly id: string
  readonly createdTime: string
  readonly code: string
  readonly guestIds: readonly string[]
  readonly tables: readonly string[]
  readonly date: string
  readonly time: string
  readonly startsAt: number
  readonly endsAt: number
  readonly people: number
  /** Whether it takes its tables. */
  readonly isTaking: boolean
  readonly isCancelled: boolean
  readonly notes: BookingNotes
  readonly record: AirtableRecord
}

/** Reads the records of bookings. */
export class BookingRows {
  readonly clock: HouseClock
  readonly timeZone: string
  readonly #bookings: BookLayout['bookings']
  readonly #stays: House['stays']

  constructor(layout: BookLayout, { timeZone, stays }: Pick<House, 'timeZone' | 'stays'>) {
    this.clock = new HouseClock(timeZone)
    this.timeZone = timeZone
    this.#bookings = layout.bookings
    this.#stays = stays
  }

  /** Date and time are what people see and edit, so they count, and the instant only where they are missing. */
  of(record: AirtableRecord): BookingRow {
    const [{ fields }, names] = [record, this.#bookings]
    const people = numberIn(fields[names.people])
    const state = textIn(fields[names.state])
    const wall = wallTimesOf(fields, names, this.clock)
    return {
      id: record.id,
      createdTime: record.createdTime,
      code: textIn(fields[names.code]),
      guestIds: textsIn(fields[names.guest]),
      tables: textsIn(fields[names.tables]),
      date: wall.date,
      time: wall.time,
      startsAt: wall.startsAt,
      endsAt: wall.endsAt ?? wall.startsAt + this.#stayMinutes(people) * 60_000,
      people: people ?? 0,
      isTaking: names.takingStates.includes(state),
      isCancelled: state === names.cancelledState,
      notes: readNotes(textIn(fields[names.notes])),
      record,
    }
  }

  occupancy(row: BookingRow): Occupancy {
    const [startsAt, endsAt] = [this.clock.textOf(row.startsAt), this.clock.textOf(row.endsAt)]
    return { code: codeOf(row), tables: row.tables, startsAt, endsAt }
  }

  /** `known` is what the guest's record says. */
  booking(row: BookingRow, known: Guest, house: House): Booking {
    const { name: _name, phone: _phone, email: _email, marks: _marks, ...details } = row.notes
    const [first] = row.tables
    return {
      code: row.code,
      status: row.isCancelled ? 'cancelled' : 'booked',
      seating: {
        date: row.date,
        time: row.time,
        startsAt: this.clock.textOf(row.startsAt),
        endsAt: this.clock.textOf(row.endsAt),
        tables: row.tables,
        zone: house.tables.find(({ id }) => id === first)?.zone ?? 'indoor',
      },
      people: row.people,
      guest: guestOf(row.notes, known),
      ...details,
    }
  }

  /** Of a party of nobody knows how many, the longest. */
  #stayMinutes(people: number | undefined): number {
    if (people === undefined) return Math.max(...this.#stays.map(({ minutes }) => minutes))
    const row = this.#stays.find(({ upTo }) => people <= upTo) ?? this.#stays.at(-1)
    return row?.minutes ?? 0
  }
}

/**
 * Who it is for. A record is found by a phone or an address alone, which anybody can give: of what was booked here only
 * what was said then is told. What people have written in themselves is for whom they say it is.
 */
function guestOf({ name = '', phone, email, marks }: BookingNotes, known: Guest): Guest {
  const isOurs = marks.length > 0 || phone !== undefined || email !== undefined
  return {
    ...(isOurs ? {} : known),
    name: name === '' ? known.name : name,
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
  }
}

/** A record that somebody left without a code takes its tables too. */
export function codeOf({ code, id }: Pick<BookingRow, 'code' | 'id'>): string {
  return code === '' ? id : code
}

interface WallTimes {
  readonly date: string
  readonly time: string
  readonly startsAt: number
  /** Only when nobody can tell when it begins: then it takes the whole day. */
  readonly endsAt?: number
}

function wallTimesOf(
  fields: AirtableRecord['fields'],
  bookings: BookLayout['bookings'],
  clock: HouseClock,
): WallTimes {
  const [date, time] = [textIn(fields[bookings.date]), textIn(fields[bookings.time]).padStart(5, '0')]
  const hasTime = /^([01]\d|2[0-3]):[0-5]\d$/.test(time)
  if (isDate(date) && hasTime) {
    const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
    return { date, time, startsAt: clock.nearInstantOf(dayNumberOf(date), minute) }
  }
  const instant = Date.parse(textIn(fields[bookings.startsAt]))
  if (!Number.isNaN(instant)) {
    const told = clock.textOf(instant)
    return { date: told.slice(0, 10), time: told.slice(11, 16), startsAt: instant }
  }
  if (!isDate(date)) return { date: dateOfDay(0), time: '00:00', startsAt: 0, endsAt: 0 }
  const day = dayNumberOf(date)
  const endsAt = clock.nearInstantOf(day + 1, 0)
  return { date, time: '00:00', startsAt: clock.nearInstantOf(day, 0), endsAt }
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
}
