import type { ResponseSchema } from '@larder/assistant'
import { z } from 'zod'

/** What a model has to answer to the bench itself; objects of `schema` have no optional properties. */
export function answerSchema<T>(name: string, schema: z.ZodType<T>): ResponseSchema<T> {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema, { target: 'draft-7' })
  return { name, jsonSchema, parse: (value) => schema.parse(value) }
}
