import assert from 'node:assert/strict'
import type { Seating } from '../availability-result.ts'
import { HouseClock } from '../house-clock.ts'
import { dateOfDay, dayNumberOf, minuteOf, weekdayOfDay } from '../house-date.ts'
import type { House, LocalDate } from '../house.ts'
import type { BookingDraft, CommitContext, Occupancy, ReservationBook } from '../ports/reservation-book.ts'

/** A book under test, with what is needed to write into it. */
export interface BookScene {
  readonly books: readonly [ReservationBook, ...ReservationBook[]]
  /** The first of them. */
  readonly book: ReservationBook
  readonly house: House
  /** On which the house opens, from `from` on for four weeks. */
  readonly days: readonly LocalDate[]
  /** For tables by number, from the first service's opening on. */
  readonly draftAt: (date: LocalDate, tables: readonly number[], more?: Partial<BookingDraft>) => BookingDraft
}

export const signal: AbortSignal = new AbortController().signal
let keys = 0
/** A key of its own, unless it is given one. */
export const context = (idempotencyKey = `key-${++keys}`): CommitContext => ({ signal, idempotencyKey })

export async function bookSceneOf(books: BookScene['books'], from: LocalDate): Promise<BookScene> {
  const [book] = books
  const house = await book.house({ signal })
  const clock = new HouseClock(house.timeZone)
  const [service] = house.services
  if (!service || house.tables.length < 3) throw new Error('The house needs a service and three tables.')
  const tables = house.tables.filter((table) => !table.isOutOfService)
  const first = dayNumberOf(from)
  const days = Array.from({ length: 28 }, (_, index) => first + index)
    .filter((day) => service.weekdays.includes(weekdayOfDay(day)))
    .map(dateOfDay)
  const draftAt: BookScene['draftAt'] = (date, numbers, more = {}) => {
    const time = service.opensAt
    const ids = numbers.map((number) => (tables[number] ?? assert.fail(`There is no table ${number}.`)).id)
    const startsAt = clock.nearInstantOf(dayNumberOf(date), minuteOf(time))
    const people = more.people ?? 2
    const stay = house.stays.find(({ upTo }) => people <= upTo) ?? house.stays.at(-1)
    const seating: Seating = {
      date,
      time,
      startsAt: clock.textOf(startsAt),
      endsAt: clock.textOf(startsAt + (stay?.minutes ?? 90) * 60_000),
      tables: ids,
      zone: tables[numbers[0] ?? 0]?.zone ?? 'indoor',
    }
    return { people, guest: { name: 'Ana Gil', phone: '+34 600 100 200' }, ...more, seating }
  }
  return { books, book, house, days, draftAt }
}

export async function codeOf(book: ReservationBook, draft: BookingDraft): Promise<string> {
  const outcome = await book.commit(draft, context())
  if (outcome.status !== 'booked') throw new Error(`The table was ${outcome.status}.`)
  return outcome.booking.code
}

/** They take turns. */
export function bookAt(books: BookScene['books'], index: number): ReservationBook {
  return books[index % books.length] as ReservationBook
}

/** Occupancies as texts to compare, whatever time zone their instants are told in. */
export function takenIn(occupancies: readonly Occupancy[]): readonly string[] {
  return occupancies.map((one) => `${one.code} ${[...one.tables].sort().join('+')} ${instants(one)}`).sort()
}

export function instants({ startsAt, endsAt }: Pick<Seating, 'startsAt' | 'endsAt'>): string {
  return `${new Date(startsAt).toISOString()} ${new Date(endsAt).toISOString()}`
}
