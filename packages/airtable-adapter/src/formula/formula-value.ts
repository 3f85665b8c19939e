import { InexactValue } from './inexact-value.ts'

/** What an expression is for one record; `null` is blank. */
export type FormulaValue =
  | null
  | number
  | string
  | boolean
  | FormulaDate
  | readonly FormulaValue[]
  | typeof ERROR
  | typeof DOUBT

/** The error value: what a failure in one record is. */
export const ERROR: unique symbol = Symbol('error')

/**
 * False, blank or an error, and it is not known which: nothing that a filter keeps. So it need not be known, unless
 * something else is made of it.
 */
export const DOUBT: unique symbol = Symbol('false or an error')

/** An instant. */
export class FormulaDate {
  /** Milliseconds since 1970 in UTC. */
  readonly ms: number
  /** Whether it is a day without a time; `undefined` where nobody tells. A day is its midnight in UTC. */
  readonly isDay: boolean | undefined
  /** Of SET_TIMEZONE. */
  readonly zone: string | undefined

  constructor(ms: number, isDay: boolean | undefined, zone?: string) {
    this.ms = ms
    this.isDay = isDay
    this.zone = zone
  }
}

export function isArray(value: FormulaValue): value is readonly FormulaValue[] {
  return Array.isArray(value)
}

/** What a value is, for people. */
export function kindOf(value: FormulaValue): string {
  if (value === null) return 'a blank'
  if (value === ERROR) return 'an error'
  if (value === DOUBT) return 'a value that is false or an error'
  if (isArray(value)) return 'a list'
  return value instanceof FormulaDate ? 'a date' : `a ${typeof value === 'string' ? 'text' : typeof value}`
}

/** For the end of a function that knows some kinds of values: what the rest are to it. */
export function inexact(what: string, value: FormulaValue): InexactValue {
  return new InexactValue(`${what} of ${kindOf(value)}`)
}
