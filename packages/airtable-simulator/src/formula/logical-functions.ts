import { type Compiled, type FormulaFunction, type FunctionTable, MANY, strict } from './formula-function.ts'
import { ERROR, isTrue } from './value.ts'
import { equal } from './operators.ts'

export const logicalFunctions: FunctionTable = {
  AND: counting((trues, all) => trues === all),
  OR: counting((trues) => trues > 0),
  XOR: counting((trues) => trues % 2 === 1),
  NOT: strict(1, 1, ([value]) => !isTrue(value)),
  TRUE: strict(0, 0, () => true),
  FALSE: strict(0, 0, () => false),
  BLANK: strict(0, 0, () => undefined),
  ERROR: strict(0, 1, () => ERROR),
  ISERROR: {
    min: 1,
    max: 1,
    compile: ([operand = blank]) => {
      return (scope) => operand(scope) === ERROR
    },
  },
  IF: { min: 2, max: 3, compile: compileIf },
  SWITCH: { min: 3, max: MANY, compile: compileSwitch },
}

/** Every operand is looked at, for the errors among them; none is kept, for clients send hundreds. */
function counting(holds: (trues: number, all: number) => boolean): FormulaFunction {
  const compile = (operands: readonly Compiled[]): Compiled => {
    return (scope) => {
      let trues = 0
      for (const operand of operands) {
        const value = operand(scope)
        if (value === ERROR) return ERROR
        if (isTrue(value)) trues++
      }
      return holds(trues, operands.length)
    }
  }
  return { min: 1, max: MANY, compile }
}

const blank: Compiled = () => undefined

function compileIf([test = blank, yes = blank, no = blank]: readonly Compiled[]): Compiled {
  return (scope) => {
    const value = test(scope)
    if (value === ERROR) return ERROR
    return isTrue(value) ? yes(scope) : no(scope)
  }
}

/** Cases come in pairs; one left over is the default. */
function compileSwitch([subject = blank, ...cases]: readonly Compiled[]): Compiled {
  const fallback = cases.length % 2 === 1 ? cases.at(-1) : undefined
  return (scope) => {
    const value = subject(scope)
    if (value === ERROR) return ERROR
    for (let index = 0; index + 1 < cases.length; index += 2) {
      const candidate = cases[index]?.(scope)
      if (candidate === ERROR) return ERROR
      if (equal(value, candidate)) return cases[index + 1]?.(scope)
    }
    return fallback?.(scope)
  }
}
