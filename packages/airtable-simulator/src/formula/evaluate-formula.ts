import { asText, titlesOf } from '../record-format.ts'
import type { Expression } from './parse-formula.ts'
import type { SimulatedBase } from '../simulated-base.ts'
import type { SimulatedRecord, SimulatedTable } from '../simulated-table.ts'

/** What a formula works on. */
export interface Scope {
  readonly base: SimulatedBase
  readonly table: SimulatedTable
  readonly record: SimulatedRecord
}

/** `undefined` is blank; ERROR spreads through whatever uses it. */
export type Value = string | number | boolean | Date | readonly string[] | undefined | typeof ERROR

const ERROR: unique symbol = Symbol('error')

/** Blank, 0, false, "", NaN, an empty list and errors are false; all else is true, "0" included. */
export function isTrue(value: Value): boolean {
  if (value === ERROR) return false
  return isList(value) ? value.length > 0 : Boolean(value)
}

export function evaluate(tree: Expression, scope: Scope): Value {
  switch (tree.kind) {
    case 'literal':
      return tree.value
    case 'field':
      return fieldValue(tree.name, scope)
    case 'negate':
      return negated(evaluate(tree.operand, scope))
    case 'binary':
      return binary(tree.operator, evaluate(tree.left, scope), evaluate(tree.right, scope))
    case 'call':
      return FUNCTIONS[tree.name]?.call(tree.operands, scope)
  }
}

/** Links are the texts of the linked records' primary fields, never their ids. */
function fieldValue(name: string, { base, table, record }: Scope): Value {
  const field = table.field(name)
  const value = base.cell(table, record, field)
  if (field.type === 'multipleRecordLinks') return titlesOf(base, record, field)
  if (
    field.type === 'date' ||
    field.type === 'dateTime' ||
    field.type === 'createdTime' ||
    field.type === 'lastModifiedTime'
  ) {
    return value === undefined ? undefined : new Date(String(value))
  }
  // A lookup of one number acts as that number.
  if (Array.isArray(value) && value.length === 1 && typeof value[0] === 'number') return value[0]
  if (Array.isArray(value))
    return value.map((item: unknown) =>
      typeof item === 'object' ? asText(base, record, field, [item]) : String(item),
    )
  return typeof value === 'object' ? JSON.stringify(value) : (value as Value)
}

function negated(value: Value): Value {
  return value === ERROR ? ERROR : -toNumber(value)
}

function binary(operator: string, left: Value, right: Value): Value {
  if (left === ERROR || right === ERROR) return ERROR
  switch (operator) {
    case '=':
      return equal(left, right)
    case '!=':
      return !equal(left, right)
    case '&':
      return toText(left) + toText(right)
    case '+':
      return toNumber(left) + toNumber(right)
    case '-':
      return toNumber(left) - toNumber(right)
    case '*':
      return toNumber(left) * toNumber(right)
    case '/':
      return toNumber(left) / toNumber(right)
    default:
      return ordered(operator, left, right)
  }
}

/** Blank equals 0 and ""; text is compared exactly; a date equals a date only, never its text. */
function equal(left: Value, right: Value): boolean {
  if (left === undefined || right === undefined) return !isTrue(left) && !isTrue(right)
  if (left instanceof Date || right instanceof Date)
    return left instanceof Date && right instanceof Date && left.getTime() === right.getTime()
  const [a, b] = [plain(left), plain(right)]
  return typeof a === 'string' || typeof b === 'string' ? a === b : Number(a) === Number(b)
}

/** Text beside a date is read as a date here. */
function ordered(operator: string, left: Value, right: Value): boolean {
  const dates = left instanceof Date || right instanceof Date
  const [a, b] = dates
    ? [toDate(left)?.getTime() ?? Number.NaN, toDate(right)?.getTime() ?? Number.NaN]
    : comparable(left, right)
  if (operator === '<') return a < b
  if (operator === '<=') return a <= b
  return operator === '>' ? a > b : a >= b
}

function comparable(left: Value, right: Value): [string | number, string | number] {
  const [a, b] = [plain(left), plain(right)]
  return typeof a === 'string' && typeof b === 'string' ? [a, b] : [toNumber(left), toNumber(right)]
}

function plain(value: Value): string | number | boolean | undefined {
  return isList(value) || value instanceof Date || value === ERROR ? toText(value) : value
}

function isList(value: Value): value is readonly string[] {
  return Array.isArray(value)
}

function toText(value: Value): string {
  if (value === undefined || value === ERROR) return ''
  if (value instanceof Date) return value.toISOString()
  return isList(value) ? value.join(', ') : String(value)
}

function toNumber(value: Value): number {
  if (value === undefined) return 0
  return typeof value === 'number' || typeof value === 'boolean' ? Number(value) : Number.NaN
}

