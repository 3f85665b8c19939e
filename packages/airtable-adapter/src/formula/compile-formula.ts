import type { AirtableRecord } from '../airtable-record.ts'
import type { TextsOfLinks } from './cell-reader.ts'
import { checkFormula } from './check-formula.ts'
import { type CompileContext, compileNode } from './compile-node.ts'
import type { FormulaNode } from './formula-node.ts'
import { InexactValue } from './inexact-value.ts'
import { parseFormula } from './parse-formula.ts'
import { type FormulaField, type FormulaTable, TableFields } from './table-fields.ts'
import { isKept } from './truth.ts'
import { UnsupportedFormula } from './unsupported-formula.ts'

export interface CompileFormulaOptions {
  /** Of the records that link cells name. Without it a formula that reads a link is not exact. */
  readonly textsOfLinks?: TextsOfLinks | undefined
  /** Other tables of the base: lookups whose options do not tell what they show are followed there. Default: none. */
  readonly tables?: readonly FormulaTable[] | undefined
  /** By what `record.fields` is keyed. Default: `name`. */
  readonly cellKey?: 'name' | 'id' | undefined
}

/** A formula that can be answered here, unless a record's values say otherwise. */
export interface ExactFormula {
  readonly exact: true
  /** Ids of the fields that it reads, each once. */
  readonly fieldIds: readonly string[]
  /** Whether answers change with time alone: it asks NOW or TODAY. */
  readonly volatile: boolean
  /**
   * Whether the filter keeps a record; `nowMs` is what NOW() is, in milliseconds since 1970.
   *
   * @throws InexactValue when only Airtable knows.
   */
  evaluate(record: AirtableRecord, nowMs: number): boolean
}

/** A formula that only Airtable can answer. */
export interface InexactFormula {
  readonly exact: false
  /** Why, in words. */
  readonly reason: string
}

export type CompiledFormula = ExactFormula | InexactFormula

/**
 * Reads a filter once, so that it can be asked of many records.
 *
 * @throws FormulaRefusal when Airtable refuses it as a whole: bad syntax, an unknown field or function, a wrong number
 * of arguments.
 */
export function compileFormula(
  formula: string,
  table: FormulaTable,
  options: CompileFormulaOptions = {},
): CompiledFormula {
  try {
    const root = parseFormula(formula)
    const fields = new TableFields(table)
    const { fieldIds, isVolatile } = checkFormula(root, fields)
    const evaluate = filterOf(root, contextOf(table, fields, options))
    return { exact: true, fieldIds, volatile: isVolatile, evaluate }
  } catch (error) {
    if (error instanceof UnsupportedFormula || error instanceof InexactValue)
      return { exact: false, reason: error.message }
    throw error
  }
}

/** What a table's formulas are compiled with. */
export function contextOf(
  table: FormulaTable,
  fields: TableFields,
  options: CompileFormulaOptions,
): CompileContext {
  const { textsOfLinks, tables = [], cellKey = 'name' } = options
  const byId = new Map<string, FormulaField>()
  for (const { fields: some } of [...tables, table]) for (const field of some) byId.set(field.id, field)
  return { fields, textsOfLinks, cellKey, fieldOf: (id) => byId.get(id) }
}

/**
 * Conditions of a filter's ANDs are asked one after the other, as what is false and what is an error are the same to a
 * filter: the first that is neither true nor known to be decides.
 */
function filterOf(root: FormulaNode, context: CompileContext): ExactFormula['evaluate'] {
  const conditions = conditionsOf(root).map((node) => compileNode(node, context).run)
  return (record, nowMs) => {
    const row = { record, nowMs }
    let unknown: InexactValue | undefined
    for (const condition of conditions) {
      try {
        if (!isKept(condition(row))) return false
      } catch (error) {
        if (!(error instanceof InexactValue)) throw error
        unknown ??= error
      }
    }
    if (unknown) throw unknown
    return true
  }
}

function conditionsOf(node: FormulaNode): readonly FormulaNode[] {
  if (node.kind !== 'call' || node.name !== 'AND') return [node]
  return node.args.flatMap(conditionsOf)
}
