import {
  applyAll,
  type Body,
  elementsOf,
  existing,
  fieldsOf,
  newContext,
  type WriteTarget,
} from './record-input.ts'
import { formatRecord, type RecordBody } from './record-format.ts'
import { invalidRecords, recordNotFound, rowDoesNotExist, tooManyCreates } from '../api/api-error.ts'
import type { SimulatedRecord } from '../base/simulated-table.ts'

/** Most records of one write request. */
export const MAX_BATCH = 10

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

export function show({ base, table }: WriteTarget, body: Body, record: SimulatedRecord): RecordBody {
  const byFieldId = /^(1|true)$/.test(String(body['returnFieldsByFieldId']))
  return formatRecord(base, table, record, { byFieldId })
}
