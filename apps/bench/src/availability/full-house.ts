import type { House, Occupancy, Table, Zone } from '@larder/assistant'

/** The Friday that is asked about, and the noon before it. */
export const FULL_DATE = '2026-11-27'
export const ASKED_AT: number = Date.parse('2026-11-26T12:00:00+01:00')

const ZONE_OF: readonly Zone[] = ['indoor', 'indoor', 'terrace', 'bar', 'private']
const SEATS: readonly number[] = [2, 2, 4, 4, 6]

/** Thirty tables and ten joinable sets, lunch and dinner every day. */
export function fullHouse(): House {
  const tables = Array.from({ length: 30 }, (_, index) => tableOf(index))
  const joinable = Array.from({ length: 10 }, (_, index) => {
    const pair = tables
      .filter(({ zone }) => zone === ZONE_OF[index % 5])
      .slice(2 * (index % 2), 2 + 2 * (index % 2))
    return {
      tables: pair.map(({ id }) => id),
      seats: pair.reduce((sum, { seats }) => sum + seats, 0),
      leastSeats: 5,
    }
  })
  return {
    name: 'Thirty tables',
    timeZone: 'Europe/Madrid',
    services: [
      {
        name: 'lunch',
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        opensAt: '13:00',
        lastSeatingAt: '15:30',
        closesAt: '17:00',
      },
      {
        name: 'dinner',
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        opensAt: '20:00',
        lastSeatingAt: '23:30',
        closesAt: '01:30',
      },
    ],
    closedDates: [],
    tables,
    joinable,
    stays: [
      { upTo: 2, minutes: 90 },
      { upTo: 12, minutes: 120 },
    ],
    bufferMinutes: 15,
    gridMinutes: 15,
    leadMinutes: 60,
    maxAdvanceDays: 60,
    maxPeople: 12,
  }
}

/** Every table taken in every sitting of four days, but for one table in `freeOneIn` sittings; 0: none is free. */
export function fullBook(house: House, freeOneIn: number): readonly Occupancy[] {
  const sittings = ['13:00', '14:45', '20:00', '21:45', '23:30']
  let count = 0
  return [27, 28, 29, 30].flatMap((day) =>
    sittings.flatMap((time) =>
      house.tables.flatMap(({ id }): Occupancy[] => {
        count++
        if (freeOneIn > 0 && count % freeOneIn === 0) return []
        const startsAt = `2026-11-${day}T${time}:00+01:00`
        const endsAt = new Date(Date.parse(startsAt) + 90 * 60_000).toISOString()
        return [{ code: `R-${10_000 + count}`, tables: [id], startsAt, endsAt }]
      }),
    ),
  )
}

function tableOf(index: number): Table {
  return {
    id: `t${String(index).padStart(2, '0')}`,
    name: `Mesa ${index + 1}`,
    seats: SEATS[Math.floor(index / 5) % 5] as number,
    leastSeats: 1,
    zone: ZONE_OF[index % 5] as Zone,
    isAccessible: index % 3 > 0,
    allowsPets: index % 4 > 0,
    allowsHighChairs: index % 7 > 0,
    isOutOfService: false,
  }
}
