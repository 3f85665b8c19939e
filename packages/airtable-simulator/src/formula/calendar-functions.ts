import { DAY_MS, toDate } from './dates.ts'
import { ERROR, FormulaDate, toNumber, toText, type Value } from './value.ts'
import { type FormulaFunction, type FunctionTable, strict } from './formula-function.ts'

/** Counting days that people work, and saying how long ago something was. */
export const calendarFunctions: FunctionTable = {
  WORKDAY: strict(2, 3, ([start, days, holidays]) => {
    const [date, count] = [toDate(start), toNumber(days)]
    if (date === undefined) return undefined
    if (date === ERROR || count === ERROR || Math.abs(count) > MAX_DAYS) return ERROR
    return workday(date, Math.trunc(count), holidaysIn(holidays))
  }),
  WORKDAY_DIFF: strict(2, 3, ([start, end, holidays]) => {
    const [from, to] = [toDate(start), toDate(end)]
    if (!(from instanceof FormulaDate) || !(to instanceof FormulaDate)) return ERROR
    return workdaysBetween(from.ms, to.ms, holidaysIn(holidays))
  }),
  FROMNOW: distance(),
  TONOW: distance(),
}

/** Four centuries: a formula must not count for minutes. */
const MAX_DAYS = 150_000

function workday(date: FormulaDate, count: number, holidays: ReadonlySet<number>): FormulaDate {
  const step = count < 0 ? -DAY_MS : DAY_MS
  let at = date.ms
  for (let left = Math.abs(count); left > 0;) {
    at += step
    if (isWorkday(at, holidays)) left--
  }
  return new FormulaDate(at, date.isDateOnly, date.display)
}

/** Both ends count; negative when the end comes first. */
function workdaysBetween(from: number, to: number, holidays: ReadonlySet<number>): Value {
  const [first, last] = from <= to ? [from, to] : [to, from]
  if (last - first > MAX_DAYS * DAY_MS) return ERROR
  let count = 0
  for (let at = dayOf(first); at <= last; at += DAY_MS) if (isWorkday(at, holidays)) count++
  return from <= to || count === 0 ? count : -count
}

function isWorkday(at: number, holidays: ReadonlySet<number>): boolean {
  const day = new Date(at).getUTCDay()
  return day !== 0 && day !== 6 && !holidays.has(dayOf(at))
}

/** From a list of ISO dates, separated by commas. */
function holidaysIn(value: Value): ReadonlySet<number> {
  const dates = toText(value)
    .split(',')
    .map((text) => toDate(text.replaceAll('"', '').trim()))
  return new Set(dates.filter((date) => date instanceof FormulaDate).map(({ ms }) => dayOf(ms)))
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS
}

function distance(): FormulaFunction {
  return strict(1, 1, ([value], { now }) => {
    const date = toDate(value)
    return date instanceof FormulaDate ? inWords(Math.abs(now - date.ms) / 1_000) : date
  })
}

/** Up to so many seconds, in these words; `%` is the rounded count of `unit` seconds. */
const WORDS: readonly (readonly [upTo: number, unit: number, words: string])[] = [
  [45, 1, 'a few seconds'],
  [90, 60, 'a minute'],
  [45 * 60, 60, '% minutes'],
  [90 * 60, 3_600, 'an hour'],
  [22 * 3_600, 3_600, '% hours'],
  [36 * 3_600, 86_400, 'a day'],
  [26 * 86_400, 86_400, '% days'],
  [46 * 86_400, 2_629_746, 'a month'],
  [320 * 86_400, 2_629_746, '% months'],
  [548 * 86_400, 31_556_952, 'a year'],
  [Number.POSITIVE_INFINITY, 31_556_952, '% years'],
]

function inWords(seconds: number): string {
  const [, unit, words] = WORDS.find(([upTo]) => seconds < upTo) ?? [0, 1, '']
  return words.replace('%', String(Math.round(seconds / unit)))
}
