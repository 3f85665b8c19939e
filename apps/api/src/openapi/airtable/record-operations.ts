import { TAGS } from '@larder/api-contract'
import { type RouteConfig, z } from '@hono/zod-openapi'
import { airtableOperation } from './airtable-operation.ts'
import {
  baseId,
  deleteQuery,
  formatQuery,
  listQuery,
  recordId,
  recordQuery,
  tableIdOrName,
} from './airtable-parameters.ts'
import {
  createBodySchema,
  deletedRecordSchema,
  listBodySchema,
  recordPageSchema,
  recordSchema,
  updateBodySchema,
  updateManyBodySchema,
  writtenSchema,
} from './airtable-schemas.ts'

const tag = TAGS.records
const inTable = z.object({ baseId, tableIdOrName })
const ofRecord = z.object({ baseId, tableIdOrName, recordId })

const record = {
  id: 'recMesa0000000001',
  createdTime: '2026-01-01T00:00:00.000Z',
  fields: { Nombre: 'Mesa 1', Capacidad: 4, Zona: 'Terraza' },
}
const page = { records: [record], offset: 'itrXXXXXXXXXXXXXX/recMesa0000000001' }
const fields = { Capacidad: 6 }
const many = { records: [{ id: record.id, fields }] }
const upsert = {
  records: [{ fields: { Nombre: 'Mesa 1', ...fields } }],
  performUpsert: { fieldsToMergeOn: ['Nombre'] },
}

const idempotency = z.object({
  'idempotency-key': z.string().min(1).max(255).optional().meta({
    description: 'The create is done once for 24 hours, however often it is sent with this key.',
  }),
})

export const RECORD_OPERATIONS: readonly RouteConfig[] = [
  airtableOperation({
    id: 'listRecords',
    tag,
    ask: 'GET /v0/{baseId}/{tableIdOrName}',
    summary: 'list records',
    description: 'A page from the cache, whatever the order and the spelling of the parameters.',
    params: inTable,
    query: listQuery,
    answer: recordPageSchema,
    example: page,
  }),
  airtableOperation({
    id: 'listRecordsByPost',
    tag,
    ask: 'POST /v0/{baseId}/{tableIdOrName}/listRecords',
    summary: 'list records, with parameters in the body',
    description:
      'The same, for formulas that are too long for an address. Both share their entries in the cache.',
    right: 'read',
    way: 'cache',
    params: inTable,
    query: formatQuery,
    body: { schema: listBodySchema, example: { pageSize: 10, filterByFormula: '{Capacidad}>=4' } },
    answer: recordPageSchema,
    example: page,
  }),
  airtableOperation({
    id: 'getRecord',
    tag,
    ask: 'GET /v0/{baseId}/{tableIdOrName}/{recordId}',
    summary: 'one record',
    params: ofRecord,
    query: recordQuery,
    answer: recordSchema,
    example: record,
  }),
  airtableOperation({
    id: 'createRecords',
    tag,
    ask: 'POST /v0/{baseId}/{tableIdOrName}',
    summary: 'create one record, or up to ten',
    description: 'It is never sent to Airtable twice, unless it was certainly not done.',
    params: inTable,
    headers: idempotency,
    body: { schema: createBodySchema, example: { fields: record.fields } },
    answer: writtenSchema,
    example: record,
  }),
  airtableOperation({
    id: 'updateRecords',
    tag,
    ask: 'PATCH /v0/{baseId}/{tableIdOrName}',
    summary: 'update up to ten records, or upsert them',
    description:
      'Only the fields that are given change. With `performUpsert` records without id are matched by fields.',
    params: inTable,
    body: { schema: updateManyBodySchema, example: many },
    answer: writtenSchema,
    example: { records: [record] },
  }),
  airtableOperation({
    id: 'replaceRecords',
    tag,
    ask: 'PUT /v0/{baseId}/{tableIdOrName}',
    summary: 'replace up to ten records, or upsert them',
    description: 'Fields that are not given are cleared.',
    params: inTable,
    body: { schema: updateManyBodySchema, example: upsert },
    answer: writtenSchema,
    example: { records: [record], createdRecords: [], updatedRecords: [record.id] },
  }),
  airtableOperation({
    id: 'deleteRecords',
    tag,
    ask: 'DELETE /v0/{baseId}/{tableIdOrName}',
    summary: 'delete up to ten records',
    params: inTable,
    query: deleteQuery,
    answer: z.object({ records: z.array(deletedRecordSchema) }),
    example: { records: [{ id: record.id, deleted: true }] },
  }),
  airtableOperation({
    id: 'updateRecord',
    tag,
    ask: 'PATCH /v0/{baseId}/{tableIdOrName}/{recordId}',
    summary: 'update one record',
    description: 'Only the fields that are given change.',
    params: ofRecord,
    body: { schema: updateBodySchema, example: { fields } },
    answer: recordSchema,
    example: record,
  }),
  airtableOperation({
    id: 'replaceRecord',
    tag,
    ask: 'PUT /v0/{baseId}/{tableIdOrName}/{recordId}',
    summary: 'replace one record',
    description: 'Fields that are not given are cleared.',
    params: ofRecord,
    body: { schema: updateBodySchema, example: { fields } },
    answer: recordSchema,
    example: record,
  }),
  airtableOperation({
    id: 'deleteRecord',
    tag,
    ask: 'DELETE /v0/{baseId}/{tableIdOrName}/{recordId}',
    summary: 'delete one record',
    params: ofRecord,
    answer: deletedRecordSchema,
    example: { id: record.id, deleted: true },
  }),
]
