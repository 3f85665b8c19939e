import { asScalar, ERROR, FormulaDate, isArray, isTrue, toNumber, toText, type Value } from './value.ts'
import { parseDate } from './dates.ts'

/** What a binary operator makes of two values. */
export function operate(operator: string, left: Value, right: Value): Value {
  if (isError(left) || isError(right)) return ERROR
  switch (operator) {
    case '=':
      return equal(left, right)
    case '!=':
      return !equal(left, right)
    case '&':
      return toText(left) + toText(right)
    case '<':
    case '<=':
    case '>':
    case '>=':
      return holds(operator, compare(left, right))
    default:
      return arithmetic(operator, toNumber(left), toNumber(right))
  }
}

function isError(value: Value): boolean {
  // Most values are neither an error nor an array.
  return typeof value === 'object' && (value === ERROR || (isArray(value) && value.includes(ERROR)))
}

function arithmetic(operator: string, left: number | typeof ERROR, right: number | typeof ERROR): Value {
  if (left === ERROR || right === ERROR) return ERROR
  if (operator === '+') return left + right
  if (operator === '-') return left - right
  return operator === '*' ? left * right : left / right
}

/** Blank equals 0, "" and false; text is compared exactly; a date equals a date only, never its text. */
export function equal(left: Value, right: Value): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left === right
  const [a, b] = [asScalar(left), asScalar(right)]
  if (a === undefined || b === undefined) return isBlankLike(a) && isBlankLike(b)
  if (a instanceof FormulaDate || b instanceof FormulaDate)
    return a instanceof FormulaDate && b instanceof FormulaDate && a.ms === b.ms
  if (typeof a === 'string' || typeof b === 'string') return a === b
  return Number(a) === Number(b)
}

function isBlankLike(value: Value): boolean {
  return !isTrue(value) && !Number.isNaN(value)
}

/** Negative, 0 or positive; NaN for what has no order. Text beside a date is read as a date. */
function compare(left: Value, right: Value): number {
  const [a, b] = [asScalar(left), asScalar(right)]
  if (a instanceof FormulaDate || b instanceof FormulaDate) return instantOf(a) - instantOf(b)
  if (typeof a === 'string' || typeof b === 'string') {
    const isText = (value: Value) => typeof value === 'string' || value === undefined
    return isText(a) && isText(b) ? compareText(toText(a), toText(b)) : Number.NaN
  }
  const [x, y] = [toNumber(a), toNumber(b)]
  // Equal infinities have no difference to look at.
  return x === y ? 0 : Number(x) - Number(y)
}

function instantOf(value: Value): number {
  if (value instanceof FormulaDate) return value.ms
  return (typeof value === 'string' ? parseDate(value)?.ms : undefined) ?? Number.NaN
}

/** By code points, which UTF-16 units do not follow beyond the first plane. */
function compareText(left: string, right: string): number {
  if (left === right) return 0
  const [a, b] = [Array.from(left), Array.from(right)]
  const at = a.findIndex((character, index) => character !== b[index])
  if (at < 0) return -1
  return (a[at]?.codePointAt(0) ?? -1) - (b[at]?.codePointAt(0) ?? -1)
}

function holds(operator: string, order: number): boolean {
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}
