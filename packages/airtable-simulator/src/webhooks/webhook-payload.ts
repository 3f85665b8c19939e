import type { BaseChanges, TableChanges } from '../base/base-changes.ts'
import { recordChanges } from './record-changes.ts'
import type { ChangeType, WebhookSpecification } from './webhook-specification.ts'
import type { CellContext } from '../cells/cell-context.ts'
import { webhookCellsOf } from '../cells/webhook-cells.ts'

/** What a webhook's listing shows for one change to the base. */
export type WebhookPayload = Readonly<Record<string, unknown>>

/** Sections of a payload; empty ones are left out. */
export type Sections = Record<string, unknown>

/** `undefined` when the webhook does not watch anything of this. */
export function payloadOf(
  specification: WebhookSpecification,
  changes: BaseChanges,
  context: CellContext,
): WebhookPayload | undefined {
  const { filters } = specification.options
  const { source, user } = changes.actor
  if (filters.fromSources && !filters.fromSources.includes(source)) return undefined
  const changedTablesById: Sections = {}
  for (const [id, table] of changes.tables) {
    if (changes.createdTables.has(table.table)) continue
    const sections = tableSections(specification, table, context)
    if (Object.keys(sections).length > 0) changedTablesById[id] = sections
  }
  const sections = filled({
    changedTablesById,
    createdTablesById: createdTables(specification, changes, context),
    destroyedTableIds: destroyedTables(specification, changes),
  })
  if (Object.keys(sections).length === 0) return undefined
  return {
    ...frame(changes),
    actionMetadata: {
      source,
      sourceMetadata: user
        ? { user: { id: user.id, email: user.email, name: user.name, permissionLevel: 'create' } }
        : {},
    },
    ...sections,
  }
}

/** What a webhook says when it can say no more. */
export function errorPayload(
  code: 'INVALID_FILTERS' | 'INVALID_HOOK' | 'INTERNAL_ERROR',
  changes: Pick<BaseChanges, 'at' | 'number'>,
): WebhookPayload {
  return { ...frame(changes), error: true, code }
}

function frame({ at, number }: Pick<BaseChanges, 'at' | 'number'>): Sections {
  return {
    timestamp: new Date(at).toISOString(),
    baseTransactionNumber: number,
    payloadFormat: 'v0',
  }
}

function tableSections(
  specification: WebhookSpecification,
  changes: TableChanges,
  context: CellContext,
): Sections {
  const { dataTypes, recordChangeScope: scope } = specification.options.filters
  const { schema } = changes.table
  const isInScope = scope === undefined || scope === schema.id
  const view = schema.views.find(({ id }) => id === scope)
  if (!isInScope && !view) return {}
  const data = dataTypes.includes('tableData') ? recordChanges(specification, changes, context, view) : {}
  if (view) return Object.keys(data).length > 0 ? { changedViewsById: { [view.id]: data } } : {}
  return {
    ...data,
    ...(dataTypes.includes('tableFields') ? fieldSections(specification, changes) : {}),
    ...(dataTypes.includes('tableMetadata') ? metadataSections(changes) : {}),
  }
}

function fieldSections({ options }: WebhookSpecification, changes: TableChanges): Sections {
  const watched = options.filters.watchSchemasOfFieldIds
  const isWatched = (id: string) => watched?.includes(id) ?? true
  const wants = wantsOf(options)
  const created = wants('add') ? changes.createdFields : []
  const changed = wants('update') ? [...changes.changedFields] : []
  const withPrevious = options.includes?.includePreviousFieldDefinitions === true
  return filled({
    createdFieldsById: Object.fromEntries(
      created.filter(({ id }) => isWatched(id)).map(({ id, name, type }) => [id, { name, type }]),
    ),
    changedFieldsById: Object.fromEntries(
      changed
        .filter(([id]) => isWatched(id))
        .map(([id, name]) => [
          id,
          {
            current: { name: changes.table.findField(id)?.name },
            ...(withPrevious ? { previous: { name } } : {}),
          },
        ]),
    ),
    destroyedFieldIds: wants('remove') ? changes.destroyedFieldIds.filter(isWatched) : [],
  })
}

function metadataSections({ table, metadataBefore }: TableChanges): Sections {
  if (!metadataBefore) return {}
  const { name, description = null } = table.schema
  return { changedMetadata: { current: { name, description }, previous: metadataBefore } }
}

function createdTables(
  { options }: WebhookSpecification,
  { createdTables }: BaseChanges,
  context: CellContext,
): Sections {
  const { dataTypes, recordChangeScope } = options.filters
  if (!dataTypes.includes('tableMetadata') || recordChangeScope !== undefined || !wantsOf(options)('add'))
    return {}
  return Object.fromEntries(
    [...createdTables].map((table) => {
      const { id, name, description = null, fields } = table.schema
      const fieldsById = Object.fromEntries(
        fields.map((field) => [field.id, { name: field.name, type: field.type }]),
      )
      const recordsById = Object.fromEntries(
        [...table.records.values()].map((record) => [
          record.id,
          {
            createdTime: record.createdTime,
            cellValuesByFieldId: Object.fromEntries(webhookCellsOf(context, table, record)),
          },
        ]),
      )
      return [id, { metadata: { name, description }, fieldsById, recordsById }]
    }),
  )
}

function destroyedTables(
  { options }: WebhookSpecification,
  { destroyedTableIds }: BaseChanges,
): readonly string[] {
  const { dataTypes, recordChangeScope } = options.filters
  const isWatched = dataTypes.includes('tableMetadata') && recordChangeScope === undefined
  return isWatched && wantsOf(options)('remove') ? destroyedTableIds : []
}

export function wantsOf({ filters }: WebhookSpecification['options']): (type: ChangeType) => boolean {
  return (type) => filters.changeTypes?.includes(type) ?? true
}

/** Without the sections that hold nothing. */
export function filled(sections: Readonly<Record<string, object>>): Sections {
  return Object.fromEntries(Object.entries(sections).filter(([, section]) => Object.keys(section).length > 0))
}
