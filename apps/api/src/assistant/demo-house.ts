import type { House, Table, Zone } from '@larder/assistant'

const ROOMS: readonly (readonly [zone: Zone, seats: readonly number[]])[] = [
  ['indoor', [2, 2, 2, 4, 4, 4, 4, 6, 6, 2]],
  ['terrace', [2, 2, 4, 4, 4, 6]],
  ['bar', [2, 2, 2, 2]],
  ['private', [6, 8, 4, 4]],
]

const tables: readonly Table[] = ROOMS.flatMap(([zone, sizes]) =>
  sizes.map((seats) => ({ zone, seats })),
).map(({ zone, seats }, index) => ({
  id: `mesa-${index + 1}`,
  name: `Mesa ${index + 1}`,
  seats,
  leastSeats: seats > 2 ? Math.ceil(seats / 2) : 1,
  zone,
  isAccessible: zone !== 'bar',
  allowsPets: zone === 'terrace',
  allowsHighChairs: zone !== 'bar',
  isOutOfService: false,
}))

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** A house of 24 tables that is open every day. */
export const DEMO_HOUSE: House = {
  name: 'Reservas Demo',
  timeZone: 'Europe/Madrid',
  services: [
    { name: 'lunch', weekdays, opensAt: '13:00', lastSeatingAt: '15:30', closesAt: '17:30' },
    { name: 'dinner', weekdays, opensAt: '20:00', lastSeatingAt: '23:00', closesAt: '01:00' },
  ],
  closedDates: [],
  tables,
  joinable: [],
  stays: [
    { upTo: 2, minutes: 90 },
    { upTo: 100, minutes: 120 },
  ],
  bufferMinutes: 15,
  gridMinutes: 30,
  leadMinutes: 60,
  maxAdvanceDays: 90,
  maxPeople: 12,
}
