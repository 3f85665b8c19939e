import { DOUBT, FormulaDate, type FormulaValue, inexact, isArray } from './formula-value.ts'
import { plain, type PlainFunction } from './formula-function.ts'
import { parseIsoDate } from './parse-date.ts'
import { unwrapped } from './unwrapped.ts'

/**
 * The value as a date function sees it: a text is read as a date. `undefined` for a blank and for what is none, of
 * which date functions make blank, false or an error: {@link DOUBT}.
 */
export function dateOf(value: FormulaValue): FormulaDate | undefined {
  if (value instanceof FormulaDate) return value
  if (value === null || value === DOUBT || value === '') return undefined
  if (typeof value === 'string') return parseIsoDate(value)
  const only = unwrapped(value)
  if (isArray(value) && !isArray(only)) return dateOf(only)
  throw inexact('the date', value)
}

/**
 * A function of `count` dates and of other values after them. What is no date among them makes it false, blank or an
 * error, and so does what is false or an error.
 */
export function ofDates(
  count: number,
  min: number,
  max: number,
  apply: (dates: readonly FormulaDate[], rest: readonly FormulaValue[]) => FormulaValue,
  check?: PlainFunction['check'],
): PlainFunction {
  const applyToValues = (...args: readonly FormulaValue[]): FormulaValue => {
    const dates: FormulaDate[] = []
    let isAnyMissing = false
    for (const arg of args.slice(0, count)) {
      const date = dateOf(arg)
      if (date) dates.push(date)
      else isAnyMissing = true
    }
    return isAnyMissing ? DOUBT : apply(dates, args.slice(count))
  }
  return { ...plain(min, max, applyToValues, check), takesDoubt: true }
}
