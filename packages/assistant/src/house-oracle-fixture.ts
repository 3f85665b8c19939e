import { DateTime } from 'luxon'
import type { House, Service } from './house.ts'

/** The times of a day's services, on the dates on which the clock shows them. */
export function timesOf(house: House, date: string): { date: string; time: string }[] {
  const found = new Map<string, { date: string; time: string }>()
  for (const service of servicesOn(house, date)) {
    let minute = minutes(service.opensAt)
    const last = minutes(service.lastSeatingAt) + (service.lastSeatingAt < service.opensAt ? 1440 : 0)
    for (; minute <= last; minute += house.gridMinutes) {
      const time = `${pad(Math.floor((minute % 1440) / 60))}:${pad(minute % 60)}`
      const slot = { date: dayAfter(date, minute >= 1440 ? 1 : 0), time }
      found.set(`${slot.date} ${time}`, slot)
    }
  }
  return [...found.values()]
}

type Opening = 'open' | 'off-grid' | 'after-last-seating' | 'closed-hour' | 'closed-day'

export function openingAt(house: House, date: string, time: string): { kind: Opening; serviceDate: string } {
  const yesterday = dayAfter(date, -1)
  const isOffered = (day: string) =>
    timesOf(house, day).some((slot) => slot.date === date && slot.time === time)
  if (isOffered(date)) return { kind: 'open', serviceDate: date }
  if (isOffered(yesterday)) return { kind: 'open', serviceDate: yesterday }
  const spans = [date, yesterday].flatMap((day) =>
    servicesOn(house, day).map((service) => ({ day, ...spanOf(service) })),
  )
  const minuteOn = (day: string) => minutes(time) + (day === date ? 0 : 1440)
  const seating = spans.find(({ day, from, last }) => minuteOn(day) >= from && minuteOn(day) <= last)
  if (seating) return { kind: 'off-grid', serviceDate: seating.day }
  const late = spans.find(({ day, last, to }) => minuteOn(day) > last && minuteOn(day) < to)
  if (late) return { kind: 'after-last-seating', serviceDate: late.day }
  const kind = servicesOn(house, date).length > 0 ? 'closed-hour' : 'closed-day'
  return { kind, serviceDate: date }
}

function spanOf({ opensAt, lastSeatingAt, closesAt }: Service): { from: number; last: number; to: number } {
  const from = minutes(opensAt)
  const last = minutes(lastSeatingAt) + (lastSeatingAt < opensAt ? 1440 : 0)
  const to = minutes(closesAt) + (closesAt < opensAt ? 1440 : 0)
  return { from, last, to }
}

function servicesOn(house: House, date: string): readonly Service[] {
  const weekday = weekdayOf(date)
  return house.closedDates.includes(date)
    ? []
    : house.services.filter(({ weekdays }) => weekdays.some((one) => one === weekday))
}

export function stayOf(house: House, people: number): number {
  for (const { upTo, minutes } of house.stays) if (people <= upTo) return minutes
  return house.stays.at(-1)?.minutes ?? 0
}

/** Of a time that comes twice the first. Undefined for one that the clock skips. */
export const instantOf: (date: string, time: string, zone: string) => DateTime | undefined = remembered(
  (date: string, time: string, zone: string): DateTime | undefined => {
    const luxons = DateTime.fromISO(`${date}T${time}`, { zone })
    if (luxons.toFormat('yyyy-MM-dd HH:mm') !== `${date} ${time}`) return undefined
    return luxons.getPossibleOffsets().sort((a, b) => a.toMillis() - b.toMillis())[0]
  },
)

/** For a time that is skipped: as far after the last one before as the clock would say. */
export function roughInstant(date: string, time: string, zone: string): number {
  const exact = instantOf(date, time, zone)
  if (exact) return exact.toMillis()
  for (let back = 1; ; back++) {
    const before = DateTime.fromISO(`${date}T${time}`, { zone: 'utc' }).minus({ minutes: back })
    const instant = instantOf(before.toFormat('yyyy-MM-dd'), before.toFormat('HH:mm'), zone)
    if (instant) return instant.toMillis() + back * 60_000
  }
}

export const dayAfter: (date: string, days: number) => string = remembered(
  (date: string, days: number): string =>
    DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd'),
)

export const dateAt: (instant: number, zone: string) => string = remembered((instant: number, zone: string) =>
  DateTime.fromMillis(instant, { zone }).toFormat('yyyy-MM-dd'),
)

export const textAt: (instant: number, zone: string) => string = remembered((instant: number, zone: string) =>
  DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"),
)

const weekdayOf = remembered((date: string): number => DateTime.fromISO(date, { zone: 'utc' }).weekday)

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}

/** What luxon takes long for is asked once. */
function remembered<A extends readonly (string | number)[], R>(ask: (...args: A) => R): (...args: A) => R {
  const known = new Map<string, { readonly answer: R }>()
  return (...args) => {
    const key = args.join(' ')
    const answer = known.get(key) ?? { answer: ask(...args) }
    known.set(key, answer)
    return answer.answer
  }
}
