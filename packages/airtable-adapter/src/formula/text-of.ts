import { FormulaDate, type FormulaValue, inexact, isArray } from './formula-value.ts'
import { InexactValue } from './inexact-value.ts'
import { LIST_SEPARATOR, listElement } from './formula-semantics.ts'

/** The value as `&` and the searching functions see it. The caller has seen to errors. */
export function textOf(value: FormulaValue): string {
  if (typeof value === 'string') return value
  if (value === null) return ''
  if (typeof value === 'number') return textOfNumber(value)
  if (value instanceof FormulaDate) return textOfDate(value)
  if (isArray(value)) return value.map((element) => listElement(elementText(element))).join(LIST_SEPARATOR)
  throw inexact('the text', value)
}

/** An element of a list that becomes text. */
export function elementText(element: FormulaValue): string {
  if (element === null || isArray(element)) throw inexact('the text in a list', element)
  return textOf(element)
}

function textOfNumber(value: number): string {
  const size = Math.abs(value)
  const text = String(value)
  // Others are written with an exponent, as words, or with the last digits of binary fractions.
  const isPlain = value === 0 || (size >= 1e-6 && size < 1e21 && Number(value.toPrecision(15)) === value)
  if (isPlain) return text
  throw inexact('the text, which is not plain digits,', value)
}

/** Nobody tells whether a day is `2026-01-10` beside `&` or the ISO text of its midnight. */
function textOfDate(date: FormulaDate): string {
  if (date.isDay === false && date.zone === undefined) return isoText(date.ms)
  throw inexact('the text', date)
}

/** What may be the text of a value: in all of them a search may find the same. */
export function possibleTexts(value: FormulaValue): readonly string[] {
  if (!(value instanceof FormulaDate) || value.zone !== undefined) return [textOf(value)]
  const iso = isoText(value.ms)
  return value.isDay === false ? [iso] : [iso, iso.slice(0, 10)]
}

/** `2026-01-10T00:00:00.000Z` */
export function isoText(ms: number): string {
  // Beyond the years 0 to 9999 it has another form.
  const date = new Date(ms)
  const year = date.getUTCFullYear()
  if (year >= 0 && year <= 9999) return date.toISOString()
  throw new InexactValue('the text of a date outside the years 0 to 9999')
}
