import { cellFromInput, type CellInputContext } from './cell-input.ts'
import { COMPUTED_TYPES } from './base-data.ts'
import {
  invalidRecords,
  invalidRequest,
  missingFields,
  recordNotFound,
  rowDoesNotExist,
  tooManyCreates,
} from './api-error.ts'
import { formatRecord, type RecordBody } from './record-format.ts'
import type { SimulatedBase } from './simulated-base.ts'
import type { SimulatedRecord, SimulatedTable } from './simulated-table.ts'

/** What records can be merged on in an upsert. */
const MERGEABLE_TYPES: ReadonlySet<string> = new Set([
  'number',
  'singleLineText',
  'multilineText',
  'singleSelect',
  'multipleSelects',
  'date',
])

/** Most records of one write request. */
const MAX_BATCH = 10

export interface WriteTarget {
  readonly base: SimulatedBase
  readonly table: SimulatedTable
}

type Body = Readonly<Record<string, unknown>>

/** `{fields}` answers the record, `{records: [{fields}]}` answers a list in the order given. */
export function createRecords(target: WriteTarget, body: Body): unknown {
  if (body['records'] === undefined) {
    const [record] = applyAll(target, newContext(target, body), [{ fields: fieldsOf(body) }])
    return record && show(target, body, record)
  }
  const elements = elementsOf(body)
  if (elements.length > MAX_BATCH) throw tooManyCreates(elements.length)
  const records = applyAll(
    target,
    newContext(target, body),
    elements.map((element) => ({ fields: fieldsOf(element) })),
  )
  return { records: records.map((record) => show(target, body, record)) }
}

/** PATCH merges the cells given; PUT (`replace`) also clears every other one that can be written. */
export function updateRecord(target: WriteTarget, recordId: string, body: Body, replace: boolean): unknown {
  const record = target.table.records.get(recordId)
  if (!record) throw recordNotFound()
  applyAll(target, newContext(target, body), [{ record, fields: fieldsOf(body), replace }])
  return show(target, body, record)
}

export function updateRecords(target: WriteTarget, body: Body, replace: boolean): unknown {
  const elements = elementsOf(body)
  if (elements.length > MAX_BATCH) throw invalidRecords()
  if (body['performUpsert'] !== undefined) return upsert(target, body, elements, replace)
  const changes = elements.map((element) => ({
    record: existing(target, element['id']),
    fields: fieldsOf(element),
    replace,
  }))
  const records = applyAll(target, newContext(target, body), changes)
  return { records: records.map((record) => show(target, body, record)) }
}

export function deleteRecord({ base, table }: WriteTarget, recordId: string): unknown {
  const record = table.records.get(recordId)
  if (!record) throw recordNotFound()
  base.delete(table, record)
  return { id: recordId, deleted: true }
}

export function deleteRecords({ base, table }: WriteTarget, ids: readonly string[]): unknown {
  if (ids.length === 0 || ids.length > MAX_BATCH) throw invalidRecords()
  const records = [...new Set(ids)].map((id) => {
    const record = table.records.get(id)
    if (!record) throw rowDoesNotExist(id)
    return record
  })
  for (const record of records) base.delete(table, record)
  return { records: ids.map((id) => ({ id, deleted: true })) }
}

function upsert(target: WriteTarget, body: Body, elements: readonly Body[], replace: boolean): unknown {
  const fieldsToMergeOn = isObject(body['performUpsert'])
    ? body['performUpsert']['fieldsToMergeOn']
    : undefined
  if (!Array.isArray(fieldsToMergeOn) || fieldsToMergeOn.length < 1 || fieldsToMergeOn.length > 3)
    throw invalidRequest()
  const mergeOn = fieldsToMergeOn.map((name: unknown) => target.table.field(String(name)))
  if (!mergeOn.every((field) => MERGEABLE_TYPES.has(field.type))) throw invalidRequest()
  const context = newContext(target, body)
  const changes = elements.map((element) => {
    const fields = fieldsOf(element)
    if (element['id'] !== undefined) return { record: existing(target, element['id']), fields, replace }
    const wanted = mergeOn.map((field) =>
      JSON.stringify(cellFromInput(field, fields[field.name] ?? fields[field.id] ?? null, context) ?? null),
    )
    const matches = [...target.table.records.values()].filter((record) =>
      mergeOn.every(
        (field, index) =>
          JSON.stringify(target.base.cell(target.table, record, field) ?? null) === wanted[index],
      ),
    )
    if (matches.length > 1) throw invalidRequest()
    return { record: matches[0], fields, replace }
  })
  const records = applyAll(target, context, changes)
  const created = records.filter((_, index) => !changes[index]?.record)
  const updated = records.filter((_, index) => changes[index]?.record)
  return {
    records: records.map((record) => show(target, body, record)),
    createdRecords: created.map(({ id }) => id),
    updatedRecords: updated.map(({ id }) => id),
  }
}

interface RequestContext extends CellInputContext {
  /** What is to be done when the whole request is valid. */
  readonly accepted: readonly (() => void)[]
}

function newContext({ base }: WriteTarget, body: Body): RequestContext {
  const accepted: (() => void)[] = []
  return {
    base,
    typecast: body['typecast'] === true,
    accepted,
    onAccept: (change) => void accepted.push(change),
    reserved: new Map(),
  }
}

interface Change {
  /** `undefined`: to be created. */
  readonly record?: SimulatedRecord | undefined
  readonly fields: Body
  readonly replace?: boolean
}

/** Reads every change before it makes the first: a failed batch changes nothing. */
function applyAll(
  { base, table }: WriteTarget,
  context: RequestContext,
  changes: readonly Change[],
): readonly SimulatedRecord[] {
  const read = changes.map(({ record, fields, replace = false }) => {
    const cells = new Map<string, unknown>()
    if (replace)
      for (const field of table.schema.fields)
        if (!COMPUTED_TYPES.has(field.type)) cells.set(field.id, undefined)
    for (const [name, value] of Object.entries(fields)) {
      const field = table.field(name)
      cells.set(field.id, cellFromInput(field, value, context))
    }
    return { record, cells }
  })
  for (const change of context.accepted) change()
  return read.map(({ record, cells }) => {
    if (!record) return base.create(table, cells)
    base.update(table, record, cells)
    return record
  })
}

function existing({ table }: WriteTarget, id: unknown): SimulatedRecord {
  if (typeof id !== 'string') throw invalidRecords()
  const record = table.records.get(id)
  if (!record) throw rowDoesNotExist(id)
  return record
}

function elementsOf(body: Body): readonly Body[] {
  const { records } = body
  if (!Array.isArray(records) || records.length === 0 || !records.every(isObject)) throw invalidRecords()
  const known = new Set(['id', 'fields'])
  if (records.some((record) => Object.keys(record).some((key) => !known.has(key)))) throw invalidRequest()
  return records
}

function fieldsOf(element: Body): Body {
  const { fields } = element
  if (!isObject(fields)) throw missingFields()
  return fields
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function show({ base, table }: WriteTarget, body: Body, record: SimulatedRecord): RecordBody {
  return formatRecord(base, table, record, {
    fields: undefined,
    byFieldId: body['returnFieldsByFieldId'] === true,
    asText: false,
  })
}
