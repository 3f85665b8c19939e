import type { SimulatedRecord, SimulatedTable } from '../base/simulated-table.ts'
import type { CellContext } from '../cells/cell-context.ts'
import { compileFormula } from '../formula/compile-formula.ts'
import { FormulaError } from '../formula/formula-error.ts'
import { isTrue } from '../formula/value.ts'
import { RecordScope } from '../cells/formula-values.ts'
import type { ViewSchema } from '../base/base-data.ts'

export type Filter = (record: SimulatedRecord) => boolean

/** A filterByFormula as a predicate over records. Throws FormulaError. */
export function compileFilter(formula: string, context: CellContext, table: SimulatedTable): Filter {
  const compiled = compileFormula(formula, (name) => table.findField(name))
  return (record) => isTrue(compiled(new RecordScope(context, table, record)))
}

/** Read when the base is loaded and kept: a view goes on with its fields when they are renamed. */
const viewFilters = new WeakMap<ViewSchema, Filter>()

/** Which records a view holds. Every base has view objects of its own. Throws FormulaError at the first time. */
export function compileView(view: ViewSchema, context: CellContext, table: SimulatedTable): Filter {
  if (view.filterByFormula === undefined) return () => true
  const known = viewFilters.get(view)
  if (known) return known
  const filter = compileFilter(view.filterByFormula, context, table)
  viewFilters.set(view, filter)
  return filter
}

/** Throws for a view whose formula cannot be read: better when the base is loaded than at the first list. */
export function checkViews(table: SimulatedTable, context: CellContext): void {
  for (const view of table.schema.views) {
    try {
      compileView(view, context, table)
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error
      throw new Error(`View ${view.name} of ${table.schema.name}: ${error.message}`, { cause: error })
    }
  }
}
