import { equalityOf, inequalityOf } from './equality.ts'
import type { Operator } from './formula-node.ts'
import { ERROR, type FormulaValue } from './formula-value.ts'
import { operandOf } from './number-of.ts'
import { orderedBy } from './order.ts'
import { textOf } from './text-of.ts'

type BinaryOperation = (a: FormulaValue, b: FormulaValue) => FormulaValue

export const OPERATIONS: Readonly<Record<Operator, BinaryOperation>> = {
  '=': equalityOf,
  '!=': inequalityOf,
  '<': orderedBy('<'),
  '<=': orderedBy('<='),
  '>': orderedBy('>'),
  '>=': orderedBy('>='),
  '&': (a, b) => (a === ERROR || b === ERROR ? ERROR : textOf(a) + textOf(b)),
  '+': arithmetic((a, b) => a + b),
  '-': arithmetic((a, b) => a - b),
  '*': arithmetic((a, b) => a * b),
  // By zero it is Infinity, and 0/0 NaN.
  '/': arithmetic((a, b) => a / b),
}

export function negated(value: FormulaValue): FormulaValue {
  const operand = operandOf(value)
  return operand === ERROR ? ERROR : -operand
}

function arithmetic(calculate: (a: number, b: number) => number): BinaryOperation {
  return (a, b) => {
    const one = operandOf(a)
    const other = operandOf(b)
    return one === ERROR || other === ERROR ? ERROR : calculate(one, other)
  }
}
