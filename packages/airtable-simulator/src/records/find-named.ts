import { failedStateCheck, unknownField, viewNotFound } from '../api/api-error.ts'
import type { FieldSchema, ViewSchema } from '../base/base-data.ts'
import type { SimulatedBase } from '../base/simulated-base.ts'
import type { SimulatedTable } from '../base/simulated-table.ts'

/** A field by id or exact name. Throws 422: FAILED_STATE_CHECK for an id of another table, else UNKNOWN_FIELD_NAME. */
export function findField({ tables }: SimulatedBase, table: SimulatedTable, name: string): FieldSchema {
  const field = table.findField(name)
  if (field) return field
  const isElsewhere = name.startsWith('fld') && tables.some((other) => other.findField(name)?.id === name)
  throw isElsewhere ? failedStateCheck() : unknownField(name)
}

/** A view by id or exact name. Throws 422 as for fields. */
export function findView({ tables }: SimulatedBase, table: SimulatedTable, name: string): ViewSchema {
  const view = table.findView(name)
  if (view) return view
  const isElsewhere = name.startsWith('viw') && tables.some((other) => other.findView(name)?.id === name)
  throw isElsewhere ? failedStateCheck() : viewNotFound(name)
}
