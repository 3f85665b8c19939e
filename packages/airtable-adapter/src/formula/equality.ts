import { compareNumbers } from './compare-numbers.ts'
import { DOUBT, ERROR, FormulaDate, type FormulaValue, inexact, isArray } from './formula-value.ts'
import { NUMBER_EQUALS_TEXT } from './formula-semantics.ts'
import { InexactValue } from './inexact-value.ts'
import { textOf } from './text-of.ts'
import { isTrue } from './truth.ts'
import { unwrapped } from './unwrapped.ts'

type Equality = boolean | typeof ERROR | typeof DOUBT

/** What `a = b` is. */
export function equalityOf(a: FormulaValue, b: FormulaValue): Equality {
  if (typeof a === 'string' && typeof b === 'string') return a === b
  if (a === ERROR || b === ERROR) return ERROR
  if (a === DOUBT) return equalityOfDoubt(b)
  if (b === DOUBT) return equalityOfDoubt(a)
  if (isArray(a)) return equalityOfList(a, b)
  if (isArray(b)) return equalityOfList(b, a)
  if (a === null) return equalsBlank(b)
  if (b === null) return equalsBlank(a)
  if (a instanceof FormulaDate) return equalityOfDate(a, b)
  if (b instanceof FormulaDate) return equalityOfDate(b, a)
  return equalityOfScalars(a, b)
}

/** What `a != b` is. */
export function inequalityOf(a: FormulaValue, b: FormulaValue): Equality {
  const equality = equalityOf(a, b)
  if (equality === DOUBT) throw new InexactValue('whether a blank or an error differs from something')
  return equality === ERROR ? ERROR : !equality
}

function equalityOfScalars(a: number | string | boolean, b: number | string | boolean): Equality {
  if (typeof a === 'string' || typeof b === 'string') {
    if (typeof a === 'boolean' || typeof b === 'boolean')
      throw new InexactValue('whether a boolean and a text are equal')
    return NUMBER_EQUALS_TEXT
  }
  const [one, other] = [Number(a), Number(b)]
  if (Number.isNaN(one) || Number.isNaN(other)) throw new InexactValue('what NaN equals')
  return compareNumbers(one, other) === 0
}

/** `BLANK()=0` and `BLANK()=""` are true, and an empty checkbox is FALSE(). */
function equalsBlank(value: Exclude<FormulaValue, readonly FormulaValue[] | symbol>): boolean {
  if (Number.isNaN(value)) throw new InexactValue('what NaN equals')
  return value === null || value === 0 || value === '' || value === false
}

/** `{Fecha}="2026-01-10"` is false; but what of the very text that the date becomes beside `&`? */
function equalityOfDate(date: FormulaDate, other: FormulaDate | number | string | boolean): Equality {
  if (other instanceof FormulaDate) return date.ms === other.ms
  if (typeof other !== 'string') throw inexact('whether a date equals the value', other)
  if (/T/.test(other)) throw new InexactValue('whether a date equals the text of an instant')
  return false
}

/** A list is compared as the text that it is joined to; but one number, date or boolean acts as itself. */
function equalityOfList(list: readonly FormulaValue[], other: FormulaValue): Equality {
  if (list.length === 0 && other !== '') throw inexact('whether an empty list equals the value', other)
  const only = unwrapped(list)
  if (isArray(other)) return equalityOfLists(list, other)
  if (typeof only === 'string' && typeof other !== 'string' && other !== null)
    throw inexact('whether a list of a text equals the value', other)
  if (only !== list) return equalityOf(only, other)
  if (typeof other === 'string' || other === null) return textOf(list) === textOf(other)
  throw inexact('whether a list equals the value', other)
}

/** Of texts alone: one number acts as itself, and may then equal a list of nothing. */
function equalityOfLists(a: readonly FormulaValue[], b: readonly FormulaValue[]): Equality {
  const areTexts = [...a, ...b].every((element) => typeof element === 'string')
  if (areTexts && a.length > 0 && b.length > 0) return textOf(a) === textOf(b)
  throw inexact('whether a list equals the value', b)
}

/** Blank, "", 0, false or an error equal nothing that is true: that is false or an error. */
function equalityOfDoubt(other: FormulaValue): Equality {
  if (other !== DOUBT && !isArray(other) && isTrue(other)) return DOUBT
  throw inexact('whether a blank or an error equals the value', other)
}
