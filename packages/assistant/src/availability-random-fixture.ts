import type { Random } from '@larder/cache-core'
import { DateTime } from 'luxon'
import { aTable } from './availability-fixture.ts'
import type { AvailabilityRequest } from './availability-result.ts'
import type { House, JoinableSet, Service, Table } from './house.ts'
import type { Occupancy } from './ports/reservation-book.ts'
import { type Weekday, ZONES } from './slots.ts'

export interface RandomCase {
  readonly request: AvailabilityRequest
  readonly occupancies: readonly Occupancy[]
  readonly house: House
  readonly now: number
  readonly nextDays: number
}

/** Zones, and days around which their clocks are set, or not. */
const PLACES: readonly (readonly [zone: string, dates: readonly string[]])[] = [
  ['Europe/Madrid', ['2026-10-25', '2027-03-28', '2026-11-27', '2026-12-31']],
  ['Europe/Madrid', ['2026-10-25', '2027-03-28']],
  ['America/New_York', ['2026-11-01', '2027-03-14']],
  // The clock is set at midnight: 00:00 comes not at all.
  ['America/Santiago', ['2026-09-06', '2027-04-04']],
  // By half an hour.
  ['Australia/Lord_Howe', ['2026-10-04', '2027-04-04']],
  ['Asia/Kolkata', ['2027-02-28']],
]

const HOURS: readonly Omit<Service, 'weekdays'>[] = [
  { name: 'lunch', opensAt: '13:00', lastSeatingAt: '15:30', closesAt: '17:00' },
  { name: 'lunch', opensAt: '12:10', lastSeatingAt: '13:40', closesAt: '15:00' },
  { name: 'dinner', opensAt: '20:00', lastSeatingAt: '23:00', closesAt: '00:30' },
  { name: 'dinner', opensAt: '21:00', lastSeatingAt: '00:30', closesAt: '03:00' },
  { name: 'dinner', opensAt: '23:30', lastSeatingAt: '04:00', closesAt: '06:00' },
  { name: 'lunch', opensAt: '00:00', lastSeatingAt: '03:30', closesAt: '03:45' },
]

/** A house, a book and a question, small enough that most answers are not simple. */
export function randomCase(random: Random): RandomCase {
  const any = <T>(items: readonly T[]): T => items[Math.floor(random.next() * items.length)] as T
  const chance = (share: number): boolean => random.next() < share
  const [timeZone, dates] = any(PLACES)
  const date = dayAfter(any(dates), any([-1, 0, 0, 0, 1]))
  const tables = Array.from({ length: any([1, 2, 3, 5, 8]) }, (_, index) => randomTable(index, any, chance))
  const services = Array.from({ length: any([1, 2, 3]) }, () => ({
    ...any(HOURS),
    weekdays: weekdays(chance),
  }))
  const house: House = {
    name: 'Casa',
    timeZone,
    services,
    closedDates: [-1, 0, 1].filter(() => chance(0.1)).map((days) => dayAfter(date, days)),
    tables,
    joinable: Array.from({ length: any([0, 0, 1, 2]) }, () => randomSet(tables, any, chance)),
    stays: any([
      [{ upTo: 20, minutes: 90 }],
      [
        { upTo: 2, minutes: 60 },
        { upTo: 4, minutes: 105 },
      ],
    ]),
    bufferMinutes: any([0, 0, 15, 20]),
    gridMinutes: any([15, 30, 60]),
    leadMinutes: any([0, 60, 600]),
    maxAdvanceDays: any([1, 30]),
    maxPeople: any([4, 8]),
  }
  const time = chance(0.8) ? any(TIMES) : '21:07'
  const request: AvailabilityRequest = {
    date,
    time,
    people: any([1, 2, 2, 3, 4, 4, 5, 6, 8]),
    ...(chance(0.4) ? { zone: any(ZONES) } : {}),
    ...(chance(0.15) ? { accessible: true } : {}),
    ...(chance(0.15) ? { pets: true } : {}),
    ...(chance(0.25) ? { highChairs: any([0, 1, 2]) } : {}),
    ...(chance(0.2) ? { instead: 'R-0' } : {}),
  }
  const midnight = DateTime.fromISO(date, { zone: timeZone }).toMillis()
  const count = Math.floor(random.next() * tables.length * 8)
  const occupancies = Array.from({ length: count }, (_, index) =>
    randomOccupancy(index, { midnight, tables }, any),
  )
  const now = midnight + any([-40, -20, -3, 0, 1, 2, 13, 20, 21]) * 3_600_000 + any([0, 1, 60_000])
  return { request, occupancies, house, now, nextDays: any([0, 1, 2]) }
}

/** What shows a case when it fails. */
export function describeCase(index: number, { request, house, now }: RandomCase): string {
  return `case ${index}: ${JSON.stringify({ request, house, now: new Date(now).toISOString() })}`
}

type Any = <T>(items: readonly T[]) => T
type Chance = (share: number) => boolean

const TIMES =
  '00:00 00:30 01:00 01:30 02:00 02:15 02:30 02:45 03:00 03:30 05:00 12:10 13:00 14:00 15:30 16:00 18:00 20:00 21:00 22:30 23:00 23:30'.split(
    ' ',
  )

function randomTable(index: number, any: Any, chance: Chance): Table {
  const seats = any([2, 2, 4, 4, 6])
  return aTable(`t${index}`, seats, {
    leastSeats: any([1, 1, seats / 2]),
    zone: any(['indoor', 'indoor', 'terrace', 'bar']),
    isAccessible: chance(0.7),
    allowsPets: chance(0.7),
    allowsHighChairs: chance(0.6),
    isOutOfService: chance(0.1),
  })
}

function randomSet(tables: readonly Table[], any: Any, chance: Chance): JoinableSet {
  const count = any([2, 2, 3])
  const from = any(tables)
  const others = tables.filter(({ id, zone }) => id !== from.id && (zone === from.zone || chance(0.1)))
  const ids = [from.id, ...others.slice(0, count - 1).map(({ id }) => id)]
  if (chance(0.05)) ids.push('t99')
  return { tables: ids, seats: any([4, 6, 8]), leastSeats: any([1, 3]) }
}

function randomOccupancy(
  index: number,
  { midnight, tables }: { midnight: number; tables: readonly Table[] },
  any: Any,
): Occupancy {
  const startsAt =
    midnight +
    any([-3, -1, 0, 1, 2, 3, 12, 13, 14, 20, 21, 22, 23, 24, 25, 26, 45]) * 3_600_000 +
    any([0, 15, 30, 41, 46]) * 60_000
  const ids = new Set([any(tables).id, ...any([[], [], [any(tables).id], ['t98']])])
  const text = (instant: number) => new Date(instant).toISOString()
  const endsAt = startsAt + any([30, 60, 90, 105, 240]) * 60_000
  return { code: `R-${index}`, tables: [...ids], startsAt: text(startsAt), endsAt: text(endsAt) }
}

function weekdays(chance: Chance): Weekday[] {
  return ([1, 2, 3, 4, 5, 6, 7] as const).filter(() => chance(0.75))
}

function dayAfter(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd')
}
