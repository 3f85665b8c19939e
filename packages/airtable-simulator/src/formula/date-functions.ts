import { added, DAY_MS, difference, inUtc, startOf, toDate, unitOf } from './dates.ts'
import { ERROR, FormulaDate, toNumber, toText, type Value } from './value.ts'
import { formatDate, parseByFormat, weekOf } from './date-format.ts'
import { localeOf } from './locale-of.ts'
import { type FormulaFunction, type FunctionTable, strict } from './formula-function.ts'
import type { DateTime } from 'luxon'

/** All in UTC: SET_TIMEZONE and SET_LOCALE mean something to DATETIME_FORMAT alone. */
export const dateFunctions: FunctionTable = {
  NOW: strict(0, 0, (_, { now }) => new FormulaDate(now)),
  TODAY: strict(0, 0, (_, { now }) => new FormulaDate(Math.floor(now / DAY_MS) * DAY_MS, true)),
  YEAR: part((at) => at.year),
  MONTH: part((at) => at.month),
  DAY: part((at) => at.day),
  HOUR: part((at) => at.hour),
  MINUTE: part((at) => at.minute),
  SECOND: part((at) => at.second),
  WEEKDAY: part((at, first) => (at.weekday - first + 7) % 7, 2),
  WEEKNUM: part((at, first) => weekOf(at, first).week, 2),
  DATESTR: part((at) => at.toFormat('yyyy-MM-dd')),
  TIMESTR: part((at) => at.toFormat('HH:mm:ss')),
  DATEADD: strict(3, 3, ([value, count, unit]) => {
    const [date, number] = [toDate(value), toNumber(count)]
    if (!(date instanceof FormulaDate) || number === ERROR) return date && ERROR
    return added(date, number, unitOf(toText(unit)) ?? 'millisecond') ?? ERROR
  }),
  DATETIME_DIFF: strict(2, 3, ([left, right, unit]) => {
    const [a, b] = [toDate(left), toDate(right)]
    if (!(a instanceof FormulaDate) || !(b instanceof FormulaDate)) return ERROR
    return difference(a, b, unit === undefined ? 'second' : (unitOf(toText(unit)) ?? 'millisecond'))
  }),
  DATETIME_FORMAT: strict(1, 2, ([value, format]) => {
    const date = toDate(value)
    if (!(date instanceof FormulaDate)) return date
    return formatDate(date, format === undefined ? undefined : toText(format)) ?? ERROR
  }),
  DATETIME_PARSE: strict(1, 3, ([text, format, locale]) => parse(text, format, locale)),
  SET_TIMEZONE: displayed((timeZone) => ({ timeZone })),
  SET_LOCALE: displayed((name) => {
    const locale = localeOf(name)
    return locale === undefined ? undefined : { locale }
  }),
  IS_SAME: comparison((a, b) => a === b),
  IS_BEFORE: comparison((a, b) => a < b),
  IS_AFTER: comparison((a, b) => a > b),
}

/** A function of one date, blank for a blank one; the second operand may name the first day of the week. */
function part(read: (at: DateTime, firstDay: number) => Value, max: 1 | 2 = 1): FormulaFunction {
  return strict(1, max, ([value, firstDay]) => {
    const date = toDate(value)
    if (!(date instanceof FormulaDate)) return date
    return read(inUtc(date), toText(firstDay).toLowerCase() === 'monday' ? 1 : 0)
  })
}

/** `option` gives nothing for what it cannot read. */
function displayed(option: (text: string) => FormulaDate['display'] | undefined): FormulaFunction {
  return strict(2, 2, ([value, name]) => {
    const date = toDate(value)
    if (!(date instanceof FormulaDate)) return date
    const display = option(toText(name))
    return display ? new FormulaDate(date.ms, date.isDateOnly, { ...date.display, ...display }) : ERROR
  })
}

/** Both are cut to the unit first; without one, they are compared as instants. A blank date compares false. */
function comparison(holds: (a: number, b: number) => boolean): FormulaFunction {
  return strict(2, 3, ([left, right, unitName]) => {
    const [a, b] = [toDate(left), toDate(right)]
    if (a === ERROR || b === ERROR) return ERROR
    if (!a || !b) return false
    const unit = unitName === undefined ? undefined : unitOf(toText(unitName))
    return unit ? holds(startOf(a, unit), startOf(b, unit)) : holds(a.ms, b.ms)
  })
}

function parse(value: Value, format: Value, locale: Value): Value {
  if (value === undefined) return ERROR
  if (format === undefined) return toDate(value)
  const language = locale === undefined ? 'en-US' : localeOf(toText(locale))
  const ms = language === undefined ? undefined : parseByFormat(toText(value), toText(format), language)
  return ms === undefined ? ERROR : new FormulaDate(ms)
}
