import { invalidRecords, invalidRequest, missingFields, rowDoesNotExist } from '../api/api-error.ts'
import { cellFromInput } from '../cells/cell-input.ts'
import type { CellInputContext } from '../cells/cell-reader.ts'
import { COMPUTED_TYPES } from '../base/base-data.ts'
import { findField } from './find-named.ts'
import type { SimulatedBase } from '../base/simulated-base.ts'
import type { SimulatedRecord, SimulatedTable } from '../base/simulated-table.ts'

export interface WriteTarget {
  readonly base: SimulatedBase
  readonly table: SimulatedTable
}

export type Body = Readonly<Record<string, unknown>>

/** One record's part of a write request. */
export interface Change {
  /** `undefined`: to be created. */
  readonly record?: SimulatedRecord | undefined
  readonly fields: Body
  /** Whether the fields that are not given are cleared. */
  readonly replace?: boolean
}

export interface WriteContext extends CellInputContext {
  /** What is to be done when the whole request is valid. */
  readonly accepted: readonly (() => void)[]
}

export function newContext({ base }: WriteTarget, body: Body): WriteContext {
  const accepted: (() => void)[] = []
  return {
    base,
    typecast: body['typecast'] === true,
    accepted,
    onAccept: (change) => void accepted.push(change),
    reserved: new Map(),
  }
}

/** Reads every change before it makes the first: a failed batch changes nothing. Throws 422. */
export function applyAll(
  { base, table }: WriteTarget,
  context: WriteContext,
  changes: readonly Change[],
): readonly SimulatedRecord[] {
  const read = changes.map(({ record, fields, replace = false }) => {
    const cells = new Map<string, unknown>()
    if (replace)
      for (const field of table.schema.fields)
        if (!COMPUTED_TYPES.has(field.type)) cells.set(field.id, undefined)
    for (const [name, value] of Object.entries(fields)) {
      const field = findField(base, table, name)
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

/** A record that a batch names. Throws 422. */
export function existing({ table }: WriteTarget, id: unknown): SimulatedRecord {
  if (typeof id !== 'string') throw invalidRecords()
  const record = table.records.get(id)
  if (!record) throw rowDoesNotExist(id)
  return record
}

/** The elements of `records`. Throws 422 when they are none, or hold more than `id` and `fields`. */
export function elementsOf(body: Body): readonly Body[] {
  const { records } = body
  if (!Array.isArray(records) || records.length === 0 || !records.every(isObject)) throw invalidRecords()
  const known = new Set(['id', 'fields'])
  if (records.some((record) => Object.keys(record).some((key) => !known.has(key)))) throw invalidRequest()
  return records
}

export function fieldsOf(element: Body): Body {
  const { fields } = element
  if (!isObject(fields)) throw missingFields()
  return fields
}

export function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
