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

/** Which records a view holds. */
export function compileView(view: ViewSchema, context: CellContext, table: SimulatedTable): Filter {
  return view.filterByFormula === undefined ? () => true : compileFilter(view.filterByFormula, context, table)
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
