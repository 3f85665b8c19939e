import type { House, JoinableSet, Table, Weekday, Zone } from '@larder/assistant'
import type { Random } from '@larder/cache-core'
import { drawOne, drawYes } from './draw.ts'

const DAYS: readonly Weekday[] = [2, 3, 4, 5, 6, 7]
const LEAST_SEATS: Readonly<Record<number, number>> = { 2: 1, 4: 2, 6: 4, 8: 5 }
/** Of five tables one may be put together with its neighbour. */
const TABLES_PER_JOINABLE = 5

/** A house of so many tables, open from Tuesday to Sunday at noon and at night; the rest is drawn. */
export function randomHouse(random: Random, tableCount: number): House {
  const tables = Array.from({ length: tableCount }, (_, index) => randomTable(random, index))
  return {
    name: `Casa de ${tableCount} mesas`,
    timeZone: 'Europe/Madrid',
    services: [
      { name: 'lunch', weekdays: DAYS, opensAt: '13:00', lastSeatingAt: '15:30', closesAt: '17:00' },
      { name: 'dinner', weekdays: DAYS, opensAt: '20:00', lastSeatingAt: '22:45', closesAt: '00:30' },
    ],
    closedDates: [],
    tables,
    joinable: joinableOf(tables),
    stays: drawOne(random, [
      [
        { upTo: 2, minutes: 90 },
        { upTo: 4, minutes: 105 },
        { upTo: 16, minutes: 135 },
      ],
      [
        { upTo: 4, minutes: 90 },
        { upTo: 16, minutes: 120 },
      ],
    ]),
    bufferMinutes: drawOne(random, [0, 10, 15]),
    gridMinutes: 15,
    leadMinutes: drawOne(random, [30, 60]),
    maxAdvanceDays: 60,
    maxPeople: 12,
  }
}

function randomTable(random: Random, index: number): Table {
  const zone = drawOne<Zone>(random, ['indoor', 'indoor', 'indoor', 'terrace', 'terrace', 'bar'])
  const seats = zone === 'bar' ? 2 : drawOne(random, [2, 2, 4, 4, 4, 6, 8])
  return {
    id: `M${index + 1}`,
    name: `Mesa ${index + 1}`,
    seats,
    leastSeats: LEAST_SEATS[seats] ?? 1,
    zone,
    isAccessible: zone !== 'bar' && drawYes(random, 0.5),
    allowsPets: zone === 'terrace' || drawYes(random, 0.15),
    allowsHighChairs: zone !== 'bar' && drawYes(random, 0.7),
    isOutOfService: index > 0 && drawYes(random, 0.05),
  }
}

function joinableOf(tables: readonly Table[]): JoinableSet[] {
  const pairs = tables.flatMap((table, index) => {
    const next = tables[index + 1]
    if (index % 2 === 1 || next === undefined || next.zone !== table.zone || table.zone === 'bar') return []
    return [
      {
        tables: [table.id, next.id],
        seats: table.seats + next.seats,
        leastSeats: Math.max(table.seats, next.seats) + 1,
      },
    ]
  })
  return pairs.slice(0, Math.ceil(tables.length / TABLES_PER_JOINABLE))
}
