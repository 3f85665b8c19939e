import { equalityOf } from './equality.ts'
import { ANY, type Evaluator, type FunctionGroup, type Operand, plain } from './formula-function.ts'
import { ERROR_AMONG_CONDITIONS } from './formula-semantics.ts'
import { DOUBT, ERROR, type FormulaValue } from './formula-value.ts'
import { InexactValue } from './inexact-value.ts'
import { isTrue } from './truth.ts'

export const logicalFunctions: FunctionGroup = {
  AND: { min: 1, max: ANY, build: (args) => buildAnd(args.map(({ run }) => run)) },
  OR: { min: 1, max: ANY, build: (args) => buildOr(args.map(({ run }) => run)) },
  NOT: plain(1, 1, (value) => !isTrue(value)),
  XOR: plain(1, ANY, (...values) => values.filter(isTrue).length % 2 === 1),
  IF: { min: 2, max: 3, build: buildIf },
  SWITCH: { min: 3, max: ANY, build: buildSwitch },
  TRUE: plain(0, 0, () => true),
  FALSE: plain(0, 0, () => false),
  BLANK: plain(0, 0, () => null),
  ERROR: plain(0, 1, error),
  ISERROR: { min: 1, max: 1, build: buildIsError },
}

function error(message?: FormulaValue): FormulaValue {
  if (message === undefined) return ERROR
  throw new InexactValue('whether ERROR takes a message')
}

/** An error passes through; so every argument is asked. */
function buildAnd(args: readonly Evaluator[]): Evaluator {
  return (row) => {
    let result: boolean | typeof DOUBT = true
    for (const arg of args) {
      const value = arg(row)
      if (value === ERROR) return ERROR_AMONG_CONDITIONS
      if (value === DOUBT) result = DOUBT
      else if (!isTrue(value) && result === true) result = false
    }
    return result
  }
}

function buildOr(args: readonly Evaluator[]): Evaluator {
  return (row) => {
    let isAnyTrue = false
    let isAnyDoubt = false
    for (const arg of args) {
      const value = arg(row)
      if (value === ERROR) return ERROR_AMONG_CONDITIONS
      if (value === DOUBT) isAnyDoubt = true
      else if (!isAnyTrue) isAnyTrue = isTrue(value)
    }
    if (isAnyDoubt && isAnyTrue) throw new InexactValue('whether OR is true or an error')
    return isAnyDoubt ? DOUBT : isAnyTrue
  }
}

function buildIf([condition, then, otherwise]: readonly Operand[]): Evaluator {
  const test = condition?.run ?? blank
  const whenTrue = then?.run ?? blank
  const whenFalse = otherwise?.run ?? blank
  return (row) => {
    const value = test(row)
    if (value === ERROR) return ERROR
    if (value !== DOUBT) return isTrue(value) ? whenTrue(row) : whenFalse(row)
    const untaken = whenFalse(row)
    if (untaken === DOUBT || !isTrue(untaken)) return DOUBT
    throw new InexactValue('whether IF is an error')
  }
}

/** Pairs of a pattern and a result, and perhaps a default: only what is compared and what is taken is evaluated. */
function buildSwitch([subject, ...rest]: readonly Operand[]): Evaluator {
  const runs = rest.map(({ run }) => run)
  const fallback = runs.length % 2 === 1 ? (runs.pop() ?? blank) : blank
  return (row) => {
    const value = subject?.run(row) ?? null
    if (value === ERROR) return ERROR
    for (let index = 0; index < runs.length; index += 2) {
      const equality = equalityOf(value, runs[index]?.(row) ?? null)
      if (equality === ERROR) return ERROR
      if (equality === DOUBT) throw new InexactValue('whether SWITCH is an error')
      if (equality) return runs[index + 1]?.(row) ?? null
    }
    return fallback(row)
  }
}

function buildIsError([arg]: readonly Operand[]): Evaluator {
  const run = arg?.run ?? blank
  return (row) => {
    const value: FormulaValue = run(row)
    if (value === DOUBT || (typeof value === 'number' && !Number.isFinite(value)))
      throw new InexactValue('whether a value is an error')
    return value === ERROR
  }
}

const blank: Evaluator = () => null
