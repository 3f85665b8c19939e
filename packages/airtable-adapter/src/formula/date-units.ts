import { InexactValue } from './inexact-value.ts'
import { daysOfMonth } from './parse-date.ts'

export type DateUnit =
  | 'millisecond'
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year'

/** Units of one length. */
const LENGTHS = {
  millisecond: 1,
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
} as const
const MONTHS = { month: 1, quarter: 3, year: 12 } as const
const SHORT: Readonly<Record<string, DateUnit>> = {
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
const LONG: ReadonlySet<string> = new Set([...Object.keys(LENGTHS), ...Object.keys(MONTHS)])
/** 1970 began on a Thursday. */
const FIRST_SUNDAY_MS = 3 * LENGTHS.day

/** Long names in any case, singular or plural; short ones exactly. `undefined` for anything else. */
export function dateUnit(name: string): DateUnit | undefined {
  const long = name.toLowerCase().replace(/(?<=..)s$/, '')
  return Object.hasOwn(SHORT, name) ? SHORT[name] : LONG.has(long) ? (long as DateUnit) : undefined
}

/** The beginning of the unit in UTC; a week begins on `firstWeekday`, 0 for Sunday. */
export function startOf(ms: number, unit: DateUnit, firstWeekday: number = 0): number {
  if (unit === 'week') {
    const first = FIRST_SUNDAY_MS + firstWeekday * LENGTHS.day
    return Math.floor((ms - first) / LENGTHS.week) * LENGTHS.week + first
  }
  if (isLength(unit)) return Math.floor(ms / LENGTHS[unit]) * LENGTHS[unit]
  const date = new Date(ms)
  const month = Math.floor(date.getUTCMonth() / MONTHS[unit]) * MONTHS[unit]
  return new Date(0).setUTCFullYear(date.getUTCFullYear(), month, 1)
}

/** Later by so many units. Months keep the day, or take the month's last. */
export function plus(ms: number, count: number, unit: DateUnit): number {
  if (isLength(unit)) return ms + count * LENGTHS[unit]
  const date = new Date(ms)
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() + count * MONTHS[unit]
  const [year, month] = [Math.floor(months / 12), ((months % 12) + 12) % 12]
  const day = Math.min(date.getUTCDate(), daysOfMonth(year, month + 1))
  return new Date(0).setUTCFullYear(year, month, day) + (((ms % LENGTHS.day) + LENGTHS.day) % LENGTHS.day)
}

/** `a - b` in whole units, cut towards zero. */
export function difference(a: number, b: number, unit: DateUnit): number {
  if (isLength(unit)) return Math.trunc((a - b) / LENGTHS[unit]) + 0
  const [early, late] = a < b ? [a, b] : [b, a]
  const count = Math.floor(wholeMonths(early, late) / MONTHS[unit])
  // From 29 to 28 February: counted back from the later date it may be a month more or less.
  const isSureOfLast = plus(late, -count * MONTHS[unit], 'month') >= early
  if (!isSureOfLast || plus(late, -(count + 1) * MONTHS[unit], 'month') >= early)
    throw new InexactValue('how many months there are between the ends of two months')
  return (a < b ? -count : count) + 0
}

function wholeMonths(early: number, late: number): number {
  const [from, to] = [new Date(early), new Date(late)]
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth()
  return plus(early, months, 'month') > late ? months - 1 : months
}

function isLength(unit: DateUnit): unit is keyof typeof LENGTHS {
  return Object.hasOwn(LENGTHS, unit)
}
