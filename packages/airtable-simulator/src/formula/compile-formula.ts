import type { Compiled, FormulaFunction, FunctionTable } from './formula-function.ts'
import { FormulaError, unreadable } from './formula-error.ts'
import { arrayFunctions } from './array-functions.ts'
import { calendarFunctions } from './calendar-functions.ts'
import { dateFunctions } from './date-functions.ts'
import { ERROR, toNumber } from './value.ts'
import { type Expression, parseFormula } from './parse-formula.ts'
import type { FieldSchema } from '../base/base-data.ts'
import { logicalFunctions } from './logical-functions.ts'
import { numericFunctions } from './numeric-functions.ts'
import { oneOfTexts } from './one-of-texts.ts'
import { operate } from './operators.ts'
import { recordFunctions } from './record-functions.ts'
import { regexFunctions } from './regex-functions.ts'
import { textFunctions } from './text-functions.ts'

const FUNCTIONS: FunctionTable = {
  ...logicalFunctions,
  ...textFunctions,
  ...numericFunctions,
  ...dateFunctions,
  ...calendarFunctions,
  ...arrayFunctions,
  ...regexFunctions,
  ...recordFunctions,
}

/** The names of every function, sorted. */
export const FUNCTION_NAMES: readonly string[] = Object.keys(FUNCTIONS).toSorted()

/** Finds a field by id or exact name. */
export type FindField = (idOrName: string) => FieldSchema | undefined

/**
 * Reads a formula once, for many records. Throws FormulaError for what Airtable refuses: a syntax error, an unknown
 * function, a wrong count of operands, unknown fields (named all, in lower case). In a rollup, `values` is what it sums up.
 */
export function compileFormula(
  text: string,
  findField: FindField,
  use: 'record' | 'rollup' = 'record',
): Compiled {
  const compiler = new Compiler(findField, use)
  const compiled = compiler.compile(parseFormula(text))
  if (compiler.unknown.size > 0)
    throw new FormulaError(`Unknown field names: ${[...compiler.unknown].join(', ')}`)
  return compiled
}

class Compiler {
  readonly unknown = new Set<string>()
  readonly #findField: FindField

  readonly #use: 'record' | 'rollup'

  constructor(findField: FindField, use: 'record' | 'rollup') {
    this.#findField = findField
    this.#use = use
  }

  compile(tree: Expression): Compiled {
    switch (tree.kind) {
      case 'literal':
        return () => tree.value
      case 'field':
        return this.#field(tree.name, tree.isBare)
      case 'negate':
        return negated(this.compile(tree.operand))
      case 'chain':
        return this.#chain(tree)
      case 'call':
        return this.#call(tree.name, tree.operands)
    }
  }

  #field(name: string, isBare: boolean): Compiled {
    const field = this.#findField(name)
    if (field) return (scope) => scope.field(field)
    const constant = isBare ? /^(?:true|false|blank)$/i.exec(name)?.[0].toUpperCase() : undefined
    if (constant !== undefined) return this.#call(constant, [])
    if (isBare && name === 'values' && this.#use === 'rollup') return ({ values }) => values
    this.unknown.add(name.toLowerCase())
    return () => ERROR
  }

  #chain({ first, rest }: Extract<Expression, { kind: 'chain' }>): Compiled {
    const start = this.compile(first)
    const [only, ...more] = rest
    if (only && more.length === 0) {
      const { operator } = only
      const operand = this.compile(only.operand)
      return (scope) => operate(operator, start(scope), operand(scope))
    }
    const steps = rest.map(({ operator, operand }) => ({ operator, operand: this.compile(operand) }))
    return (scope) => {
      let value = start(scope)
      for (const { operator, operand } of steps) value = operate(operator, value, operand(scope))
      return value
    }
  }

  #call(name: string, operands: readonly Expression[]): Compiled {
    const known: FormulaFunction | undefined = FUNCTIONS[name]
    if (!known || operands.length < known.min || operands.length > known.max) throw unreadable()
    const fields = operands.map((operand) =>
      operand.kind === 'field' ? this.#findField(operand.name) : undefined,
    )
    const compiled = known.compile(
      operands.map((operand) => this.compile(operand)),
      fields,
    )
    return name === 'OR' ? this.#withLookUp(operands, compiled) : compiled
  }

  /** What is no text compares by other rules: it is asked the long way. */
  #withLookUp(operands: readonly Expression[], longWay: Compiled): Compiled {
    const choice = oneOfTexts(operands)
    if (!choice) return longWay
    const { texts } = choice
    const subject = this.compile(choice.subject)
    return (scope) => {
      const value = subject(scope)
      return typeof value === 'string' ? texts.has(value) : longWay(scope)
    }
  }
}

function negated(operand: Compiled): Compiled {
  return (scope) => {
    const value = operand(scope)
    if (value === ERROR) return ERROR
    const number = toNumber(value)
    return number === ERROR ? ERROR : 0 - number
  }
}
