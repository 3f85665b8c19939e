import { ANY, type FunctionGroup, plain } from './formula-function.ts'
import { moduloOf, roundAway, roundHalfUp, roundToZero } from './formula-semantics.ts'
import { DOUBT, FormulaDate, type FormulaValue, inexact, isArray } from './formula-value.ts'
import { InexactValue } from './inexact-value.ts'
import { numberOf } from './number-of.ts'

/** Most digits on either side of the point that anybody rounds to. */
const MAX_DIGITS = 12

export const numericFunctions: FunctionGroup = {
  ABS: plain(1, 1, (value) => Math.abs(numberOf(value))),
  AVERAGE: plain(1, ANY, (...values) => average(numbersAmong(values))),
  CEILING: plain(1, 2, (value, step) => multiple(Math.ceil, value, step)),
  FLOOR: plain(1, 2, (value, step) => multiple(Math.floor, value, step)),
  COUNT: plain(1, ANY, (...values) => numbersAmong(values).length),
  COUNTA: plain(1, ANY, (...values) => flat(values).filter(isFilled).length),
  COUNTALL: plain(1, ANY, countAll),
  EVEN: plain(1, 1, (value) => nextOf(0, value)),
  ODD: plain(1, 1, (value) => nextOf(1, value)),
  EXP: plain(1, 1, (value) => finite(Math.exp(numberOf(value)))),
  INT: plain(1, 1, (value) => Math.floor(numberOf(value))),
  LOG: plain(1, 2, logarithm),
  MAX: plain(1, ANY, (...values) => extreme(Math.max, values)),
  MIN: plain(1, ANY, (...values) => extreme(Math.min, values)),
  MOD: plain(2, 2, modulo),
  POWER: plain(2, 2, (base, exponent) => finite(numberOf(base) ** numberOf(exponent))),
  ROUND: plain(1, 2, (value, digits) => rounded(roundHalfUp, value, digits)),
  ROUNDUP: plain(1, 2, (value, digits) => rounded(roundAway, value, digits)),
  ROUNDDOWN: plain(1, 2, (value, digits) => rounded(roundToZero, value, digits)),
  SQRT: plain(1, 1, squareRoot),
  SUM: plain(1, ANY, (...values) => numbersAmong(values).reduce((sum, value) => sum + value, 0)),
}

function flat(values: readonly FormulaValue[]): readonly FormulaValue[] {
  return values.some(isArray) ? values.flatMap((value) => (isArray(value) ? flat(value) : [value])) : values
}

/** Lists count by their elements; texts and blanks are left out. */
function numbersAmong(values: readonly FormulaValue[]): readonly number[] {
  const numbers: number[] = []
  for (const value of flat(values)) {
    if (typeof value === 'number' && value === value) numbers.push(value)
    else if (typeof value !== 'string' && value !== null) throw inexact('the number for a sum', value)
  }
  return numbers
}

/** Of nothing it is 0, blank, NaN or an error. */
function average(numbers: readonly number[]): FormulaValue {
  if (numbers.length === 0) return DOUBT
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length
}

function extreme(pick: (a: number, b: number) => number, values: readonly FormulaValue[]): number {
  const numbers = numbersAmong(values)
  if (numbers.length === 0) throw new InexactValue('the largest or smallest of no numbers')
  return numbers.reduce((most, value) => pick(most, value))
}

function isFilled(value: FormulaValue): boolean {
  if (typeof value === 'string' || value === null) return value !== '' && value !== null
  if (typeof value === 'number' || value instanceof FormulaDate) return true
  throw inexact('whether COUNTA counts the value', value)
}

function countAll(...values: readonly FormulaValue[]): number {
  const all = flat(values)
  // An empty list is a blank too: is it no element or one?
  if (all.includes(null) || values.some((value) => value === DOUBT || (isArray(value) && value.length === 0)))
    throw new InexactValue('whether COUNTALL counts a blank')
  return all.length
}

function multiple(round: (value: number) => number, value: FormulaValue, step: FormulaValue = 1): number {
  const [number, significance] = [numberOf(value), numberOf(step)]
  if (significance === 1) return round(number)
  if (!Number.isSafeInteger(significance) || significance < 1)
    throw new InexactValue('multiples of what is no whole number')
  return round(number / significance) * significance
}

/** The next even or odd number, up; below 0 the documentation leaves open which way. */
function nextOf(parity: 0 | 1, value: FormulaValue): number {
  const number = numberOf(value)
  if (!Number.isFinite(number)) throw new InexactValue('the next number after an infinite one')
  const next = Math.ceil(number)
  const result = Math.abs(next % 2) === parity ? next : next + 1
  if (number < 0 && result !== number) throw new InexactValue('which way EVEN and ODD go below 0')
  return result
}

function logarithm(value: FormulaValue, base: FormulaValue = 10): FormulaValue {
  const [number, root] = [numberOf(value), numberOf(base)]
  if (number < 0 || Number.isNaN(number)) return DOUBT
  const result = root === 10 ? Math.log10(number) : Math.log(number) / Math.log(root)
  // Engines differ in the last digit, which whole numbers show.
  if (!Number.isFinite(result) || root <= 1 || isNearly(Math.round(result), result))
    throw new InexactValue('the last digit of a logarithm')
  return result
}

function isNearly(whole: number, value: number): boolean {
  return whole !== value ? Math.abs(whole - value) < 1e-9 : false
}

/** By 0 it is NaN or an error. */
function modulo(value: FormulaValue, divisor: FormulaValue): FormulaValue {
  const [number, by] = [numberOf(value), numberOf(divisor)]
  if (by === 0 || Number.isNaN(by) || Number.isNaN(number)) return DOUBT
  const rest = moduloOf(number, by)
  if (rest !== number - by * Math.floor(number / by)) throw new InexactValue('the last digit of a remainder')
  return rest
}

function squareRoot(value: FormulaValue): FormulaValue {
  const number = numberOf(value)
  return number < 0 || Number.isNaN(number) ? DOUBT : Math.sqrt(number)
}

function finite(value: number): number {
  if (Number.isFinite(value)) return value
  throw new InexactValue('what becomes of a number that is too large or none')
}

type Rounding = (value: number) => number

/** Moving the point by arithmetic and in the digits as they are written must come to the same. */
function rounded(round: Rounding, value: FormulaValue, precision: FormulaValue = null): number {
  const [number, digits] = [numberOf(value), numberOf(precision)]
  if (!Number.isInteger(digits) || Math.abs(digits) > MAX_DIGITS)
    throw new InexactValue('rounding to such a number of digits')
  if (digits === 0) return round(number)
  const factor = 10 ** Math.abs(digits)
  const scaled = digits > 0 ? round(number * factor) / factor : round(number / factor) * factor
  const written = shifted(round(shifted(number, digits)), -digits)
  if (scaled === written) return scaled
  throw new InexactValue('the last digit of a rounded number')
}

function shifted(value: number, digits: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  return Number(`${mantissa}e${Number(exponent) + digits}`)
}
