import { ANY, type FunctionGroup, plain, plainText, wholeNumber } from './formula-function.ts'
import { LIST_SEPARATOR } from './formula-semantics.ts'
import { DOUBT, type FormulaValue, inexact, isArray } from './formula-value.ts'
import { InexactValue } from './inexact-value.ts'
import { elementText, textOf } from './text-of.ts'

export const arrayFunctions: FunctionGroup = {
  ARRAYJOIN: plain(1, 2, join),
  ARRAYCOMPACT: plain(1, 1, compact),
  ARRAYFLATTEN: plain(1, ANY, flatten),
  ARRAYUNIQUE: plain(1, 1, (value) => unique(listOf(value))),
  ARRAYSLICE: plain(2, 3, slice),
}

function join(value: FormulaValue, separator: FormulaValue = LIST_SEPARATOR): FormulaValue {
  if (!isArray(value)) return textOf(value)
  if (separator === null) throw new InexactValue('how ARRAYJOIN joins by a blank')
  const texts = value.map(elementText)
  if (texts.some((text) => text.includes(',')))
    throw new InexactValue('whether ARRAYJOIN puts names in quotes')
  return texts.join(plainText(separator))
}

function compact(value: FormulaValue): FormulaValue {
  return value === null ? [] : listOf(value).filter((element) => element !== null && element !== '')
}

/** A blank may be an empty list, or a list of a blank. */
function listOf(value: FormulaValue): readonly FormulaValue[] {
  if (isArray(value)) return value
  throw inexact('the list', value)
}

function flatten(value: FormulaValue, ...others: readonly FormulaValue[]): FormulaValue {
  if (others.length > 0) throw new InexactValue('whether ARRAYFLATTEN takes several lists')
  return flat(listOf(value))
}

function flat(list: readonly FormulaValue[]): readonly FormulaValue[] {
  return list.flatMap((element) => (isArray(element) ? flat(element) : [element]))
}

function unique(list: readonly FormulaValue[]): readonly FormulaValue[] {
  for (const element of list)
    if (typeof element === 'object' && element !== null) throw inexact('the uniqueness', element)
  return [...new Set(list)]
}

/** Positions from 1, both ends included: what else Airtable may do is left to it. */
function slice(value: FormulaValue, start: FormulaValue, end: FormulaValue = null): FormulaValue {
  if (value === null || (isArray(value) && value.length === 0)) return DOUBT
  const list = listOf(value)
  const from = wholeNumber(start, 1)
  if (end === null && from === 1) return list
  throw new InexactValue('which elements ARRAYSLICE takes')
}
