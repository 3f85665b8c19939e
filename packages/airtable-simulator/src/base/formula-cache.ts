import type { Compiled } from '../formula/formula-function.ts'
import { compileFormula } from '../formula/compile-formula.ts'
import { ERROR } from '../formula/value.ts'
import type { FieldSchema } from './base-data.ts'
import { FormulaError } from '../formula/formula-error.ts'
import type { SimulatedTable } from './simulated-table.ts'

/** The formulas of a base's fields, each read once. */
export class FormulaCache {
  readonly #known = new Map<string, Compiled | undefined>()

  /** `undefined` for a formula field whose schema tells no formula: its cells are those given. */
  of(table: SimulatedTable, field: FieldSchema): Compiled | undefined {
    if (this.#known.has(field.id)) return this.#known.get(field.id)
    const compiled = compile(table, field)
    this.#known.set(field.id, compiled)
    return compiled
  }

  clear(): void {
    this.#known.clear()
  }
}

/** A formula that cannot be read makes every cell an error, as it does in Airtable. */
function compile(table: SimulatedTable, { type, options }: FieldSchema): Compiled | undefined {
  const isLinked = options?.recordLinkFieldId !== undefined
  const text = options?.formula ?? (type === 'rollup' && isLinked ? 'SUM(values)' : undefined)
  if (text === undefined) return undefined
  try {
    return compileFormula(text, (name) => table.findField(name), type === 'rollup' ? 'rollup' : 'record')
  } catch (error) {
    if (error instanceof FormulaError) return () => ERROR
    throw error
  }
}
