import type { AvailabilityRequest } from './availability-result.ts'
import type { House, Table } from './house.ts'
import type { Occupancy } from './ports/reservation-book.ts'

export const aTable = (id: string, seats: number, more: Partial<Table> = {}): Table => ({
  id,
  name: `Mesa ${id}`,
  seats,
  leastSeats: 1,
  zone: 'indoor',
  isAccessible: true,
  allowsPets: true,
  allowsHighChairs: true,
  isOutOfService: false,
  ...more,
})

/** Lunch and a dinner past midnight, from Wednesday to Sunday. */
export const aHouse = (more: Partial<House> = {}): House => ({
  name: 'Casa de Prueba',
  timeZone: 'Europe/Madrid',
  services: [
    {
      name: 'lunch',
      weekdays: [3, 4, 5, 6, 7],
      opensAt: '13:00',
      lastSeatingAt: '15:30',
      closesAt: '17:00',
    },
    {
      name: 'dinner',
      weekdays: [3, 4, 5, 6, 7],
      opensAt: '20:00',
      lastSeatingAt: '00:30',
      closesAt: '02:00',
    },
  ],
  closedDates: ['2026-12-25'],
  tables: [aTable('a', 2), aTable('b', 4), aTable('c', 4, { zone: 'terrace' })],
  joinable: [],
  stays: [
    { upTo: 2, minutes: 90 },
    { upTo: 20, minutes: 120 },
  ],
  bufferMinutes: 15,
  gridMinutes: 15,
  leadMinutes: 60,
  maxAdvanceDays: 60,
  maxPeople: 12,
  ...more,
})

/** Friday evening for two. */
export const aRequest = (more: Partial<AvailabilityRequest> = {}): AvailabilityRequest => ({
  date: '2026-11-27',
  time: '21:00',
  people: 2,
  ...more,
})

export const taken = (
  tables: readonly string[],
  startsAt: string,
  endsAt: string,
  code = 'R-10001',
): Occupancy => ({ code, tables, startsAt, endsAt })

/** A Friday noon. */
export const NOW: number = Date.parse('2026-11-27T12:00:00+01:00')
