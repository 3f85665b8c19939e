import { type CellReaderOptions, cellReader, TEXT_TYPES } from './cell-reader.ts'
import type { Evaluator, Operand, PlainFunction } from './formula-function.ts'
import type { CallNode, ChainNode, FormulaNode, Operator } from './formula-node.ts'
import { DOUBT, ERROR, type FormulaValue, inexact } from './formula-value.ts'
import { FUNCTIONS } from './function-table.ts'
import { oneOfTexts, type TextTest, textTest } from './one-of-texts.ts'
import { negated, OPERATIONS } from './operators.ts'
import type { TableFields } from './table-fields.ts'
import { UnsupportedFormula } from './unsupported-formula.ts'

export interface CompileContext extends CellReaderOptions {
  readonly fields: TableFields
  /** The key of a field's cell in `record.fields`. */
  readonly cellKey: 'name' | 'id'
}

interface CompiledNode extends Operand {
  readonly test?: TextTest | undefined
}

/**
 * Turns a checked tree into closures. What no record changes is evaluated once, here.
 *
 * @throws UnsupportedFormula for what cannot be evaluated here; InexactValue for a constant part whose value is not
 * known.
 */
export function compileNode(node: FormulaNode, context: CompileContext): CompiledNode {
  switch (node.kind) {
    case 'number':
    case 'text':
      return constant(node.value)
    case 'field':
      return compileField(node.name, context)
    case 'negation':
      return compileNegation(compileNode(node.operand, context), node.times)
    case 'chain':
      return compileChain(node, context)
    case 'call':
      return compileCall(node, context)
  }
}

function constant(value: FormulaValue): CompiledNode {
  return { run: () => value, constant: value }
}

function compileField(name: string, context: CompileContext): CompiledNode {
  const field = context.fields.get(name)
  if (!field) throw new UnsupportedFormula('a field is not known')
  const read = cellReader(field, context)
  const key = field[context.cellKey]
  const run: Evaluator = (row) => read(row.record.fields[key])
  return TEXT_TYPES.includes(field.type) ? { run, plainText: field.id } : { run }
}

function compileNegation({ run, constant: value }: CompiledNode, times: number): CompiledNode {
  const negate: Evaluator = times % 2 === 1 ? (row) => negated(run(row)) : (row) => negated(negated(run(row)))
  return folded(negate, value !== undefined)
}

function compileChain({ first, links }: ChainNode, context: CompileContext): CompiledNode {
  let left = compileNode(first, context)
  // Text of many parts is one closure, not one inside the other: a chain is as deep as a single link.
  if (links.length > 1) return compileLongChain(left, links, context)
  for (const { operator, operand } of links) {
    const right = compileNode(operand, context)
    const test = operator === '=' ? textTest(left, right) : undefined
    const isConstant = left.constant !== undefined && right.constant !== undefined
    const node = folded(binary(operator, left.run, right), isConstant)
    left = test ? { ...node, test } : node
  }
  return left
}

function binary(operator: Operator, left: Evaluator, { run, constant: value }: Operand): Evaluator {
  const operate = OPERATIONS[operator]
  return value === undefined ? (row) => operate(left(row), run(row)) : (row) => operate(left(row), value)
}

function compileLongChain(
  first: CompiledNode,
  links: ChainNode['links'],
  context: CompileContext,
): CompiledNode {
  const steps = links.map(({ operator, operand }) => ({
    operate: OPERATIONS[operator],
    ...compileNode(operand, context),
  }))
  const isConstant = first.constant !== undefined && steps.every((step) => step.constant !== undefined)
  return folded((row) => {
    let value = first.run(row)
    for (const { operate, run } of steps) value = operate(value, run(row))
    return value
  }, isConstant)
}

function compileCall({ name, args }: CallNode, context: CompileContext): CompiledNode {
  const called = FUNCTIONS.get(name)
  if (!called || 'reason' in called) throw new UnsupportedFormula(called?.reason ?? 'a function is not known')
  const nodes = args.map((arg) => compileNode(arg, context))
  if ('apply' in called) {
    called.check(nodes.map((node) => node.constant))
    const isConstant = nodes.every((node) => node.constant !== undefined)
    return folded(
      plainCall(
        called,
        nodes.map(({ run }) => run),
      ),
      isConstant,
    )
  }
  const lookUp = name === 'OR' ? oneOfTexts(nodes.map(({ test }) => test)) : undefined
  const run = lookUp ?? called.build(nodes)
  return name === 'RECORD_ID' ? { run, plainText: '' } : { run }
}

/** An error among the arguments is the call's value; what may be one makes it one that nobody knows. */
function plainCall({ apply, takesDoubt }: PlainFunction, runs: readonly Evaluator[]): Evaluator {
  const [first, second] = runs
  const seen = takesDoubt ? (value: FormulaValue) => value : withoutDoubt
  if (first && runs.length === 1)
    return (row) => {
      const value = first(row)
      return value === ERROR ? ERROR : apply(seen(value))
    }
  if (first && second && runs.length === 2)
    return (row) => {
      const value = first(row)
      const other = second(row)
      return value === ERROR || other === ERROR ? ERROR : apply(seen(value), seen(other))
    }
  return (row) => {
    const values = runs.map((run) => run(row))
    return values.includes(ERROR) ? ERROR : apply(...values.map(seen))
  }
}

function withoutDoubt(value: FormulaValue): FormulaValue {
  if (value === DOUBT) throw inexact('what a function makes', value)
  return value
}

const NO_ROW = { record: { id: '', createdTime: '', fields: {} }, nowMs: 0 }

function folded(run: Evaluator, isConstant: boolean): CompiledNode {
  return isConstant ? constant(run(NO_ROW)) : { run }
}
