import { z } from '@hono/zod-openapi'

/** What Airtable's bodies look like, as far as the document says it. Nothing is checked by them: Airtable does that. */

export const fieldsSchema: z.ZodType = z.record(z.string(), z.unknown()).meta({
  id: 'AirtableFields',
  description: 'Cell values by the name of their field, or by its id. Empty cells are left out.',
})

export const recordSchema: z.ZodType = z
  .object({
    id: z.string().meta({ examples: ['recMesa0000000001'] }),
    createdTime: z.string().meta({ description: 'ISO 8601, UTC.' }),
    fields: fieldsSchema,
    commentCount: z.int().optional().meta({ description: 'With recordMetadata=commentCount.' }),
  })
  .meta({ id: 'AirtableRecord' })

export const recordPageSchema: z.ZodType = z
  .object({
    records: z.array(recordSchema),
    offset: z
      .string()
      .optional()
      .meta({ description: 'Give it back for the next page; absent with the last one.' }),
  })
  .meta({ id: 'AirtableRecordPage' })

export const writtenSchema: z.ZodType = z
  .union([
    recordSchema,
    z.object({
      records: z.array(recordSchema),
      createdRecords: z.array(z.string()).optional().meta({ description: 'With performUpsert.' }),
      updatedRecords: z.array(z.string()).optional().meta({ description: 'With performUpsert.' }),
    }),
  ])
  .meta({ id: 'AirtableWritten', description: 'The record, or the records in the order of the request.' })

export const deletedRecordSchema: z.ZodType = z
  .object({ id: z.string(), deleted: z.literal(true) })
  .meta({ id: 'AirtableDeleted' })

/** Three shapes, as Airtable has them. */
export const airtableErrorSchema: z.ZodType = z
  .union([
    z.object({ error: z.string() }),
    z.object({ error: z.object({ type: z.string(), message: z.string().optional() }) }),
    z.object({ errors: z.array(z.object({ error: z.string(), message: z.string().optional() })) }),
  ])
  .meta({ id: 'AirtableError', description: "An error in one of Airtable's three shapes." })

const writeOptions = {
  typecast: z.boolean().optional().meta({ description: 'Make values fit their fields, at best effort.' }),
  returnFieldsByFieldId: z.boolean().optional(),
}

export const createBodySchema: z.ZodType = z
  .union([
    z.object({ fields: fieldsSchema, ...writeOptions }),
    z.object({ records: z.array(z.object({ fields: fieldsSchema })).max(10), ...writeOptions }),
  ])
  .meta({ id: 'AirtableCreate', description: 'One record, or up to ten.' })

export const updateBodySchema: z.ZodType = z
  .object({ fields: fieldsSchema, ...writeOptions })
  .meta({ id: 'AirtableUpdate' })

export const updateManyBodySchema: z.ZodType = z
  .object({
    records: z.array(z.object({ id: z.string().optional(), fields: fieldsSchema })).max(10),
    performUpsert: z
      .object({ fieldsToMergeOn: z.array(z.string()).min(1).max(3) })
      .optional()
      .meta({ description: 'Records without id are matched by these fields: created where none matches.' }),
    ...writeOptions,
  })
  .meta({
    id: 'AirtableUpdateMany',
    description: 'Up to ten records, each with its id unless it is upserted.',
  })

const sortSchema = z.array(z.object({ field: z.string(), direction: z.enum(['asc', 'desc']).optional() }))

export const listBodySchema: z.ZodType = z
  .object({
    pageSize: z.int().min(1).max(100).optional(),
    maxRecords: z.int().min(1).optional(),
    offset: z.string().optional(),
    view: z.string().optional(),
    sort: sortSchema.optional(),
    fields: z.array(z.string()).optional(),
    filterByFormula: z.string().optional(),
    cellFormat: z.enum(['json', 'string']).optional(),
    timeZone: z.string().optional(),
    userLocale: z.string().optional(),
    returnFieldsByFieldId: z.boolean().optional(),
    recordMetadata: z.array(z.literal('commentCount')).optional(),
  })
  .meta({ id: 'AirtableListQuery', description: 'The parameters of a list, in the body.' })

/** Whatever Airtable has to say of schemas, webhooks and comments: it is passed on as it comes. */
export const passedOnSchema: z.ZodType = z
  .looseObject({})
  .meta({ id: 'AirtableObject', description: 'As Airtable has it.' })
