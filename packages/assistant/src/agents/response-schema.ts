import { z } from 'zod'
import type { ResponseSchema } from '../ports/chat-model.ts'

/** What a model must answer, by a zod schema whose objects have no optional properties: strict modes take only such. */
export function responseSchema<T>(name: string, schema: z.ZodType<T>): ResponseSchema<T> {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema, { target: 'draft-7' })
  return { name, jsonSchema, parse: (value) => schema.parse(value) }
}
