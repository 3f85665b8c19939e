import type { AirtableRecord } from '../airtable-record.ts'
import type { FieldSchema } from '../base-schema.ts'

/** Makes what a list shows of a record: of some fields, or all, by name or by id. */
export function projection(
  fields: readonly FieldSchema[],
  { isAll, isByFieldId }: { readonly isAll: boolean; readonly isByFieldId: boolean },
): (record: AirtableRecord) => AirtableRecord {
  if (isAll && !isByFieldId) return (record) => record
  return ({ id, createdTime, fields: cells }) => ({
    id,
    createdTime,
    fields: Object.fromEntries(
      fields
        .filter(({ name }) => cells[name] !== undefined)
        .map((field) => [isByFieldId ? field.id : field.name, cells[field.name]] as const),
    ),
  })
}
