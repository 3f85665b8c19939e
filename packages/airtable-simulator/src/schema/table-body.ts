import type { FieldSchema, TableSchema } from '../base/base-data.ts'

/** A table as the metadata API shows it: without what only the simulator knows. */
export function tableBody(schema: TableSchema, withVisibleFieldIds: boolean): unknown {
  const { id, name, description, primaryFieldId, fields, views } = schema
  return {
    id,
    name,
    ...(description === undefined ? {} : { description }),
    primaryFieldId,
    fields: fields.map(fieldBody),
    views: views.map((view) => ({
      id: view.id,
      name: view.name,
      type: view.type,
      ...(withVisibleFieldIds && view.type === 'grid'
        ? { visibleFieldIds: view.visibleFieldIds ?? fields.map((field) => field.id) }
        : {}),
    })),
  }
}

/** Airtable does not tell how a rollup sums up. */
export function fieldBody(field: FieldSchema): unknown {
  if (field.type !== 'rollup' || field.options?.formula === undefined) return field
  const { formula: _, ...options } = field.options
  return { ...field, options }
}
