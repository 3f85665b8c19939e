import type { Collaborator, FieldSchema, ViewSchema } from './base-data.ts'
import type { SimulatedRecord, SimulatedTable } from './simulated-table.ts'

/** Where a change comes from: `publicApi` for API writes, `client` for somebody in the user interface. */
export type ChangeSource =
  | 'publicApi'
  | 'client'
  | 'formSubmission'
  | 'formPageSubmission'
  | 'automation'
  | 'system'
  | 'sync'
  | 'anonymousUser'
  | 'unknown'

export interface Actor {
  readonly source: ChangeSource
  readonly user?: Collaborator | undefined
}

/** How a record was before a change: cells as webhooks show them, and the watched views that held it. */
export interface Snapshot {
  readonly cells: ReadonlyMap<string, unknown>
  readonly views: ReadonlySet<string>
}

export interface TableChanges {
  readonly table: SimulatedTable
  readonly created: Map<string, SimulatedRecord>
  readonly changed: Map<string, { readonly record: SimulatedRecord; readonly before: Snapshot }>
  readonly destroyed: Map<string, Snapshot>
  readonly createdFields: FieldSchema[]
  /** What the field was called. */
  readonly changedFields: Map<string, string>
  readonly destroyedFieldIds: string[]
  metadataBefore?: { readonly name: string; readonly description: string | null }
}

/** What one request, or one action of a person, did to a base. */
export interface BaseChanges {
  /** Base-wide, increasing. */
  readonly number: number
  readonly at: number
  readonly actor: Actor
  readonly tables: Map<string, TableChanges>
  readonly createdTables: Set<SimulatedTable>
  readonly destroyedTableIds: string[]
}

/** Who wants to know what changes. */
export interface ChangeObserver {
  /** While it is false, nothing is recorded: snapshots cost. */
  readonly isWatching: boolean
  watchesView(view: ViewSchema): boolean
  onChanges(changes: BaseChanges): void
}

export function noChanges(table: SimulatedTable): TableChanges {
  return {
    table,
    created: new Map(),
    changed: new Map(),
    destroyed: new Map(),
    createdFields: [],
    changedFields: new Map(),
    destroyedFieldIds: [],
  }
}
