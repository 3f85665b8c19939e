import type { LocalDate, LocalTime } from './house.ts'
import type { Weekday } from './slots.ts'

export const DAY_MS = 86_400_000
export const MINUTES_A_DAY = 1_440

const DATE = /^\d{4}-\d{2}-\d{2}$/

/** Dates that are remembered: years of them. */
const MAX_DATES = 4_000
const dayNumbers = new Map<LocalDate, number>()

/** The days from 1970-01-01 to a date of the calendar. Throws a RangeError for what is none, `2026-02-30` too. */
export function dayNumberOf(date: LocalDate): number {
  const known = dayNumbers.get(date)
  if (known !== undefined) return known
  const [year = 0, month = 0, day = 0] = DATE.test(date) ? date.split('-').map(Number) : []
  const number = Date.UTC(year, month - 1, day) / DAY_MS
  if (year === 0 || dateOfDay(number) !== date)
    throw new RangeError(`A date is a day of the calendar as YYYY-MM-DD, not ${JSON.stringify(date)}.`)
  if (dayNumbers.size >= MAX_DATES) dayNumbers.clear()
  dayNumbers.set(date, number)
  return number
}

export function dateOfDay(day: number): LocalDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

export function weekdayOfDay(day: number): Weekday {
  // 1970-01-01 was a Thursday.
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday
}

/** The minutes from 00:00 to a time on the clock. Throws a RangeError for what is none, `24:00` too. */
export function minuteOf(time: LocalTime): number {
  const hour = twoDigits(time, 0)
  const minute = twoDigits(time, 3)
  const isTime = time.length === 5 && time.charCodeAt(2) === COLON && hour < 24 && minute < 60
  if (!isTime) throw new RangeError(`A time is 00:00 to 23:59, not ${JSON.stringify(time)}.`)
  return hour * 60 + minute
}

export function timeOfMinute(minute: number): LocalTime {
  return `${padded(Math.floor(minute / 60))}:${padded(minute % 60)}`
}

const COLON = 58
const ZERO = 48

/** By hand: it is done for every request. Infinity for what is no number. */
function twoDigits(text: string, from: number): number {
  const tens = text.charCodeAt(from) - ZERO
  const ones = text.charCodeAt(from + 1) - ZERO
  return tens >= 0 && tens < 10 && ones >= 0 && ones < 10 ? tens * 10 + ones : Infinity
}

function padded(number: number): string {
  return String(number).padStart(2, '0')
}
