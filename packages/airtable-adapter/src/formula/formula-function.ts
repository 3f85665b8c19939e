import type { AirtableRecord } from '../airtable-record.ts'
import type { FormulaValue } from './formula-value.ts'
import { InexactValue } from './inexact-value.ts'
import { numberOf } from './number-of.ts'

/** What an expression is evaluated for. */
export interface Row {
  readonly record: AirtableRecord
  /** What NOW() is, in milliseconds since 1970. */
  readonly nowMs: number
}

export type Evaluator = (row: Row) => FormulaValue

/** An argument, ready to be evaluated. */
export interface Operand {
  readonly run: Evaluator
  /** Its value, when no record changes it. */
  readonly constant?: FormulaValue | undefined
  /** A text that it takes from the record as it is, and never an error: which one, so that two can be seen to be the same. */
  readonly plainText?: string | undefined
}

interface Arity {
  /** How many arguments it takes. */
  readonly min: number
  readonly max: number
}

/** Of its arguments' values alone; an error among them is its value before it is asked. */
export interface PlainFunction extends Arity {
  readonly apply: (...args: FormulaValue[]) => FormulaValue
  /** Whether {@link apply} sees to what may be an error; for others it makes the call inexact. */
  readonly takesDoubt: boolean
  /** Looks at arguments that no record changes (`undefined` for others). @throws InexactValue when they are not known here. */
  readonly check: (constants: readonly (FormulaValue | undefined)[]) => void
}

/** Of the record or the clock, or with arguments that are not always evaluated. */
export interface SpecialFunction extends Arity {
  readonly build: (args: readonly Operand[]) => Evaluator
  /** It is another one tomorrow, without any change. */
  readonly isVolatile?: true
}

/** One that Airtable alone can evaluate. */
export interface UnsupportedFunction extends Arity {
  readonly reason: string
}

export type FormulaFunction = PlainFunction | SpecialFunction | UnsupportedFunction

export type FunctionGroup = Readonly<Record<string, FormulaFunction>>

/** As many arguments as one likes. */
export const ANY: number = Number.POSITIVE_INFINITY

export function plain(
  min: number,
  max: number,
  apply: PlainFunction['apply'],
  check: PlainFunction['check'] = nothingToCheck,
): PlainFunction {
  return { min, max, apply, check, takesDoubt: false }
}

function nothingToCheck(): void {}

/** A text argument of a function that is not known to take anything else. */
export function plainText(value: FormulaValue): string {
  if (typeof value === 'string') return value
  if (value === null) return ''
  throw new InexactValue('what a text function makes of what is no text')
}

/** A whole number that is at least `least`. */
export function wholeNumber(value: FormulaValue, least: number): number {
  const number = numberOf(value)
  if (Number.isSafeInteger(number) && number >= least) return number
  throw new InexactValue(`what a count or position other than a whole number from ${least} means`)
}
