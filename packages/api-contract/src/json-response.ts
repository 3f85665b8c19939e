import type { z } from '@hono/zod-openapi'

export interface JsonResponse<Schema extends z.ZodType> {
  description: string
  content: { 'application/json': { schema: Schema; example: z.input<Schema> } }
}

/** An answer in JSON; the example is held against its schema by the compiler, and by a test. */
export function jsonResponse<Schema extends z.ZodType>(
  description: string,
  schema: Schema,
  example: z.input<Schema>,
): JsonResponse<Schema> {
  return { description, content: { 'application/json': { schema, example } } }
}