function toDate(value: Value): Date | undefined {
  const date =
    value instanceof Date ? value : typeof value === 'string' ? new Date(withZone(value)) : undefined
  return date && !Number.isNaN(date.getTime()) ? date : undefined
}

/** Formulas run in UTC, whatever the zone of this machine. */
function withZone(text: string): string {
  return /T\d{2}:\d{2}/.test(text) && !/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? `${text}Z` : text
}

interface FormulaFunction {
  readonly min: number
  readonly max: number
  readonly call: (operands: readonly Expression[], scope: Scope) => Value
}

/** A function of evaluated operands; an error in any of them is its result. */
function strict(
  min: number,
  max: number,
  call: (values: readonly Value[], scope: Scope) => Value,
): FormulaFunction {
  return {
    min,
    max,
    call: (operands, scope) => {
      const values = operands.map((operand) => evaluate(operand, scope))
      return values.some((value) => value === ERROR) ? ERROR : call(values, scope)
    },
  }
}

const MANY = Number.POSITIVE_INFINITY

const DATE_UNITS: Readonly<Record<string, number>> = {
  year: 4,
  years: 4,
  month: 7,
  months: 7,
  day: 10,
  days: 10,
  hour: 13,
  hours: 13,
  minute: 16,
  minutes: 16,
}

/** The date cut to its unit, as comparable text; `undefined` for what is no date. */
function truncated(value: Value, unit: Value): string | undefined {
  return toDate(value)
    ?.toISOString()
    .slice(0, DATE_UNITS[toText(unit)] ?? 24)
}

function compareDates(
  [left, right, unit]: readonly Value[],
  holds: (a: string, b: string) => boolean,
): boolean {
  const [a, b] = [truncated(left, unit), truncated(right, unit)]
  return a !== undefined && b !== undefined && holds(a, b)
}

export const FUNCTIONS: Readonly<Record<string, FormulaFunction>> = {
  AND: strict(1, MANY, (values) => values.every(isTrue)),
  OR: strict(1, MANY, (values) => values.some(isTrue)),
  NOT: strict(1, 1, ([value]) => !isTrue(value)),
  IF: { min: 2, max: 3, call: ([test, yes, no], scope) => branch(test, yes, no, scope) },
  TRUE: strict(0, 0, () => true),
  FALSE: strict(0, 0, () => false),
  BLANK: strict(0, 0, () => undefined),
  ERROR: strict(0, 0, () => ERROR),
  ISERROR: {
    min: 1,
    max: 1,
    call: ([operand], scope) => operand !== undefined && evaluate(operand, scope) === ERROR,
  },
  RECORD_ID: strict(0, 0, (_, { record }) => record.id),
  CREATED_TIME: strict(0, 0, (_, { record }) => new Date(record.createdTime)),
  CONCATENATE: strict(1, MANY, (values) => values.map(toText).join('')),
  ARRAYJOIN: strict(1, 2, ([list, separator]) =>
    isList(list) ? list.join(separator === undefined ? ', ' : toText(separator)) : toText(list),
  ),
  LOWER: strict(1, 1, ([text]) => toText(text).toLowerCase()),
  UPPER: strict(1, 1, ([text]) => toText(text).toUpperCase()),
  TRIM: strict(1, 1, ([text]) => toText(text).trim()),
  LEN: strict(1, 1, ([text]) => toText(text).length),
  FIND: strict(
    2,
    3,
    ([needle, text, from]) => toText(text).indexOf(toText(needle), Math.max(0, toNumber(from) - 1)) + 1,
  ),
  SEARCH: strict(
    2,
    3,
    ([needle, text]) => toText(text).toLowerCase().indexOf(toText(needle).toLowerCase()) + 1 || undefined,
  ),
  NOW: strict(0, 0, (_, { base }) => new Date(base.clock.now())),
  TODAY: strict(0, 0, (_, { base }) => new Date(new Date(base.clock.now()).toISOString().slice(0, 10))),
  DATETIME_PARSE: strict(1, 1, ([text]) => toDate(text) ?? ERROR),
  DATESTR: strict(1, 1, ([date]) => truncated(date, 'day') ?? ERROR),
  IS_SAME: strict(2, 3, (values) => compareDates(values, (a, b) => a === b)),
  IS_BEFORE: strict(2, 3, (values) => compareDates(values, (a, b) => a < b)),
  IS_AFTER: strict(2, 3, (values) => compareDates(values, (a, b) => a > b)),
}

function branch(
  test: Expression | undefined,
  yes: Expression | undefined,
  no: Expression | undefined,
  scope: Scope,
): Value {
  const taken = test && isTrue(evaluate(test, scope)) ? yes : no
  return taken && evaluate(taken, scope)
}
