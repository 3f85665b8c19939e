import { DateTime, type DateTimeUnit } from 'luxon'
import { asScalar, ERROR, FormulaDate, type Value } from './value.ts'

/** How a value is read as a date: blank stays blank, text must be ISO, anything else is an error. */
export function toDate(value: Value): FormulaDate | undefined | typeof ERROR {
  const scalar = asScalar(value)
  if (scalar === undefined || scalar instanceof FormulaDate) return scalar
  return (typeof scalar === 'string' && parseDate(scalar)) || ERROR
}

const ISO_DATE = /^\d{4}-\d{1,2}-\d{1,2}$/
const ISO_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i

/** ISO text as a date, in UTC when it names no zone; `undefined` for anything else. */
export function parseDate(text: string): FormulaDate | undefined {
  const trimmed = text.trim()
  if (ISO_DATE.test(trimmed)) {
    const date = DateTime.fromFormat(trimmed, 'yyyy-M-d', { zone: 'utc' })
    return date.isValid ? new FormulaDate(date.toMillis(), true) : undefined
  }
  const [, day, time, zone = 'Z'] = ISO_TIME.exec(trimmed) ?? []
  if (day === undefined) return undefined
  const date = DateTime.fromISO(`${day}T${time}${zone.toUpperCase()}`, { zone: 'utc' })
  return date.isValid ? new FormulaDate(date.toMillis()) : undefined
}

/** The instant in UTC: where every function but DATETIME_FORMAT works. */
export function inUtc({ ms }: FormulaDate): DateTime {
  return DateTime.fromMillis(ms, { zone: 'utc' })
}

export type FormulaUnit = Exclude<DateTimeUnit, 'quarter'> | 'quarter'

const SHORT_UNITS: Readonly<Record<string, FormulaUnit>> = {
  ms: 'millisecond',
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  M: 'month',
  Q: 'quarter',
  y: 'year',
}

const LONG_UNITS: ReadonlySet<string> = new Set(Object.values(SHORT_UNITS))

/** A unit by its short or long name; case tells `m` from `M` and nothing else. `undefined` when it is none. */
export function unitOf(name: string): FormulaUnit | undefined {
  const short = SHORT_UNITS[name] ?? (name.length === 1 ? SHORT_UNITS[name.toLowerCase()] : undefined)
  const long = name.toLowerCase().replace(/s$/, '')
  return short ?? (LONG_UNITS.has(long) ? (long as FormulaUnit) : undefined)
}

/** The start of the unit that holds the date; weeks start on Sunday. */
export function startOf(date: FormulaDate, unit: FormulaUnit): number {
  const at = inUtc(date)
  if (unit !== 'week') return at.startOf(unit).toMillis()
  return at
    .startOf('day')
    .minus({ days: at.weekday % 7 })
    .toMillis()
}

/** a − b in whole units, cut towards zero. */
export function difference(a: FormulaDate, b: FormulaDate, unit: FormulaUnit): number {
  const whole = Math.trunc(inUtc(a).diff(inUtc(b), unit).as(unit))
  // −0 is no number that people expect.
  return whole === 0 ? 0 : whole
}

/** Days and longer are added whole, as calendars count. `undefined` when no calendar holds the result. */
export function added(date: FormulaDate, count: number, unit: FormulaUnit): FormulaDate | undefined {
  const isCalendar = !['hour', 'minute', 'second', 'millisecond'].includes(unit)
  const result = inUtc(date).plus({ [unit]: isCalendar ? Math.trunc(count) : count })
  if (!result.isValid || !Number.isFinite(result.toMillis())) return undefined
  return new FormulaDate(Math.round(result.toMillis()), date.isDateOnly && isCalendar, date.display)
}

export const DAY_MS = 86_400_000
