import { type House, ReservationBookError, type Service, type Table, type Weekday } from '@larder/assistant'
import type { AirtableRecord } from '../airtable-record.ts'
import type { BookLayout } from './book-layout.ts'
import { numberIn, textIn, textsIn } from './cells.ts'
import type { ResolvedHouseRules } from './house-rules.ts'

/** Services from this hour on are dinners. */
const DINNER_FROM = '18:00'

/** What records of tables and services come to. Throws UNREADABLE for a service whose times are none. */
export function houseOfRecords(
  tables: readonly AirtableRecord[],
  services: readonly AirtableRecord[],
  layout: BookLayout,
  rules: ResolvedHouseRules,
): House {
  const intervals = services
    .filter((record) => record.fields[layout.services.isPublished] === true)
    .map(({ fields }) => (numberIn(fields[layout.services.interval]) ?? 0) / 60)
    .filter((minutes) => Number.isInteger(minutes) && minutes >= 1)
  const grid = rules.gridMinutes ?? (intervals.length > 0 ? Math.min(...intervals) : 30)
  return {
    ...rules,
    gridMinutes: grid,
    services: servicesOf(services, layout, grid),
    tables: tables.flatMap((record) => tableOf(record, layout, rules) ?? []),
  }
}

/** A table without seats or with a zone that nobody has named is for people to give out. */
function tableOf(
  { id, fields }: AirtableRecord,
  { tables }: BookLayout,
  rules: ResolvedHouseRules,
): Table | undefined {
  const seats = numberIn(fields[tables.seats])
  const zone = tables.zones[textIn(fields[tables.zone])]
  if (seats === undefined || seats < 1 || zone === undefined) return undefined
  return {
    id,
    name: textIn(fields[tables.name]),
    seats,
    leastSeats: numberIn(fields[tables.leastSeats]) ?? 1,
    zone,
    isAccessible: rules.accessibleZones.includes(zone),
    allowsPets: rules.petZones.includes(zone),
    allowsHighChairs: rules.highChairZones.includes(zone),
    isOutOfService: tables.outOfService.includes(textIn(fields[tables.state])),
  }
}

interface Span {
  readonly weekdays: readonly Weekday[]
  readonly from: string
  readonly until: string
}

/** Sittings that follow on each other on the same days are one service. */
function servicesOf(
  records: readonly AirtableRecord[],
  layout: BookLayout,
  grid: number,
): readonly Service[] {
  const spans: Span[] = []
  for (const span of records.flatMap((record) => spanOf(record, layout)).sort(byStart)) {
    const last = spans.findIndex(
      ({ weekdays, until }) => until === span.from && String(weekdays) === String(span.weekdays),
    )
    const before = spans[last]
    if (before) spans[last] = { ...before, until: span.until }
    else spans.push(span)
  }
  return spans.map(({ weekdays, from, until }) => ({
    name: from < DINNER_FROM ? 'lunch' : 'dinner',
    weekdays,
    opensAt: from,
    lastSeatingAt: lastSeating(from, until, grid),
    closesAt: until,
  }))
}

function spanOf({ fields }: AirtableRecord, { services }: BookLayout): readonly Span[] {
  if (fields[services.isPublished] !== true) return []
  const [from, until] = [textIn(fields[services.from]), textIn(fields[services.until])]
  for (const time of [from, until])
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
      throw new ReservationBookError('UNREADABLE', `A service begins and ends at HH:mm, not at "${time}".`)
  const weekdays = textsIn(fields[services.weekdays])
    .map((name) => services.weekdayNames.indexOf(name) + 1)
    .filter((weekday) => weekday > 0)
    .sort((a, b) => a - b)
  return weekdays.length > 0 && from !== until ? [{ weekdays: weekdays as Weekday[], from, until }] : []
}

/** The last time of the grid before the end. */
function lastSeating(from: string, until: string, grid: number): string {
  const length = (minutesOf(until) - minutesOf(from) + 1_440) % 1_440
  const last = minutesOf(from) + Math.floor((length - 1) / grid) * grid
  return [Math.floor(last / 60) % 24, last % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function byStart(a: Span, b: Span): number {
  return a.from < b.from ? -1 : Number(a.from > b.from)
}
