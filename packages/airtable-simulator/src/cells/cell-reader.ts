import type { FieldSchema } from '../base/base-data.ts'
import type { SimulatedBase } from '../base/simulated-base.ts'

export interface CellInputContext {
  readonly base: SimulatedBase
  readonly typecast: boolean
  /** Changes to the schema or to other tables that typecast asks for: done only when the whole request is valid. */
  readonly onAccept: (change: () => void) => void
  /** Records that typecast will create, by table and name: one request makes each once. */
  readonly reserved: Map<string, string>
}

/** A value given by a client as the cell keeps it; `undefined` clears. Throws the 422 that Airtable answers. */
export type CellReader = (field: FieldSchema, value: unknown, context: CellInputContext) => unknown
