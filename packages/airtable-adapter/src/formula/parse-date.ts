import { FormulaDate } from './formula-value.ts'
import { InexactValue } from './inexact-value.ts'

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(Z|[+-]\d\d:?\d\d)?)?$/

/** The parts of a date as people write it; months from 1. */
export interface DateParts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour?: number
  readonly minute?: number
  readonly second?: number
  readonly millisecond?: number
}

/**
 * The date of an ISO text, in UTC when it names no zone; `undefined` when there is no such date.
 *
 * @throws InexactValue for a text of another form: Airtable reads many.
 */
export function parseIsoDate(text: string): FormulaDate | undefined {
  const plain = plainInstant(text)
  if (plain !== undefined) return new FormulaDate(plain, text.length === 10 ? undefined : false)
  const match = ISO.exec(text)
  if (!match) throw new InexactValue('which date a text is that is not in ISO form')
  const [, year, month, day, hour = '', minute, second, fraction, zone] = match
  if (hour === '24') throw new InexactValue('which date a text is that holds 24 hours')
  const ms = instantOf({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: Number((fraction ?? '').padEnd(3, '0')),
  })
  if (ms === undefined) return undefined
  return new FormulaDate(ms - offsetOf(zone), hour === '' ? undefined : false)
}

/**
 * `2026-01-10` and `2026-01-10T20:30:00.000Z`, as cells hold them by the thousand: a tenth of the time of the pattern.
 * `undefined` for anything else, and for what may not exist.
 */
function plainInstant(text: string): number | undefined {
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  if (
    !(year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 ? 28 : 30)) ||
    text[4] !== '-' ||
    text[7] !== '-'
  )
    return undefined
  if (text.length === 10) return Date.UTC(year, month - 1, day)
  if (text.length !== 24 || text[10] !== 'T' || text[13] !== ':' || text[16] !== ':') return undefined
  const [hour, minute, second] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)]
  const millisecond = digits(text, 20, 23)
  if (!(hour < 24 && minute < 60 && second < 60 && millisecond >= 0) || text[19] !== '.' || text[23] !== 'Z')
    return undefined
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond)
}

/** NaN when one of them is none. */
function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - 48
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

/** Milliseconds since 1970, or `undefined` when there is no such day or time. */
export function instantOf(parts: DateParts): number | undefined {
  const { year, month, day, hour = 0, minute = 0, second = 0, millisecond = 0 } = parts
  if (month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) return undefined
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day)
  return midnight + ((hour * 60 + minute) * 60 + second) * 1_000 + millisecond
}

export function daysOfMonth(year: number, month: number): number {
  return new Date(new Date(0).setUTCFullYear(year, month, 0)).getUTCDate()
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}
