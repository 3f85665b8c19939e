import { ERROR, toNumber, toText, type Value } from './value.ts'
import { type FunctionTable, MANY, strict } from './formula-function.ts'

/** A text longer than this is an error: no cell holds it, and REPT must not fill the memory. */
const MAX_LENGTH = 1_000_000

export const textFunctions: FunctionTable = {
  CONCATENATE: strict(1, MANY, (values) => values.map(toText).join('')),
  LEFT: strict(1, 2, ([text, count]) => toText(text).slice(0, countOf(count, 1))),
  RIGHT: strict(1, 2, ([text, count]) => {
    const whole = toText(text)
    return whole.slice(Math.max(0, whole.length - countOf(count, 1)))
  }),
  MID: strict(3, 3, ([text, from, count]) => {
    const start = Math.max(0, countOf(from, 1) - 1)
    return toText(text).slice(start, start + countOf(count, 0))
  }),
  LEN: strict(1, 1, ([text]) => toText(text).length),
  FIND: strict(2, 3, ([needle, text, from]) => positionOf(toText(needle), toText(text), from)),
  SEARCH: strict(2, 3, ([needle, text, from]) => {
    const at = positionOf(toText(needle).toLowerCase(), toText(text).toLowerCase(), from)
    return at === 0 ? undefined : at
  }),
  SUBSTITUTE: strict(3, 4, ([text, old, replacement, nth]) =>
    substitute(toText(text), toText(old), toText(replacement), nth),
  ),
  REPLACE: strict(4, 4, ([text, from, count, replacement]) => {
    const [whole, start] = [toText(text), Math.max(0, countOf(from, 1) - 1)]
    return whole.slice(0, start) + toText(replacement) + whole.slice(start + countOf(count, 0))
  }),
  TRIM: strict(1, 1, ([text]) => toText(text).trim()),
  UPPER: strict(1, 1, ([text]) => toText(text).toUpperCase()),
  LOWER: strict(1, 1, ([text]) => toText(text).toLowerCase()),
  REPT: strict(2, 2, ([text, count]) => {
    const [whole, times] = [toText(text), countOf(count, 0)]
    return whole.length * times > MAX_LENGTH ? ERROR : whole.repeat(times)
  }),
  T: strict(1, 1, ([value]) => (typeof value === 'string' ? value : undefined)),
  VALUE: strict(1, 1, ([value]) => (typeof value === 'number' ? value : numberIn(toText(value)))),
  ENCODE_URL_COMPONENT: strict(1, 1, ([text]) => encodeURIComponent(toText(text).toWellFormed())),
}

/** A count of characters: whole, and never negative. */
function countOf(value: Value, fallback: number): number {
  const number = value === undefined ? fallback : toNumber(value)
  return typeof number === 'number' && number > 0 ? Math.min(Math.floor(number), MAX_LENGTH) : 0
}

/** From 1; 0 when the needle is not there. */
function positionOf(needle: string, text: string, from: Value): number {
  return text.indexOf(needle, Math.max(0, countOf(from, 1) - 1)) + 1
}

function substitute(text: string, old: string, replacement: string, nth: Value): string {
  if (old === '') return text
  if (nth === undefined) return text.split(old).join(replacement)
  let at = -old.length
  for (let count = countOf(nth, 1); count > 0; count--) {
    at = text.indexOf(old, at + old.length)
    if (at < 0) return text
  }
  return at < 0 ? text : text.slice(0, at) + replacement + text.slice(at + old.length)
}

/** The number in a text, its currency and thousands marks left out; NaN when there is none. */
function numberIn(text: string): number {
  const match = /-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/i.exec(text.replaceAll(/[\p{Sc},\s]/gu, ''))
  return match ? Number(match[0]) : Number.NaN
}
