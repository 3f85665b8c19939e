import { type BaseChanges, ChangeCollector, type TableChanges } from './base-changes.ts'

/** What one payload of a webhook says. */
export type PayloadNews =
  | { readonly kind: 'changes'; readonly changes: BaseChanges; readonly at: number | undefined }
  /** The webhook itself is broken: `INVALID_HOOK`, `INVALID_FILTERS` or `INTERNAL_ERROR`. */
  | { readonly kind: 'broken'; readonly code: string }
  /** It says something that is not understood, so that anything may have changed. */
  | { readonly kind: 'unreadable' }

type Section = Readonly<Record<string, unknown>>

/** Sections of a table that name records, at one depth; of views there are the same, one deeper. */
const RECORD_SECTIONS = ['createdRecordsById', 'changedRecordsById', 'destroyedRecordIds']
const FIELD_SECTIONS = ['createdFieldsById', 'changedFieldsById', 'destroyedFieldIds']
const KNOWN_SECTIONS = new Set([...RECORD_SECTIONS, ...FIELD_SECTIONS, 'changedMetadata', 'changedViewsById'])

/**
 * Reads one payload for which tables, records and schemas it touches, and drops its cells. A section of a table that is
 * not known counts as a change to all of the table. Never throws.
 */
export function readPayload(payload: unknown): PayloadNews {
  if (!isSection(payload)) return { kind: 'unreadable' }
  if (payload['error'] === true) return { kind: 'broken', code: codeOf(payload['code']) }
  const { changedTablesById = {}, createdTablesById = {}, destroyedTableIds = [] } = payload
  const isKnownFormat = (payload['payloadFormat'] ?? 'v0') === 'v0'
  if (
    !isKnownFormat ||
    !isSection(changedTablesById) ||
    !isSection(createdTablesById) ||
    !isIds(destroyedTableIds)
  )
    return { kind: 'unreadable' }
  const collected = new ChangeCollector()
  for (const [tableId, table] of Object.entries(changedTablesById))
    collected.add(changedTable(tableId, table))
  for (const tableId of [...Object.keys(createdTablesById), ...destroyedTableIds])
    collected.add({ tables: [wholeTable(tableId)], hasNewSchema: true })
  return { kind: 'changes', changes: collected.changes, at: instantOf(payload['timestamp']) }
}

function changedTable(tableId: string, table: unknown): BaseChanges {
  if (!isSection(table)) return { tables: [wholeTable(tableId)], hasNewSchema: true }
  const hasNewFields = FIELD_SECTIONS.some((name) => table[name] !== undefined)
  const views = isSection(table['changedViewsById']) ? Object.values(table['changedViewsById']) : []
  const records = [table, ...views].map(recordsOf)
  const isUnderstood =
    Object.keys(table).every((name) => KNOWN_SECTIONS.has(name)) &&
    (table['changedViewsById'] === undefined || isSection(table['changedViewsById'])) &&
    records.every((one) => one !== undefined)
  return {
    tables: [
      {
        tableId,
        created: records.flatMap((one) => one?.created ?? []),
        changed: records.flatMap((one) => one?.changed ?? []),
        destroyed: records.flatMap((one) => one?.destroyed ?? []),
        // A field that is gone or has another name is so in every record.
        isWhole: hasNewFields || !isUnderstood,
      },
    ],
    hasNewSchema: hasNewFields || table['changedMetadata'] !== undefined,
  }
}

/** `undefined` when a section does not have its form. */
function recordsOf(section: unknown): Pick<TableChanges, 'created' | 'changed' | 'destroyed'> | undefined {
  if (!isSection(section)) return undefined
  const { createdRecordsById = {}, changedRecordsById = {}, destroyedRecordIds = [] } = section
  if (!isSection(createdRecordsById) || !isSection(changedRecordsById) || !isIds(destroyedRecordIds))
    return undefined
  return {
    created: Object.keys(createdRecordsById),
    changed: Object.keys(changedRecordsById),
    destroyed: destroyedRecordIds,
  }
}

function wholeTable(tableId: string): TableChanges {
  return { tableId, created: [], changed: [], destroyed: [], isWhole: true }
}

/** Words of Airtable's only: what stands there goes into messages. */
function codeOf(code: unknown): string {
  return typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? code : 'UNKNOWN'
}

/** ms since the epoch. */
function instantOf(timestamp: unknown): number | undefined {
  const at = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((id) => typeof id === 'string')
}
