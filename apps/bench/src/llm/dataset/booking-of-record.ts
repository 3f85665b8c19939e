import type { Booking, House } from '@larder/assistant'
import type { BookRecord } from './dialogue.ts'
import { minutesLater, zonedInstant } from './zoned-instant.ts'

/** The booking that a line of a book stands for: it lasts as long as parties of that size stay in the house. */
export function bookingOfRecord(house: House, record: BookRecord): Booking {
  const { code, date, time, people, tables, name, phone, status, notes } = record
  const [first] = tables
  const zone = house.tables.find(({ id }) => id === first)?.zone
  if (zone === undefined) throw new RangeError(`${code}: there is no table ${first} in ${house.name}`)
  const startsAt = zonedInstant(date, time, house.timeZone)
  const endsAt = minutesLater(startsAt, stayMinutes(house, people), house.timeZone)
  return {
    code,
    status,
    people,
    guest: { name, phone },
    notes,
    seating: { date, time, startsAt, endsAt, tables, zone },
  }
}

/** How long a party of that size stays. */
export function stayMinutes(house: House, people: number): number {
  const row = house.stays.find(({ upTo }) => people <= upTo)
  if (row === undefined) throw new RangeError(`${house.name} has no stay for ${people} people`)
  return row.minutes
}
