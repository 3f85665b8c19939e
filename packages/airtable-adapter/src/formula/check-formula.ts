import type { FieldNode, FormulaNode } from './formula-node.ts'
import { badText } from './formula-refusal.ts'
import { FUNCTIONS } from './function-table.ts'
import type { TableFields } from './table-fields.ts'

/** What a formula names. */
export interface FormulaFacts {
  /** Ids of the fields that it reads, each once. */
  readonly fieldIds: readonly string[]
  /** Whether its value changes with time alone. */
  readonly isVolatile: boolean
}

/**
 * Sees that every function and field exists and that no call has too few or too many arguments.
 *
 * @throws FormulaRefusal otherwise; UnsupportedFormula where it is not known whether Airtable would refuse.
 */
export function checkFormula(root: FormulaNode, fields: TableFields): FormulaFacts {
  const fieldNodes: FieldNode[] = []
  let isVolatile = false
  for (const node of nodesOf(root)) {
    if (node.kind === 'field') fieldNodes.push(node)
    if (node.kind !== 'call') continue
    const called = FUNCTIONS.get(node.name)
    if (!called) throw badText(`there is no function ${node.name}`, node.at)
    if (node.args.length < called.min || node.args.length > called.max)
      throw badText(`${node.name} takes ${arityOf(called)}, and got ${node.args.length}`, node.at)
    isVolatile ||= 'isVolatile' in called
  }
  fields.check(fieldNodes)
  const ids = fieldNodes.map(({ name }) => fields.get(name)?.id ?? '')
  return { fieldIds: [...new Set(ids)], isVolatile }
}

function arityOf({ min, max }: { readonly min: number; readonly max: number }): string {
  const count =
    min === max ? `${min}` : max === Number.POSITIVE_INFINITY ? `${min} or more` : `${min} to ${max}`
  return `${count} argument${min === 1 && max === 1 ? '' : 's'}`
}

/** All nodes, in the order of the text. */
function* nodesOf(root: FormulaNode): Generator<FormulaNode> {
  const pending = [root]
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node
    pending.push(...childrenOf(node).reverse())
  }
}

function childrenOf(node: FormulaNode): FormulaNode[] {
  if (node.kind === 'call') return [...node.args]
  if (node.kind === 'negation') return [node.operand]
  return node.kind === 'chain' ? [node.first, ...node.links.map(({ operand }) => operand)] : []
}
