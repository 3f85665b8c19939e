import { ofDates } from './date-of.ts'
import { formatDate, formatParts, type FormatPart } from './date-tokens.ts'
import { type DateUnit, dateUnit, difference, plus, startOf } from './date-units.ts'
import { type FunctionGroup, plain, plainText, wholeNumber } from './formula-function.ts'
import { DOUBT, ERROR, FormulaDate, type FormulaValue, inexact } from './formula-value.ts'
import { InexactValue } from './inexact-value.ts'
import { parseByFormat } from './parse-by-format.ts'
import { parseIsoDate } from './parse-date.ts'
import { isoText } from './text-of.ts'

/** Formats mostly stand in the formula and are the same for all records. */
const MAX_COMPILED = 100
/** About 270,000 years: beyond it there are no dates. */
const LATEST_MS = 8.64e15

export const dateFunctions: FunctionGroup = {
  TODAY: {
    min: 0,
    max: 0,
    isVolatile: true,
    build: () => (row) => new FormulaDate(startOf(row.nowMs, 'day'), true),
  },
  NOW: {
    min: 0,
    max: 0,
    isVolatile: true,
    build: () => (row) => new FormulaDate(row.nowMs, false),
  },
  DATEADD: ofDates(1, 3, 3, ([date], [count, unit]) => later(date, count, unit)),
  DATETIME_DIFF: ofDates(2, 2, 3, ([a, b], [unit]) => distance(a, b, unit)),
  DATETIME_FORMAT: ofDates(1, 1, 2, ([date], [format]) => formatted(date, format), checkFormat),
  DATETIME_PARSE: { ...plain(1, 3, parse, checkFormat), takesDoubt: true },
  DATESTR: ofDates(1, 1, 1, ([date]) => isoOf(date).slice(0, 10)),
  TIMESTR: ofDates(1, 1, 1, ([date]) => isoOf(date).slice(11, 19)),
  IS_SAME: ofDates(2, 2, 3, ([a, b], [unit]) => isSame(a, b, unit)),
  IS_BEFORE: ofDates(2, 2, 3, ([a, b], [unit]) => isOrdered((one, other) => one < other, a, b, unit)),
  IS_AFTER: ofDates(2, 2, 3, ([a, b], [unit]) => isOrdered((one, other) => one > other, a, b, unit)),
  SET_TIMEZONE: ofDates(1, 2, 2, ([date], [zone]) => inZone(date, zone)),
  SET_LOCALE: { min: 2, max: 2, reason: 'SET_LOCALE is not evaluated here' },
  FROMNOW: { min: 1, max: 1, reason: 'the wording of FROMNOW is not known here' },
  TONOW: { min: 1, max: 1, reason: 'the wording of TONOW is not known here' },
}

/** Hours after a day are an instant; days after a day are one. */
function later(
  date: FormulaDate | undefined,
  count: FormulaValue = null,
  unit: FormulaValue = null,
): FormulaValue {
  const given = knownDate(date)
  const name = unitOf(unit)
  const ms = plus(given.ms, wholeNumber(count, -LATEST_MS), name)
  if (!(Math.abs(ms) <= LATEST_MS)) throw new InexactValue('so far a date')
  const isWholeDays = ['day', 'week', 'month', 'quarter', 'year'].includes(name)
  return new FormulaDate(ms, isWholeDays || given.isDay === false ? given.isDay : undefined, given.zone)
}

function distance(a: FormulaDate | undefined, b: FormulaDate | undefined, unit: FormulaValue = null): number {
  return difference(
    knownDate(a).ms,
    knownDate(b).ms,
    unit === null ? 'second' : (namedUnit(unit) ?? 'millisecond'),
  )
}

function isSame(a: FormulaDate | undefined, b: FormulaDate | undefined, unit: FormulaValue = null): boolean {
  const [one, other] = [knownDate(a).ms, knownDate(b).ms]
  if (unit === null) return one === other
  const name = unitOf(unit)
  const isSame = startOf(one, name) === startOf(other, name)
  if (name === 'week' && isSame !== (startOf(one, name, 1) === startOf(other, name, 1)))
    throw new InexactValue('on which day a week begins')
  return isSame
}

function isOrdered(
  holds: (a: number, b: number) => boolean,
  a: FormulaDate | undefined,
  b: FormulaDate | undefined,
  unit: FormulaValue = null,
): boolean {
  if (unit !== null) throw new InexactValue('what a unit means to IS_BEFORE and IS_AFTER')
  return holds(knownDate(a).ms, knownDate(b).ms)
}

function unitOf(value: FormulaValue): DateUnit {
  const unit = namedUnit(value)
  if (unit) return unit
  throw new InexactValue('what an unknown unit of time means')
}

/** A name of one letter that is none of ours may be one of moment.js'. */
function namedUnit(value: FormulaValue): DateUnit | undefined {
  if (typeof value !== 'string' || value === '') throw inexact('the unit', value)
  const unit = dateUnit(value)
  if (unit || value.length > 2) return unit
  throw new InexactValue('what an unknown unit of time means')
}

const compiledFormats = new Map<string, readonly FormatPart[]>()

/** English, in UTC or in the zone of SET_TIMEZONE. */
function formatted(date: FormulaDate | undefined, format: FormulaValue = null): FormulaValue {
  const { ms, zone = 'utc' } = knownDate(date)
  isoText(ms)
  const text = formatDate(ms, zone, partsOf(format))
  if (text === undefined) throw new InexactValue('what an unknown time zone makes of a date')
  return text
}

function checkFormat([, format]: readonly (FormulaValue | undefined)[]): void {
  if (format !== undefined && format !== ERROR) partsOf(format)
}

function partsOf(format: FormulaValue): readonly FormatPart[] {
  if (typeof format !== 'string' || format === '') throw inexact('the format', format)
  const known = compiledFormats.get(format)
  if (known) return known
  if (compiledFormats.size >= MAX_COMPILED) compiledFormats.clear()
  const parts = formatParts(format)
  compiledFormats.set(format, parts)
  return parts
}

function parse(value: FormulaValue, format: FormulaValue = null, locale: FormulaValue = null): FormulaValue {
  if (value === null || value === DOUBT) return DOUBT
  if (typeof value !== 'string' || locale !== null) throw inexact('the parsed date', value)
  if (format === null) return parseIsoDate(value) ?? ERROR
  partsOf(format)
  return parseByFormat(value, plainText(format)) ?? ERROR
}

function inZone(date: FormulaDate | undefined, zone: FormulaValue = null): FormulaDate {
  const { ms, isDay } = knownDate(date)
  if (typeof zone !== 'string' || zone === '') throw inexact('the time zone', zone)
  return new FormulaDate(ms, isDay, zone)
}

/** Only DATETIME_FORMAT is sure to look at a zone. */
function isoOf(date: FormulaDate | undefined): string {
  const { ms, zone } = knownDate(date)
  if (zone !== undefined) throw new InexactValue('what SET_TIMEZONE means outside DATETIME_FORMAT')
  return isoText(ms)
}

/** {@link ofDates} has seen that it is there. */
function knownDate(date: FormulaDate | undefined): FormulaDate {
  return date ?? new FormulaDate(0, undefined)
}
