import { cellText, type TextFormat } from '../cells/cell-text.ts'
import type { SimulatedRecord, SimulatedTable } from '../base/simulated-table.ts'
import type { FieldSchema } from '../base/base-data.ts'
import type { SimulatedBase } from '../base/simulated-base.ts'

/** How records are shown: which fields, under which names, as values or as text. */
export interface RecordFormat {
  /** `undefined`: all. */
  readonly fields?: readonly FieldSchema[] | undefined
  readonly byFieldId: boolean
  /** `undefined`: as values. */
  readonly asText?: TextFormat | undefined
  readonly withCommentCount?: boolean
}

export interface RecordBody {
  readonly id: string
  readonly createdTime: string
  readonly commentCount?: number
  readonly fields: Record<string, unknown>
}

/** A record as the REST API shows it: empty cells are left out. */
export function formatRecord(
  base: SimulatedBase,
  table: SimulatedTable,
  record: SimulatedRecord,
  { fields = table.schema.fields, byFieldId, asText, withCommentCount = false }: RecordFormat,
): RecordBody {
  const cells: Record<string, unknown> = {}
  for (const field of fields) {
    const value = base.cell(table, record, field)
    if (value === undefined) continue
    cells[byFieldId ? field.id : field.name] = asText ? cellText(base, record, field, value, asText) : value
  }
  const counted = withCommentCount ? { commentCount: record.comments?.length ?? 0 } : {}
  return { id: record.id, createdTime: record.createdTime, ...counted, fields: cells }
}
