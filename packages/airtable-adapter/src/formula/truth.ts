import { DOUBT, ERROR, type FormulaValue, inexact, isArray } from './formula-value.ts'

/** Whether a filter keeps a record that has this value: false are blank, 0, NaN, "", an empty list and an error. */
export function isKept(value: FormulaValue): boolean {
  return value !== DOUBT && isTrue(value)
}

/** The value as a condition. The caller has seen to {@link DOUBT}. */
export function isTrue(value: FormulaValue): boolean {
  switch (typeof value) {
    case 'boolean':
      return value
    case 'number':
      return value !== 0 && value === value
    case 'string':
      return value !== ''
    case 'symbol':
      if (value === ERROR) return false
      throw inexact('the truth', value)
    default:
      return value !== null && (isArray(value) ? isTrueList(value) : true)
  }
}

/** A list that holds something false is neither clearly true nor, as a list of one acts as that one, clearly false. */
function isTrueList(list: readonly FormulaValue[]): boolean {
  if (list.length === 0) return false
  if (list.every((element) => !isArray(element) && isTrue(element))) return true
  throw inexact('the truth', list)
}
