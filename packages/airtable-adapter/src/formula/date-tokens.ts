import { DateTime } from 'luxon'
import { InexactValue } from './inexact-value.ts'

/** Splits a format as moment.js does: text in brackets, an escaped sign, a token, or any other sign. */
const PARTS =
  /\[[^[]*\]|\\.?|[Hh]mm(?:ss)?|Mo|MM?M?M?|Do|DDDo|DD?D?D?|ddd?d?|do?|w[ow]?|W[oW]?|Qo?|N{1,5}|YYYYYY|YYYYY|YYYY|YY|Y|y{2,4}|yo?|gg(?:ggg?)?|GG(?:GGG?)?|e|E|a|A|hh?|HH?|kk?|mm?|ss?|S{1,9}|x|X|zz?|ZZ?|LTS|LT|LL?L?L?|l{1,4}|[\s\S]/g

/** moment.js' tokens, as luxon writes them. */
const TOKENS: Readonly<Record<string, string>> = {
  YYYY: 'yyyy',
  YY: 'yy',
  Q: 'q',
  M: 'L',
  MM: 'LL',
  MMM: 'LLL',
  MMMM: 'LLLL',
  D: 'd',
  DD: 'dd',
  DDD: 'o',
  DDDD: 'ooo',
  ddd: 'ccc',
  dddd: 'cccc',
  E: 'c',
  H: 'H',
  HH: 'HH',
  h: 'h',
  hh: 'hh',
  m: 'm',
  mm: 'mm',
  s: 's',
  ss: 'ss',
  SSS: 'SSS',
  A: 'a',
  Z: 'ZZ',
  ZZ: 'ZZZ',
  W: 'W',
  WW: 'WW',
  GGGG: 'kkkk',
  X: 'X',
  x: 'x',
}

/** Tokens that stand for others. */
const SHORTHANDS: Readonly<Record<string, string>> = { L: 'MM/DD/YYYY', LL: 'MMMM D, YYYY' }

/** Those that luxon has not, of the date in its zone. */
const OWN: Readonly<Record<string, (date: DateTime) => string>> = {
  Do: ({ day }) => `${day}${ordinalSuffix(day)}`,
  d: ({ weekday }) => String(weekday % 7),
  dd: (date) => date.toFormat('ccc').slice(0, 2),
  a: ({ hour }) => (hour < 12 ? 'am' : 'pm'),
}

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
    if (Object.hasOwn(TOKENS, part) || Object.hasOwn(OWN, part)) return [{ token: part }]
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
  return parts.map((part) => ('literal' in part ? part.literal : tokenText(date, part.token))).join('')
}

function tokenText(date: DateTime, token: string): string {
  const own = Object.hasOwn(OWN, token) ? OWN[token] : undefined
  return own ? own(date) : date.toFormat(TOKENS[token] ?? '')
}

function ordinalSuffix(day: number): string {
  if (day >= 11 && day <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'
}
