import type { Operator } from './formula-node.ts'
import { ERROR } from './formula-value.ts'
import { InexactValue } from './inexact-value.ts'

/*
 * What Airtable does not tell and nobody has settled, decided here and nowhere else: one line each to change when a
 * real base gives the answer. What is not even guessed (a boolean as text, say) is not evaluated: see InexactValue.
 * docs/decisions/2026-11-23-exact-formulas.md lists them.
 */

/** The strength of operators, weakest first; those of one level go from left to right. */
export const OPERATOR_LEVELS: readonly (readonly Operator[])[] = [
  ['=', '!=', '<', '<=', '>', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
]

/** Between the elements of a list that becomes text, and the default of ARRAYJOIN. */
export const LIST_SEPARATOR = ', '

/** An element of a list that becomes text: with a comma in it, it stands in quotes. */
export function listElement(text: string): string {
  if (!text.includes(',')) return text
  if (text.includes('"')) throw new InexactValue('how a name with commas and quotes stands in a list')
  return `"${text}"`
}

/** What AND and OR are when a condition is an error, whatever the others are. */
export const ERROR_AMONG_CONDITIONS: typeof ERROR = ERROR

/** What a blank is in `<` and `>` beside a number or a boolean. */
export const BLANK_IN_ORDER = 0

/** What `'a' + 1` is, and `'5' + 1`. */
export const ARITHMETIC_ON_TEXT: typeof ERROR = ERROR

/** Whether 5 = '5'. */
export const NUMBER_EQUALS_TEXT = false

/** Which text comes first: by code points, not as a language sorts. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0
  let index = 0
  while (index < a.length && a.charCodeAt(index) === b.charCodeAt(index)) index++
  if (isSurrogate(a.charCodeAt(index - 1))) return compareCodePoints(Array.from(a), Array.from(b))
  return (a.codePointAt(index) ?? -1) - (b.codePointAt(index) ?? -1)
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xe000
}

function compareCodePoints(a: readonly string[], b: readonly string[]): number {
  const index = a.findIndex((point, at) => point !== b[at])
  return index < 0 ? -1 : (a[index]?.codePointAt(0) ?? -1) - (b[index]?.codePointAt(0) ?? -1)
}

/** Where FIND and SEARCH find an empty text in one that is not. */
export const POSITION_OF_NOTHING = 1

/** The rest has the divisor's sign. */
export function moduloOf(value: number, divisor: number): number {
  const rest = value % divisor
  return rest !== 0 && rest < 0 !== divisor < 0 ? rest + divisor : rest
}

/** ROUND sends halves up; only this of the four is more than a guess. */
export function roundHalfUp(value: number): number {
  return Math.round(value)
}

/** ROUNDUP goes away from zero. */
export function roundAway(value: number): number {
  return value < 0 ? Math.floor(value) : Math.ceil(value)
}

/** ROUNDDOWN goes towards zero. */
export function roundToZero(value: number): number {
  return Math.trunc(value)
}
