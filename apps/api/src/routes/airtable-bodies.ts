/** Airtable's answer to an undefined route. */
export const NOT_FOUND: unknown = { error: 'NOT_FOUND' }

/** Airtable's error body, the shape that most of its errors have. */
export function airtableErrorBody(type: string, message: string): unknown {
  return { error: { type, message } }
}
