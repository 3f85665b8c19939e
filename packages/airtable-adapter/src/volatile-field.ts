import type { FieldSchema, SchemaAnswer, TableSchema } from './base-schema.ts'

/** Functions whose values change although nobody changes anything. */
const OF_TIME = /\b(NOW|TODAY|FROMNOW|TONOW)\s*\(/i

/** Whether the value of a formula changes with time alone. */
export function changesWithTime(formula: string): boolean {
  return OF_TIME.test(withoutTexts(formula))
}

/**
 * The name of a field whose value changes with time alone, so that no webhook tells of it: a formula of the present, or a
 * lookup or rollup of one, over whatever tables. `undefined` when there is none.
 */
export function volatileField({ tables }: SchemaAnswer, table: TableSchema): string | undefined {
  const byId = new Map(tables.flatMap(({ fields }) => fields.map((field) => [field.id, field] as const)))
  return table.fields.find((field) => isVolatile(field, byId, new Set()))?.name
}

function isVolatile(
  { id, options }: FieldSchema,
  byId: ReadonlyMap<string, FieldSchema>,
  seen: Set<string>,
): boolean {
  if (seen.has(id)) return false
  seen.add(id)
  if (changesWithTime(options?.formula ?? '')) return true
  const sources = [options?.fieldIdInLinkedTable, ...(options?.referencedFieldIds ?? [])]
  return sources.some((source) => {
    const field = byId.get(source ?? '')
    return field !== undefined && isVolatile(field, byId, seen)
  })
}

/** Names of functions in texts and names of fields are none. */
function withoutTexts(formula: string): string {
  return formula.replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\{(?:\\.|[^}\\])*\}/g, ' ')
}
