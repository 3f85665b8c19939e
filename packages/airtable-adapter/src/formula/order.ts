import { compareNumbers } from './compare-numbers.ts'
import { BLANK_IN_ORDER, compareTexts } from './formula-semantics.ts'
import { DOUBT, ERROR, FormulaDate, type FormulaValue, inexact, isArray, kindOf } from './formula-value.ts'
import { InexactValue } from './inexact-value.ts'
import { parseIsoDate } from './parse-date.ts'
import { unwrapped } from './unwrapped.ts'

export type OrderOperator = '<' | '<=' | '>' | '>='

/** Whether a comparison of two values that ended below 0, at 0 or above 0 is what the operator asks for. */
const HOLDS: Readonly<Record<OrderOperator, (comparison: number) => boolean>> = {
  '<': (comparison) => comparison < 0,
  '<=': (comparison) => comparison <= 0,
  '>': (comparison) => comparison > 0,
  '>=': (comparison) => comparison >= 0,
}

/** What `<`, `<=`, `>` or `>=` is of two values. */
export function orderedBy(operator: OrderOperator): (a: FormulaValue, b: FormulaValue) => FormulaValue {
  const holds = HOLDS[operator]
  return (a, b) => {
    if (typeof a === 'number' && typeof b === 'number')
      return a !== a || b !== b ? DOUBT : holds(compareNumbers(a, b))
    if (a === ERROR || b === ERROR) return ERROR
    const one = unwrapped(a)
    const other = unwrapped(b)
    if (isLow(one) || isLow(other)) return unlessItHolds(holds, one, other)
    const comparison = comparisonOf(one, other)
    return comparison === undefined ? DOUBT : holds(comparison)
  }
}

/** `undefined` when the order of what they are does not exist: false or an error. */
function comparisonOf(a: FormulaValue, b: FormulaValue): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b)
  if (a instanceof FormulaDate || b instanceof FormulaDate) {
    const [one, other] = [dateBeside(a), dateBeside(b)]
    return one && other ? one.ms - other.ms : undefined
  }
  const [one, other] = [countOf(a, b), countOf(b, a)]
  return Number.isNaN(one) || Number.isNaN(other) ? undefined : compareNumbers(one, other)
}

/** A text beside a date is read as one. */
function dateBeside(value: FormulaValue): FormulaDate | undefined {
  if (value instanceof FormulaDate) return value
  if (typeof value === 'string') return parseIsoDate(value)
  throw inexact('the order of a date and the value', value)
}

/** Beside a number or a boolean blank is 0, and a boolean 1 or 0. */
function countOf(value: FormulaValue, other: FormulaValue): number {
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value)
  if (value === null) return BLANK_IN_ORDER
  throw inexact(`the order beside ${kindOf(other)}`, value)
}

/** Values that may stand anywhere: a blank beside a text, a date or a blank, and what is false or an error. */
function isLow(value: FormulaValue): boolean {
  return value === null || value === DOUBT
}

/**
 * A blank beside a number is 0. Beside anything else it is the lowest of all, or out of order: what does not hold for
 * the lowest is false or an error, whichever of the two it is, and what would hold is not known.
 */
function unlessItHolds(
  holds: (comparison: number) => boolean,
  a: FormulaValue,
  b: FormulaValue,
): boolean | typeof DOUBT {
  const comparison = comparisonOfLow(a, b)
  if (Number.isNaN(comparison)) return DOUBT
  if (a !== DOUBT && b !== DOUBT && (isCount(a) || isCount(b))) return holds(comparison)
  if (!holds(comparison)) return DOUBT
  throw new InexactValue('where a blank or an error stands in an order')
}

function comparisonOfLow(a: FormulaValue, b: FormulaValue): number {
  if (isLow(a) && isLow(b)) return 0
  if (isCount(a) || isCount(b)) return countOf(low(a), b) - countOf(low(b), a)
  return isLow(a) ? comparisonOfLowest(b) : -comparisonOfLowest(a)
}

/** Blank may be the lowest, or the date that is 0: they come to the same for later dates. */
function comparisonOfLowest(other: FormulaValue): number {
  if (other instanceof FormulaDate ? other.ms <= 0 : isArray(other))
    throw inexact('the order of a blank', other)
  return other === '' ? 0 : -1
}

function low(value: FormulaValue): FormulaValue {
  return value === DOUBT ? BLANK_IN_ORDER : value
}

function isCount(value: FormulaValue): value is number | boolean {
  return typeof value === 'number' || typeof value === 'boolean'
}
