import { TAGS } from '@larder/api-contract'
import { type RouteConfig, z } from '@hono/zod-openapi'
import { airtableOperation } from './airtable-operation.ts'
import { baseId, fieldId, pageQuery, tableId } from './airtable-parameters.ts'
import { passedOnSchema } from './airtable-schemas.ts'

const tag = TAGS.metadata
const inBase = z.object({ baseId })
const inTable = z.object({ baseId, tableId })

const field = { id: 'fldMesasNombre000', name: 'Nombre', type: 'singleLineText' }
const table = { id: 'tblMesas000000000', name: 'Mesas', primaryFieldId: field.id, fields: [field], views: [] }

const tableSchema = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    primaryFieldId: z.string(),
    fields: z.array(passedOnSchema),
    views: z.array(passedOnSchema),
  })
  .meta({ id: 'AirtableTable' })

export const METADATA_OPERATIONS: readonly RouteConfig[] = [
  airtableOperation({
    id: 'whoami',
    tag,
    ask: 'GET /v0/meta/whoami',
    way: 'passed-on',
    summary: 'who the key belongs to, and its scopes',
    description:
      'Of a key that may not do everything: who it is to Larder. Of others: who it is to Airtable.',
    answer: z.looseObject({ id: z.string(), scopes: z.array(z.string()).optional() }),
    example: { id: 'usrXXXXXXXXXXXXXX', scopes: ['data.records:read'] },
  }),
  airtableOperation({
    id: 'listBases',
    tag,
    ask: 'GET /v0/meta/bases',
    way: 'passed-on',
    summary: 'the bases that the key may read',
    query: pageQuery,
    answer: z.object({ bases: z.array(passedOnSchema), offset: z.string().optional() }),
    example: { bases: [{ id: 'appReservasDemo01', name: 'Reservas Demo', permissionLevel: 'create' }] },
  }),
  airtableOperation({
    id: 'getBaseSchema',
    tag,
    ask: 'GET /v0/meta/bases/{baseId}/tables',
    way: 'passed-on',
    summary: 'tables, fields and views of a base',
    params: inBase,
    query: z.object({ 'include[]': z.array(z.literal('visibleFieldIds')).optional() }),
    answer: z.object({ tables: z.array(tableSchema) }),
    example: { tables: [table] },
  }),
  airtableOperation({
    id: 'createTable',
    tag,
    ask: 'POST /v0/meta/bases/{baseId}/tables',
    right: 'manage',
    summary: 'create a table',
    params: inBase,
    body: {
      schema: passedOnSchema,
      example: { name: 'Mesas', fields: [{ name: 'Nombre', type: 'singleLineText' }] },
    },
    answer: tableSchema,
    example: table,
  }),
  airtableOperation({
    id: 'updateTable',
    tag,
    ask: 'PATCH /v0/meta/bases/{baseId}/tables/{tableId}',
    right: 'manage',
    summary: 'rename or describe a table',
    params: inTable,
    body: { schema: passedOnSchema, example: { name: 'Mesas' } },
    answer: tableSchema,
    example: table,
  }),
  airtableOperation({
    id: 'createField',
    tag,
    ask: 'POST /v0/meta/bases/{baseId}/tables/{tableId}/fields',
    right: 'manage',
    summary: 'create a field',
    params: inTable,
    body: { schema: passedOnSchema, example: { name: 'Nombre', type: 'singleLineText' } },
    answer: passedOnSchema,
    example: field,
  }),
  airtableOperation({
    id: 'updateField',
    tag,
    ask: 'PATCH /v0/meta/bases/{baseId}/tables/{tableId}/fields/{fieldId}',
    right: 'manage',
    summary: 'rename or describe a field',
    params: inTable.extend({ fieldId }),
    body: { schema: passedOnSchema, example: { name: 'Nombre' } },
    answer: passedOnSchema,
    example: field,
  }),
]
