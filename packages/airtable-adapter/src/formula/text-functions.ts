import { ANY, type FunctionGroup, plain, plainText, wholeNumber } from './formula-function.ts'
import { POSITION_OF_NOTHING } from './formula-semantics.ts'
import { DOUBT, type FormulaValue, inexact, isArray } from './formula-value.ts'
import { InexactValue } from './inexact-value.ts'
import { possibleTexts, textOf } from './text-of.ts'

/** No text of one's own is made longer than this. */
const LONGEST_TEXT = 100_000
const NUMERAL = /^-?[$€£]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/

export const textFunctions: FunctionGroup = {
  CONCATENATE: plain(1, ANY, (...values) => values.map(textOf).join('')),
  LEFT: plain(1, 2, left),
  RIGHT: plain(1, 2, right),
  MID: plain(3, 3, mid),
  LEN: plain(1, 1, (text) => plainText(text).length),
  FIND: plain(2, 3, (needle, text, from) => found(textOf(needle), text, from, positionOf)),
  SEARCH: plain(2, 3, search),
  SUBSTITUTE: plain(3, 4, substitute),
  REPLACE: plain(4, 4, replace),
  TRIM: plain(1, 1, (text) => plainText(text).trim()),
  UPPER: plain(1, 1, (text) => plainText(text).toUpperCase()),
  LOWER: plain(1, 1, (text) => plainText(text).toLowerCase()),
  REPT: plain(2, 2, repeat),
  T: plain(1, 1, textOrBlank),
  VALUE: plain(1, 1, valueOfNumeral),
  ENCODE_URL_COMPONENT: plain(1, 1, encodeComponent),
}

/** How many, when that is not said, may be one or may be refused. */
function left(text: FormulaValue, count: FormulaValue = DOUBT): FormulaValue {
  return plainText(text).slice(0, wholeNumber(count, 0))
}

function right(text: FormulaValue, count: FormulaValue = DOUBT): FormulaValue {
  const whole = plainText(text)
  return whole.slice(Math.max(0, whole.length - wholeNumber(count, 0)))
}

function mid(text: FormulaValue, start: FormulaValue, count: FormulaValue): FormulaValue {
  const from = wholeNumber(start, 1) - 1
  return plainText(text).slice(from, from + wholeNumber(count, 0))
}

type Find = (needle: string, text: string, from: FormulaValue) => number

/** Where a search finds something, when it is the same place in all that the text may be. */
function found(needle: string, value: FormulaValue, from: FormulaValue = null, find: Find): number {
  const [place = 0, ...others] = possibleTexts(value).map((text) => find(needle, text, from))
  if (others.some((other) => other !== place)) throw new InexactValue('the text of a day')
  return place
}

/** From 1; 0 when it is not there. */
function positionOf(needle: string, text: string, from: FormulaValue): number {
  if (needle === '') {
    if (text === '' || from !== null) throw new InexactValue('where nothing stands in nothing')
    return POSITION_OF_NOTHING
  }
  const start = wholeNumber(from, 0)
  const place = text.indexOf(needle, start) + 1
  // Some count the start from 0, others from 1.
  if (start > 0 && text.indexOf(needle, start - 1) + 1 !== place)
    throw new InexactValue('whether the start of a search counts from 0 or 1')
  return place
}

/** Blank when it is not there. */
function search(needle: FormulaValue, text: FormulaValue, from?: FormulaValue): FormulaValue {
  return found(textOf(needle), text, from, positionInAnyCase) || null
}

function positionInAnyCase(needle: string, text: string, from: FormulaValue): number {
  const [lowNeedle, lowText] = [needle.toLowerCase(), text.toLowerCase()]
  if (lowNeedle.length !== needle.length || lowText.length !== text.length)
    throw new InexactValue('how letters that grow in lower case are searched')
  return positionOf(lowNeedle, lowText, from)
}

function substitute(
  text: FormulaValue,
  old: FormulaValue,
  fresh: FormulaValue,
  which: FormulaValue = null,
): FormulaValue {
  const [whole, needle, replacement] = [plainText(text), plainText(old), plainText(fresh)]
  if (needle === '') throw new InexactValue('what SUBSTITUTE makes of nothing to be replaced')
  const parts = whole.split(needle)
  if ((parts.length - 1) * replacement.length > LONGEST_TEXT) throw new InexactValue('so long a text')
  if (which === null) return parts.join(replacement)
  const count = wholeNumber(which, 1)
  if (count >= parts.length) return whole
  return parts.slice(0, count).join(needle) + replacement + parts.slice(count).join(needle)
}

function replace(
  text: FormulaValue,
  start: FormulaValue,
  count: FormulaValue,
  fresh: FormulaValue,
): FormulaValue {
  const whole = plainText(text)
  const from = wholeNumber(start, 1) - 1
  if (from > whole.length) throw new InexactValue('what REPLACE does behind the end')
  return whole.slice(0, from) + plainText(fresh) + whole.slice(from + wholeNumber(count, 0))
}

function repeat(text: FormulaValue, count: FormulaValue): FormulaValue {
  const [part, times] = [plainText(text), wholeNumber(count, 0)]
  if (part.length * times > LONGEST_TEXT) throw new InexactValue('so long a text')
  return part.repeat(times)
}

function textOrBlank(value: FormulaValue): FormulaValue {
  if (isArray(value) || value === DOUBT) throw inexact('the T', value)
  return typeof value === 'string' ? value : null
}

/** Without a digit it is NaN or an error. */
function valueOfNumeral(value: FormulaValue): FormulaValue {
  if (typeof value === 'number') return value
  if (value === null) return DOUBT
  if (typeof value !== 'string') throw inexact('the VALUE', value)
  if (NUMERAL.test(value)) return Number(value.replace(/[$€£,]/g, ''))
  if (!/\d/.test(value) && !/infinity|nan/i.test(value)) return DOUBT
  throw new InexactValue('the VALUE of a text that is not all number')
}

function encodeComponent(value: FormulaValue): FormulaValue {
  const text = plainText(value)
  if (!text.isWellFormed()) throw new InexactValue('how half a character is encoded')
  return encodeURIComponent(text)
}
