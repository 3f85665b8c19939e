import { DateTime } from 'luxon'
import type { FormulaDate } from './value.ts'

/** Tokens as moment.js writes them, longest first; text in square brackets stands for itself. */
const TOKEN =
  /\[([^\]]*)\]|LTS|LT|LLLL|LLL|LL|L|llll|lll|ll|l|Mo|MMMM|MMM|MM|M|Qo|Q|DDDo|DDDD|DDD|DD|Do|D|do|dddd|ddd|dd|d|E|e|wo|ww|w|Wo|WW|W|YYYYYY|YYYY|YY|Y|gggg|gg|GGGG|GG|A|a|HH|H|hh|h|kk|k|mm|m|ss|s|SSS|SS|S|ZZ|Z|zz|z|X|x/g

type Writer = (at: DateTime) => string

const as =
  (format: string): Writer =>
  (at) =>
    at.toFormat(format)

const WRITERS: Readonly<Record<string, Writer>> = {
  YYYYYY: (at) => `+${at.toFormat('yyyyyy')}`,
  YYYY: as('yyyy'),
  YY: as('yy'),
  Y: as('y'),
  gggg: (at) => String(weekOf(at).year),
  gg: (at) => String(weekOf(at).year).slice(-2),
  GGGG: as('kkkk'),
  GG: as('kk'),
  Q: as('q'),
  Qo: (at) => ordinal(at.quarter, at),
  MMMM: as('LLLL'),
  MMM: as('LLL'),
  MM: as('LL'),
  M: as('L'),
  Mo: (at) => ordinal(at.month, at),
  DDDD: as('ooo'),
  DDD: as('o'),
  DDDo: (at) => ordinal(at.ordinal, at),
  DD: as('dd'),
  D: as('d'),
  Do: (at) => ordinal(at.day, at),
  dddd: as('cccc'),
  ddd: as('ccc'),
  dd: (at) => at.toFormat('cccc').slice(0, 2),
  d: (at) => String(at.weekday % 7),
  do: (at) => ordinal(at.weekday % 7, at),
  e: (at) => String(at.weekday % 7),
  E: (at) => String(at.weekday),
  w: (at) => String(weekOf(at).week),
  wo: (at) => ordinal(weekOf(at).week, at),
  ww: (at) => String(weekOf(at).week).padStart(2, '0'),
  W: as('W'),
  Wo: (at) => ordinal(at.weekNumber, at),
  WW: as('WW'),
  HH: as('HH'),
  H: as('H'),
  hh: as('hh'),
  h: as('h'),
  kk: (at) => String(at.hour || 24).padStart(2, '0'),
  k: (at) => String(at.hour || 24),
  mm: as('mm'),
  m: as('m'),
  ss: as('ss'),
  s: as('s'),
  SSS: as('SSS'),
  SS: (at) => at.toFormat('SSS').slice(0, 2),
  S: (at) => at.toFormat('SSS').slice(0, 1),
  A: (at) => (at.hour < 12 ? 'AM' : 'PM'),
  a: (at) => (at.hour < 12 ? 'am' : 'pm'),
  Z: as('ZZ'),
  ZZ: as('ZZZ'),
  z: as('ZZZZ'),
  zz: as('ZZZZ'),
  X: (at) => String(Math.floor(at.toSeconds())),
  x: (at) => String(at.toMillis()),
  LT: as('t'),
  LTS: as('tt'),
  L: (at) => at.toLocaleString({ year: 'numeric', month: '2-digit', day: '2-digit' }),
  l: (at) => at.toLocaleString({ year: 'numeric', month: 'numeric', day: 'numeric' }),
  LL: (at) => at.toLocaleString(DateTime.DATE_FULL),
  ll: (at) => at.toLocaleString(DateTime.DATE_MED),
  LLL: (at) => `${at.toLocaleString(DateTime.DATE_FULL)} ${at.toFormat('t')}`,
  lll: (at) => `${at.toLocaleString(DateTime.DATE_MED)} ${at.toFormat('t')}`,
  LLLL: (at) => `${at.toLocaleString(DateTime.DATE_HUGE)} ${at.toFormat('t')}`,
  llll: (at) => `${at.toLocaleString(DateTime.DATE_MED_WITH_WEEKDAY)} ${at.toFormat('t')}`,
}

/** The default of DATETIME_FORMAT. */
const ISO = 'YYYY-MM-DDTHH:mm:ssZ'

/** A date in moment.js tokens, in the zone and language that SET_TIMEZONE and SET_LOCALE gave it. `undefined` for an unknown zone. */
export function formatDate({ ms, display }: FormulaDate, format: string = ISO): string | undefined {
  const { timeZone = 'utc', locale = 'en-US' } = display
  const at = DateTime.fromMillis(ms, { zone: timeZone, locale })
  if (!at.isValid) return undefined
  return format.replaceAll(TOKEN, (token, literal: string | undefined) =>
    literal === undefined ? (WRITERS[token]?.(at) ?? token) : literal,
  )
}

/** Weeks start on `firstDay` (0 is Sunday), and week 1 holds January 1. */
export function weekOf(at: DateTime, firstDay: number = 0): { readonly year: number; readonly week: number } {
  const start = at.startOf('day').minus({ days: (at.weekday - firstDay + 7) % 7 })
  const year = start.plus({ days: 6 }).year
  const newYear = DateTime.fromObject({ year, month: 1, day: 1 }, { zone: at.zone })
  const first = newYear.minus({ days: (newYear.weekday - firstDay + 7) % 7 })
  return { year, week: Math.round(start.diff(first, 'days').days / 7) + 1 }
}

function ordinal(number: number, { locale }: DateTime): string {
  if (locale?.startsWith('es')) return `${number}º`
  const tens = number % 100
  if (tens >= 11 && tens <= 13) return `${number}th`
  return `${number}${['th', 'st', 'nd', 'rd'][number % 10] ?? 'th'}`
}

const PARSE_TOKENS: Readonly<Record<string, string>> = {
  YYYY: 'yyyy',
  YY: 'yy',
  Y: 'y',
  MMMM: 'LLLL',
  MMM: 'LLL',
  MM: 'LL',
  M: 'L',
  DDDD: 'ooo',
  DDD: 'o',
  DD: 'dd',
  D: 'd',
  dddd: 'cccc',
  ddd: 'ccc',
  Q: 'q',
  A: 'a',
  Z: 'ZZ',
  ZZ: 'ZZZ',
  SS: 'uu',
  S: 'uuu',
}

/** Reads text by moment.js tokens, in UTC; ms since the epoch, `undefined` when it does not fit. */
export function parseByFormat(text: string, format: string, locale: string): number | undefined {
  const luxonFormat = format.replaceAll(TOKEN, (token, literal: string | undefined) =>
    literal === undefined ? (PARSE_TOKENS[token] ?? token) : `'${literal}'`,
  )
  const isUnix = format === 'X' || format === 'x'
  if (isUnix && /^\d+(\.\d+)?$/.test(text)) return Number(text) * (format === 'X' ? 1_000 : 1)
  const date = DateTime.fromFormat(text.trim(), luxonFormat, { zone: 'utc', locale })
  return date.isValid ? date.toMillis() : undefined
}
