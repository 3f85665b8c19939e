import { DateTime } from 'luxon'
import type { House, LocalDate, LocalTime, Service } from '../house.ts'
import type { ResolvedWhen, WhenNeed } from '../resolved-when.ts'
import type { SymbolicTime } from '../slots.ts'

/** The times a symbolic time may be on some days, the days that are left, and why it has to be asked for. */
export interface Times extends Pick<ResolvedWhen, 'dates' | 'times'> {
  readonly need?: WhenNeed | undefined
}

export interface TimesContext {
  /** In the zone of the house. */
  readonly now: DateTime
  readonly house: House
  /** Whether a day that has no such time left may be the same day of the next week: "el viernes", said on Friday at midnight. */
  readonly mayMove: boolean
}

/** What a symbolic time comes to on `dates`; without dates, on any day of the week. */
export function timesOf(
  time: SymbolicTime | undefined,
  dates: readonly LocalDate[],
  context: TimesContext,
): Times {
  if (time === undefined) return { dates, times: [], need: 'not-said' }
  if (time.kind === 'service') return { dates, times: [], need: 'service' }
  if (time.kind !== 'clock') return { dates, times: [], need: 'vague' }
  const readings = readingsOf(time)
  const open = openAt(readings, dates, context)
  const likely = open.length > 0 ? open : readings
  const ahead = likely.filter(
    (reading) => dates.length !== 1 || isAhead(dates[0] ?? '', reading, context.now),
  )
  if (ahead.length === 0) return pastTimes(likely, dates, context)
  if (ahead.length === 1)
    return { dates, times: ahead, ...(isSkipped(dates, ahead, context) && { need: 'no-such-time' }) }
  return { dates, times: ahead, need: open.length > 0 ? 'several' : 'closed' }
}

/** The hour as it may be meant: before noon and after it, unless the guest said which. */
function readingsOf({ hour, minute, half }: Extract<SymbolicTime, { kind: 'clock' }>): LocalTime[] {
  const [am, pm] = [clock(hour % 12, minute), clock((hour % 12) + 12, minute)]
  if (hour > 12 || half === 'pm') return [hour > 12 ? clock(hour, minute) : pm]
  return half === 'am' || hour === 0 ? [am] : [am, pm]
}

function openAt(
  readings: readonly LocalTime[],
  dates: readonly LocalDate[],
  { house, now }: TimesContext,
): LocalTime[] {
  const weekdays = new Set(dates.map((date) => DateTime.fromISO(date, { zone: now.zone }).weekday))
  const ofDay = house.services.filter(({ weekdays: open }) => open.some((weekday) => weekdays.has(weekday)))
  // On a day without services the hour is read as on others; that the house is closed then is for the solver to say.
  const services = ofDay.length > 0 ? ofDay : house.services
  const seating = readings.filter((reading) =>
    services.some((service) => isWithin(reading, service.opensAt, service.lastSeatingAt)),
  )
  return seating.length > 0
    ? seating
    : readings.filter((reading) =>
        services.some((service) => isWithin(reading, service.opensAt, beforeClosing(service))),
      )
}

/** Less than an hour before it closes nobody means to come: "a las 12" is noon, not the end of a dinner. */
function beforeClosing({ closesAt }: Service): LocalTime {
  const [hour = 0, minute = 0] = closesAt.split(':').map(Number)
  return clock((hour + 23) % 24, minute)
}

/** A span that ends after midnight belongs to the day on which it begins. */
function isWithin(time: LocalTime, from: LocalTime, until: LocalTime): boolean {
  return until >= from ? from <= time && time <= until : time >= from || time <= until
}

/** Whether the clock jumps over that time, in the night in which summer time begins. */
function isSkipped(
  [date, ...others]: readonly LocalDate[],
  [time]: readonly LocalTime[],
  { now }: TimesContext,
): boolean {
  if (date === undefined || others.length > 0) return false
  return DateTime.fromISO(`${date}T${time}`, { zone: now.zone }).toFormat('HH:mm') !== time
}

function isAhead(date: LocalDate, time: LocalTime, now: DateTime): boolean {
  return `${date}T${time}` >= now.toFormat("yyyy-MM-dd'T'HH:mm")
}

function pastTimes(
  times: readonly LocalTime[],
  dates: readonly LocalDate[],
  { mayMove, now }: TimesContext,
): Times {
  const [date = ''] = dates
  if (!mayMove || date !== now.toFormat('yyyy-MM-dd')) return { dates, times: times.slice(-1), need: 'past' }
  const nextWeek = now.plus({ weeks: 1 }).toFormat('yyyy-MM-dd')
  return times.length === 1 ? { dates: [nextWeek], times } : { dates: [nextWeek], times, need: 'several' }
}

function clock(hour: number, minute: number): LocalTime {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
