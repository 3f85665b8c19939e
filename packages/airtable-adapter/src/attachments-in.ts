import type { AirtableRecord } from './airtable-record.ts'

/** Whether records hold attachments, whatever the schema says: a field may be newer than what is known of it. */
export function haveAttachments(records: readonly AirtableRecord[]): boolean {
  return records.some(({ fields }) => Object.values(fields).some(holdsAttachment))
}

function holdsAttachment(cell: unknown): boolean {
  return Array.isArray(cell) && cell.some(isAttachment)
}

function isAttachment(element: unknown): boolean {
  if (typeof element !== 'object' || element === null) return false
  const { url, filename } = element as { readonly url?: unknown; readonly filename?: unknown }
  return typeof url === 'string' && typeof filename === 'string'
}
