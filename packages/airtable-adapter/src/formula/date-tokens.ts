import { DateTime } from 'luxon'
import { InexactValue } from './inexact-value.ts'

/** Splits a format as moment.js does: text in brackets, an escaped sign, a token, or any other sign. */
const PARTS =
  /\[[^[]*\]|\\.?|[Hh]mm(?:ss)?|Mo|MM?M?M?|Do|DDDo|DD?D?D?|ddd?d?|do?|w[ow]?|W[oW]?|Qo?|N{1,5}|YYYYYY|YYYYY|YYYY|YY|Y|y{2,4}|yo?|gg(?:ggg?)?|GG(?:GGG?)?|e|E|a|A|hh?|HH?|kk?|mm?|ss?|S{1,9}|x|X|zz?|ZZ?|LTS|LT|LL?L?L?|l{1,4}|[\s\S]/g

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

/** moment.js' tokens, in English, of the date in its zone. luxon's own formatting takes ten times as long. */
const TOKENS: Readonly<Record<string, (date: DateTime) => string>> = {
  YYYY: ({ year }) => padded(year, 4),
  YY: ({ year }) => padded(year % 100, 2),
  Q: ({ quarter }) => String(quarter),
  M: ({ month }) => String(month),
  MM: ({ month }) => padded(month, 2),
  MMM: ({ month }) => (MONTHS[month - 1] ?? '').slice(0, 3),
  MMMM: ({ month }) => MONTHS[month - 1] ?? '',
  D: ({ day }) => String(day),
  DD: ({ day }) => padded(day, 2),
  Do: ({ day }) => `${day}${ordinalSuffix(day)}`,
  DDD: ({ ordinal }) => String(ordinal),
  DDDD: ({ ordinal }) => padded(ordinal, 3),
  d: ({ weekday }) => String(weekday % 7),
  dd: ({ weekday }) => (WEEKDAYS[weekday % 7] ?? '').slice(0, 2),
  ddd: ({ weekday }) => (WEEKDAYS[weekday % 7] ?? '').slice(0, 3),
  dddd: ({ weekday }) => WEEKDAYS[weekday % 7] ?? '',
  E: ({ weekday }) => String(weekday),
  W: ({ weekNumber }) => String(weekNumber),
  WW: ({ weekNumber }) => padded(weekNumber, 2),
  GGGG: ({ weekYear }) => padded(weekYear, 4),
  H: ({ hour }) => String(hour),
  HH: ({ hour }) => padded(hour, 2),
  h: ({ hour }) => String(hour % 12 || 12),
  hh: ({ hour }) => padded(hour % 12 || 12, 2),
  m: ({ minute }) => String(minute),
  mm: ({ minute }) => padded(minute, 2),
  s: ({ second }) => String(second),
  ss: ({ second }) => padded(second, 2),
  SSS: ({ millisecond }) => padded(millisecond, 3),
  A: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  a: ({ hour }) => (hour < 12 ? 'am' : 'pm'),
  Z: (date) => date.toFormat('ZZ'),
  ZZ: (date) => date.toFormat('ZZZ'),
  X: (date) => String(Math.floor(date.toMillis() / 1_000)),
  x: (date) => String(date.toMillis()),
}

/** Tokens that stand for others. */
const SHORTHANDS: Readonly<Record<string, string>> = { L: 'MM/DD/YYYY', LL: 'MMMM D, YYYY' }

export type FormatPart = { readonly literal: string } | { readonly token: string }

/**
 * The tokens and texts of a moment.js format.
 *
 * @throws InexactValue for a token that is one to moment.js and not to us.
 */
export function formatParts(format: string): readonly FormatPart[] {
  return (format.match(PARTS) ?? []).flatMap((part): readonly FormatPart[] => {
    const shorthand = Object.hasOwn(SHORTHANDS, part) ? SHORTHANDS[part] : undefined
    if (shorthand !== undefined) return formatParts(shorthand)
    if (Object.hasOwn(TOKENS, part)) return [{ token: part }]
    if (part.startsWith('[') && part.length > 1) return [{ literal: part.slice(1, -1) }]
    if (/^[A-Za-z\\]/.test(part) && !LETTERS.test(part))
      throw new InexactValue(`what the token ${part} of a date format means`)
    return [{ literal: part }]
  })
}

/** Letters that mean nothing to moment.js. */
const LETTERS = /^[BCFGIJKOPRTUVbcfgijnopqrtuv]$/

/** A date in English, in a zone. `undefined` when there is no such zone. */
export function formatDate(ms: number, zone: string, parts: readonly FormatPart[]): string | undefined {
  const date = DateTime.fromMillis(ms, { zone, locale: 'en-US' })
  if (!date.isValid) return undefined
  return parts.map((part) => ('literal' in part ? part.literal : TOKENS[part.token]?.(date))).join('')
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

function ordinalSuffix(day: number): string {
  if (day >= 11 && day <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'
}
