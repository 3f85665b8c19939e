import {
  applyAll,
  type Body,
  elementsOf,
  existing,
  fieldsOf,
  isObject,
  newContext,
  type WriteContext,
  type WriteTarget,
} from './record-input.ts'
import { invalidRecords, invalidRequest } from '../api/api-error.ts'
import { MAX_BATCH, show } from './write-records.ts'
import { cellFromInput } from '../cells/cell-input.ts'
import type { FieldSchema } from '../base/base-data.ts'
import { findField } from './find-named.ts'
import type { SimulatedRecord } from '../base/simulated-table.ts'

/** What records can be merged on. */
const MERGEABLE_TYPES: ReadonlySet<string> = new Set([
  'number',
  'singleLineText',
  'multilineText',
  'singleSelect',
  'multipleSelects',
  'date',
])

/** Updates the one match of each element, creates where there is none, and refuses the whole request for two. */
export function upsertRecords(target: WriteTarget, body: Body, replace: boolean): unknown {
  const elements = elementsOf(body)
  if (elements.length > MAX_BATCH) throw invalidRecords()
  const mergeOn = mergeFields(target, body)
  const context = newContext(target, body)
  const changes = elements.map((element) => {
    const fields = fieldsOf(element)
    const record =
      element['id'] === undefined
        ? theMatch(target, mergeOn, wantedCells(mergeOn, fields, context))
        : existing(target, element['id'])
    return { record, fields, replace }
  })
  const records = applyAll(target, context, changes)
  return {
    records: records.map((record) => show(target, body, record)),
    createdRecords: records.filter((_, index) => !changes[index]?.record).map(({ id }) => id),
    updatedRecords: records.filter((_, index) => changes[index]?.record).map(({ id }) => id),
  }
}

function mergeFields({ base, table }: WriteTarget, { performUpsert }: Body): readonly FieldSchema[] {
  const names = isObject(performUpsert) ? performUpsert['fieldsToMergeOn'] : undefined
  if (!Array.isArray(names) || names.length < 1 || names.length > 3) throw invalidRequest()
  const fields = names.map((name: unknown) => findField(base, table, String(name)))
  if (!fields.every((field) => MERGEABLE_TYPES.has(field.type))) throw invalidRequest()
  return fields
}

/** The merge cells as text, null for a blank one. */
function wantedCells(
  mergeOn: readonly FieldSchema[],
  fields: Body,
  context: WriteContext,
): readonly string[] {
  return mergeOn.map((field) => {
    const given = fields[field.name] ?? fields[field.id] ?? null
    return JSON.stringify(cellFromInput(field, given, context) ?? null)
  })
}

function theMatch(
  { base, table }: WriteTarget,
  mergeOn: readonly FieldSchema[],
  wanted: readonly string[],
): SimulatedRecord | undefined {
  const isMatch = (record: SimulatedRecord) =>
    mergeOn.every((field, index) => JSON.stringify(base.cell(table, record, field) ?? null) === wanted[index])
  const [match, ...more] = [...table.records.values()].filter(isMatch)
  if (more.length > 0) throw invalidRequest()
  return match
}
