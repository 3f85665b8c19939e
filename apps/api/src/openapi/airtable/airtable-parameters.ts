import { z } from '@hono/zod-openapi'

const text = (description: string, example: string) => z.string().meta({ description, examples: [example] })

export const baseId: z.ZodType = text('Id of the base.', 'appReservasDemo01')
export const tableIdOrName: z.ZodType = text('Id or name of the table, encoded.', 'Mesas')
export const recordId: z.ZodType = text('Id of the record.', 'recMesa0000000001')
export const commentId: z.ZodType = text('Id of the comment.', 'comXXXXXXXXXXXXXX')
export const tableId: z.ZodType = text('Id of the table.', 'tblMesas000000000')
export const fieldId: z.ZodType = text('Id of the field.', 'fldXXXXXXXXXXXXXX')
export const webhookId: z.ZodType = text('Id of the webhook.', 'achXXXXXXXXXXXXXX')

const cellQuery = {
  cellFormat: z.enum(['json', 'string']).optional().meta({
    description:
      '`string`: cells as their users see them; then `timeZone` and `userLocale` have to be there.',
  }),
  timeZone: text('IANA name of a time zone.', 'Europe/Madrid').optional(),
  userLocale: text('A locale.', 'es').optional(),
  returnFieldsByFieldId: z.boolean().optional().meta({ description: 'Fields by their ids.' }),
}

export const recordQuery: z.ZodObject = z.object(cellQuery)

export const listQuery: z.ZodObject = z.object({
  pageSize: z.int().min(1).max(100).optional().meta({ description: 'Default 100.' }),
  maxRecords: z.int().min(1).optional().meta({ description: 'Of all pages together.' }),
  offset: z.string().optional().meta({ description: "Of the page before. Larder's own: it never expires." }),
  view: text('Name or id of a view: its filter and its order.', 'Grid view').optional(),
  'sort[0][field]': text('Sort by this field first; go on with `sort[1][field]`.', 'Numero').optional(),
  'sort[0][direction]': z.enum(['asc', 'desc']).optional().meta({ description: 'Default `asc`.' }),
  'fields[]': z
    .array(z.string())
    .optional()
    .meta({ description: 'Names or ids of the fields that are wanted.' }),
  filterByFormula: text('Records for which this formula is true.', '{Capacidad}>=4').optional(),
  ...cellQuery,
  'recordMetadata[]': z.array(z.literal('commentCount')).optional(),
})

export const formatQuery: z.ZodObject = z.object({
  timeZone: cellQuery.timeZone,
  userLocale: cellQuery.userLocale,
})

export const deleteQuery: z.ZodObject = z.object({
  'records[]': z
    .array(z.string())
    .max(10)
    .meta({ description: 'Ids of up to ten records.', examples: [['recMesa0000000001']] }),
})

export const pageQuery: z.ZodObject = z.object({
  offset: z.string().optional().meta({ description: 'Of the page before.' }),
})
