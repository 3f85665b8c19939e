import { dateOf, ofDates } from './date-of.ts'
import { startOf } from './date-units.ts'
import { type FunctionGroup, wholeNumber } from './formula-function.ts'
import { FormulaDate, type FormulaValue, inexact } from './formula-value.ts'
import { InexactValue } from './inexact-value.ts'

const DAY_MS = 86_400_000
/** More work days than that are not counted one by one. */
const MOST_DAYS = 20_000

export const calendarFunctions: FunctionGroup = {
  DAY: partOf((date) => date.getUTCDate()),
  MONTH: partOf((date) => date.getUTCMonth() + 1),
  YEAR: partOf((date) => date.getUTCFullYear()),
  HOUR: partOf((date) => date.getUTCHours()),
  MINUTE: partOf((date) => date.getUTCMinutes()),
  SECOND: partOf((date) => date.getUTCSeconds()),
  WEEKDAY: ofDates(1, 1, 2, ([date], [first]) => weekday(date, first)),
  WEEKNUM: ofDates(1, 1, 2, ([date], [first]) => weekNumber(date, first)),
  WORKDAY: ofDates(1, 2, 3, ([date], [count, holidays]) => workday(date, count, holidays)),
  WORKDAY_DIFF: ofDates(2, 2, 3, ([from, to], [holidays]) => workdays(from, to, holidays)),
}

function partOf(read: (date: Date) => number): FunctionGroup[string] {
  return ofDates(1, 1, 1, ([date]) => read(new Date(instantOf(date))))
}

/** In UTC: only DATETIME_FORMAT is sure to look at a zone. */
function instantOf(date: FormulaDate | undefined): number {
  if (date?.zone !== undefined) throw new InexactValue('what SET_TIMEZONE means outside DATETIME_FORMAT')
  return date?.ms ?? 0
}

/** 0 for the first day of the week. */
function weekday(date: FormulaDate | undefined, first: FormulaValue = null): number {
  return (new Date(instantOf(date)).getUTCDay() - firstWeekday(first) + 7) % 7
}

function firstWeekday(first: FormulaValue): number {
  if (first === null || first === 'Sunday') return 0
  if (first === 'Monday') return 1
  throw inexact('the first day of the week', first)
}

/** The week with 1 January is the first; the days at the year's end that moment.js counts to the next one are left open. */
function weekNumber(date: FormulaDate | undefined, first: FormulaValue = null): number {
  const ms = instantOf(date)
  const begin = firstWeekday(first)
  const week = startOf(ms, 'week', begin)
  const year = new Date(ms).getUTCFullYear()
  const number = 1 + (week - startOf(Date.UTC(year, 0, 1), 'week', begin)) / (7 * DAY_MS)
  if (new Date(week + 6 * DAY_MS).getUTCFullYear() > year) throw new InexactValue('the last week of a year')
  if (begin === 1 && number !== isoWeek(week)) throw new InexactValue('which week of a year is the first')
  return number
}

/** The week with the year's first Thursday is the first. */
function isoWeek(monday: number): number {
  const thursday = monday + 3 * DAY_MS
  return 1 + Math.floor((thursday - Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1)) / (7 * DAY_MS))
}

function workday(
  date: FormulaDate | undefined,
  count: FormulaValue = null,
  holidays: FormulaValue = null,
): FormulaValue {
  const start = instantOf(date)
  const days = wholeNumber(count, -MOST_DAYS)
  if (days === 0 || days > MOST_DAYS || start % DAY_MS !== 0) throw new InexactValue('such a work day')
  const free = holidaysOf(holidays)
  const step = days > 0 ? DAY_MS : -DAY_MS
  let ms = start
  for (let left = Math.abs(days); left > 0;) {
    ms += step
    if (isWorkday(ms, free)) left--
  }
  return new FormulaDate(ms, date?.isDay)
}

function workdays(
  from: FormulaDate | undefined,
  to: FormulaDate | undefined,
  holidays: FormulaValue = null,
): number {
  const [start, end] = [instantOf(from), instantOf(to)]
  if (start > end || end - start > MOST_DAYS * DAY_MS || start % DAY_MS !== 0 || end % DAY_MS !== 0)
    throw new InexactValue('the work days between such dates')
  const free = holidaysOf(holidays)
  // Nobody tells whether the first day counts, or the last.
  if (isWorkday(start, free) || isWorkday(end, free)) throw new InexactValue('which days WORKDAY_DIFF counts')
  let count = 0
  for (let ms = start; ms <= end; ms += DAY_MS) if (isWorkday(ms, free)) count++
  return count
}

function isWorkday(ms: number, free: ReadonlySet<number>): boolean {
  const day = new Date(ms).getUTCDay()
  return day !== 0 && day !== 6 && !free.has(ms)
}

/** A list of ISO dates with commas between them. */
function holidaysOf(value: FormulaValue): ReadonlySet<number> {
  if (value === null || value === '') return new Set()
  if (typeof value !== 'string') throw inexact('the holidays', value)
  return new Set(
    value.split(',').map((text) => {
      const date = /^\d{4}-\d\d-\d\d$/.test(text.trim()) ? dateOf(text.trim()) : undefined
      if (!date) throw new InexactValue('which holiday a text is')
      return date.ms
    }),
  )
}
