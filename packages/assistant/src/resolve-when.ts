import { DateTime } from 'luxon'
import type { House } from './house.ts'
import { daysOf } from './rules/days-of.ts'
import { timesOf } from './rules/times-of.ts'
import type { ResolvedWhen } from './resolved-when.ts'
import type { SymbolicDate, SymbolicTime } from './slots.ts'

/** A day and a time in the words of slots.ts. */
export interface SaidWhen {
  readonly date?: SymbolicDate | undefined
  readonly time?: SymbolicTime | undefined
}

export interface WhenContext {
  /** An instant, in ms since the epoch. */
  readonly now: number
  readonly house: House
}

/**
 * What a symbolic day and time come to at `now` in the time zone and the opening hours of a house. An hour that may be of the
 * morning or the evening is the one at which the house seats guests; if both are, or none, it has to be asked.
 * Pure. Throws RangeError for a time zone that nobody knows.
 */
export function resolveWhen({ date, time }: SaidWhen, { now, house }: WhenContext): ResolvedWhen {
  const local = DateTime.fromMillis(now, { zone: house.timeZone })
  if (!local.isValid) throw new RangeError(`Unknown time zone of a house: ${house.timeZone}.`)
  if (time?.kind === 'in') return momentFromNow(local, time.minutes)
  const days = daysOf(date, local)
  const hours = timesOf(time, days.dates, {
    now: local,
    house,
    mayMove: date?.kind === 'weekday' && date.which === 'coming',
  })
  return {
    ...(hours.dates.length === 1 &&
      (days.need === undefined || days.need === 'past') && { date: hours.dates[0] }),
    ...(hours.times.length === 1 && { time: hours.times[0] }),
    dates: hours.dates,
    times: hours.times,
    ...(time?.kind === 'service' && { service: time.service }),
    ...(days.otherDate !== undefined && { otherDate: days.otherDate }),
    ...(time?.kind === 'clock' && time.isAbout === true && { isAbout: true }),
    needs: [
      ...(days.need === undefined ? [] : [{ slot: 'date' as const, why: days.need }]),
      ...(hours.need === undefined ? [] : [{ slot: 'time' as const, why: hours.need }]),
    ],
  }
}

/** The minute that lies so far ahead; the wall clock may jump on the way. */
function momentFromNow(now: DateTime, minutes: number): ResolvedWhen {
  const then = now.plus({ minutes })
  const [date, time] = [then.toFormat('yyyy-MM-dd'), then.toFormat('HH:mm')]
  return { date, time, dates: [date], times: [time], needs: [] }
}
