import { invalidRequest } from '../api/api-error.ts'
import type { SimulatedBase } from '../base/simulated-base.ts'

export type DataType = 'tableData' | 'tableFields' | 'tableMetadata'
export type ChangeType = 'add' | 'remove' | 'update'

/** What a webhook tells, as its creator wrote it. */
export interface WebhookSpecification {
  readonly options: { readonly filters: WebhookFilters; readonly includes?: WebhookIncludes }
}

export interface WebhookFilters {
  readonly dataTypes: readonly DataType[]
  /** The id of a table or of a view; default: the whole base. */
  readonly recordChangeScope?: string
  readonly changeTypes?: readonly ChangeType[]
  readonly fromSources?: readonly string[]
  readonly watchDataInFieldIds?: readonly string[]
  readonly watchSchemasOfFieldIds?: readonly string[]
}

export interface WebhookIncludes {
  /** Cells that are told with every change to their record, changed or not. */
  readonly includeCellValuesInFieldIds?: 'all' | readonly string[]
  readonly includePreviousCellValues?: boolean
  readonly includePreviousFieldDefinitions?: boolean
}

/** Throws 422 for a specification that is none, or that names what the base does not have. */
export function readSpecification(given: unknown, base: SimulatedBase): WebhookSpecification {
  const specification = given as WebhookSpecification | undefined | null
  const { filters, includes } = specification?.options ?? {}
  if (!specification || typeof filters !== 'object' || filters === null) throw invalidRequest()
  const { dataTypes, changeTypes = [], fromSources = [], recordChangeScope: scope } = filters
  if (!isListOf(dataTypes, ['tableData', 'tableFields', 'tableMetadata']) || dataTypes.length === 0)
    throw invalidRequest()
  if (!isListOf(changeTypes, ['add', 'remove', 'update']) || !Array.isArray(fromSources))
    throw invalidRequest()
  if (scope !== undefined && !isScope(scope, base)) throw invalidRequest()
  const included = includes?.includeCellValuesInFieldIds ?? []
  const named = [filters.watchDataInFieldIds ?? [], filters.watchSchemasOfFieldIds ?? []]
  if (included !== 'all') named.push(included)
  const known = new Set(base.tables.flatMap(({ schema }) => schema.fields.map(({ id }) => id)))
  if (!named.every((ids) => Array.isArray(ids) && ids.every((id) => known.has(id)))) throw invalidRequest()
  return specification
}

function isListOf(list: unknown, known: readonly string[]): list is readonly string[] {
  return Array.isArray(list) && list.every((item) => known.includes(item as string))
}

function isScope(scope: unknown, { tables }: SimulatedBase): boolean {
  return tables.some(({ schema }) => schema.id === scope || schema.views.some((view) => view.id === scope))
}

/** The fields without which the webhook means nothing. */
export function watchedFieldIds({ options: { filters } }: WebhookSpecification): readonly string[] {
  return [...(filters.watchDataInFieldIds ?? []), ...(filters.watchSchemasOfFieldIds ?? [])]
}
