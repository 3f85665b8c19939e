import { evaluate, FUNCTIONS, isTrue } from './evaluate-formula.ts'
import { type Expression, parseFormula } from './parse-formula.ts'
import { invalidFormula } from '../api-error.ts'
import type { SimulatedBase } from '../simulated-base.ts'
import type { SimulatedRecord, SimulatedTable } from '../simulated-table.ts'

/**
 * A filterByFormula as a predicate over records. Simulated is the part of the language that most formulas use; an
 * unknown function is answered as Airtable answers one. Throws 422 INVALID_FILTER_BY_FORMULA.
 */
export function compileFormula(
  text: string,
  base: SimulatedBase,
  table: SimulatedTable,
): (record: SimulatedRecord) => boolean {
  const tree = parseFormula(text)
  check(tree, table)
  return (record) => isTrue(evaluate(tree, { base, table, record }))
}

function check(tree: Expression, table: SimulatedTable): void {
  const unknown = new Set<string>()
  // A stack, so that a formula of hundreds of arguments needs no recursion; fields are met in the order of the text.
  const pending: Expression[] = [tree]
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === 'field' && !table.findField(node.name)) unknown.add(node.name.toLowerCase())
    else if (node.kind === 'negate') pending.push(node.operand)
    else if (node.kind === 'binary') pending.push(node.right, node.left)
    else if (node.kind === 'call') {
      const known = FUNCTIONS[node.name]
      if (!known || node.operands.length < known.min || node.operands.length > known.max) {
        throw invalidFormula('Invalid formula. Please check your formula text.')
      }
      pending.push(...node.operands.toReversed())
    }
  }
  if (unknown.size > 0) throw invalidFormula(`Unknown field names: ${[...unknown].join(', ')}`)
}
