import { ERROR, type FormulaValue, inexact, isArray } from './formula-value.ts'
import { ARITHMETIC_ON_TEXT } from './formula-semantics.ts'
import { unwrapped } from './unwrapped.ts'

/** The value as a number function sees it. The caller has seen to errors. */
export function numberOf(value: FormulaValue): number {
  if (typeof value === 'number') return value
  if (value === null) return 0
  if (typeof value === 'boolean') return value ? 1 : 0
  const only = unwrapped(value)
  if (isArray(value) && !isArray(only)) return numberOf(only)
  throw inexact('the number', value)
}

/** The value as `+ - * /` see it. */
export function operandOf(value: FormulaValue): number | typeof ERROR {
  if (typeof value === 'number') return value
  if (value === ERROR) return ERROR
  const only = unwrapped(value)
  return typeof only === 'string' && only !== '' ? ARITHMETIC_ON_TEXT : numberOf(only)
}
