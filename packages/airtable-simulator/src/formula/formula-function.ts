import { ERROR, isArray, toNumber, type Value } from './value.ts'
import type { FieldSchema } from '../base/base-data.ts'

/** What a formula can ask about the record it works on. */
export interface FormulaScope {
  readonly recordId: string
  readonly createdTime: string
  /** Wall time in ms since the epoch. */
  readonly now: number
  field(field: FieldSchema): Value
  /** ISO; of these fields, or of any when there are none. `undefined`: never. */
  modifiedTime(fields: readonly FieldSchema[]): string | undefined
  /** What a rollup sums up. */
  readonly values: readonly Value[]
}

/** A formula that was read: what it gives for a record. */
export type Compiled = (scope: FormulaScope) => Value

export interface FormulaFunction {
  readonly min: number
  readonly max: number
  /** Operands come unevaluated, so that a branch not taken costs nothing and fails nothing. */
  readonly compile: (operands: readonly Compiled[], fields: readonly (FieldSchema | undefined)[]) => Compiled
}

export type FunctionTable = Readonly<Record<string, FormulaFunction>>

export const MANY: number = Number.POSITIVE_INFINITY

/** A function of values; an error among them is its result. */
export function strict(
  min: number,
  max: number,
  call: (values: readonly Value[], scope: FormulaScope) => Value,
): FormulaFunction {
  const compile = (operands: readonly Compiled[]): Compiled => {
    return (scope) => {
      const values: Value[] = []
      for (const operand of operands) {
        const value = operand(scope)
        if (value === ERROR || (isArray(value) && value.includes(ERROR))) return ERROR
        values.push(value)
      }
      return call(values, scope)
    }
  }
  return { min, max, compile }
}

/** A function of numbers. `fallback` stands for the last operand when it is left out. */
export function numeric(call: (a: number, b: number) => number, fallback?: number): FormulaFunction {
  const arity = call.length
  return strict(fallback === undefined ? arity : arity - 1, arity, ([first, second]) => {
    const a = toNumber(first)
    const b = second === undefined && fallback !== undefined ? fallback : toNumber(second)
    return a === ERROR || b === ERROR ? ERROR : call(a, b)
  })
}
