import { type FormulaValue, isArray } from './formula-value.ts'
import { listElement } from './formula-semantics.ts'

/** A list of one acts as that one, a text as the text that the list is joined to; others stay what they are. */
export function unwrapped(value: FormulaValue): FormulaValue {
  if (!isArray(value) || value.length !== 1) return value
  const [only = null] = value
  if (typeof only === 'string') return listElement(only)
  return isArray(only) ? value : only
}
