import { DateTime, type DateTimeUnit } from 'luxon'
import { asScalar, ERROR, FormulaDate, type Value } from './value.ts'

/** A year less than what a Date can hold: the start and the end of every unit are dates too. */
const MAX_MS = 8.6e15

/** How a value is read as a date: blank stays blank, text must be ISO, anything else is an error. */
export function toDate(value: Value): FormulaDate | undefined | typeof ERROR {
  const scalar = asScalar(value)
  if (scalar === undefined) return undefined
  if (scalar instanceof FormulaDate) return Math.abs(scalar.ms) < MAX_MS ? scalar : ERROR
  return (typeof scalar === 'string' && parseDate(scalar)) || ERROR
}

const ISO_DATE = /^\d{4}-\d{1,2}-\d{1,2}$/
const ISO_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i

/** Texts that were read before: a filter compares every record with the same one. */
const known = new Map<string, FormulaDate | undefined>()
const MAX_KNOWN = 1_000

/** ISO text as a date, in UTC when it names no zone; `undefined` for anything else. */
export function parseDate(text: string): FormulaDate | undefined {
  if (known.has(text)) return known.get(text)
  if (known.size >= MAX_KNOWN) known.clear()
  const date = readIso(text)
  known.set(text, date)
  return date
}

function readIso(text: string): FormulaDate | undefined {
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

export type FormulaUnit = DateTimeUnit

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
export function startOf({ ms }: FormulaDate, unit: FormulaUnit): number {
  const lengthMs = LENGTHS_MS[unit]
  // January 1, 1970 was a Thursday: weeks are counted from the Sunday before.
  const offsetMs = unit === 'week' ? 4 * DAY_MS : 0
  if (lengthMs !== undefined) return Math.floor((ms + offsetMs) / lengthMs) * lengthMs - offsetMs
  const at = new Date(ms)
  const month =
    unit === 'year' ? 0 : unit === 'quarter' ? at.getUTCMonth() - (at.getUTCMonth() % 3) : at.getUTCMonth()
  return Date.UTC(at.getUTCFullYear(), month)
}

export const DAY_MS = 86_400_000

/** Units that are always as long, in UTC. */
const LENGTHS_MS: Readonly<Partial<Record<FormulaUnit, number>>> = {
  millisecond: 1,
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: DAY_MS,
  week: 7 * DAY_MS,
}

/** a − b in whole units, cut towards zero. */
export function difference(a: FormulaDate, b: FormulaDate, unit: FormulaUnit): number {
  const whole = Math.trunc(inUtc(a).diff(inUtc(b), unit).as(unit))
  // −0 is no number that people expect.
  return whole === 0 ? 0 : whole
}

/** Days and longer are added whole, as calendars count. `undefined` when no calendar holds the result. */
export function added(date: FormulaDate, count: number, unit: FormulaUnit): FormulaDate | undefined {
  if (!Number.isFinite(count)) return undefined
  const isCalendar = !['hour', 'minute', 'second', 'millisecond'].includes(unit)
  const result = inUtc(date).plus({ [unit]: isCalendar ? Math.trunc(count) : count })
  if (!result.isValid || !Number.isFinite(result.toMillis())) return undefined
  return new FormulaDate(Math.round(result.toMillis()), date.isDateOnly && isCalendar, date.display)
}
