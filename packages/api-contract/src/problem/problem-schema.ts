import { z } from '@hono/zod-openapi'

/** One part of a request that is not as it has to be. */
export const inputErrorSchema = z
  .object({
    in: z.enum(['query', 'path', 'header', 'body']).meta({ description: 'Where it stands.' }),
    field: z
      .string()
      .meta({ description: 'Its name, or the way to it through objects and arrays; empty: the whole.' }),
    detail: z.string().meta({ description: 'What is wrong, in a sentence.' }),
    got: z
      .string()
      .optional()
      .meta({ description: 'What was got: short values as they came, others by their size.' }),
    allowed: z.string().optional().meta({ description: 'What is allowed.' }),
  })
  .meta({ id: 'InputError', description: 'One part of a request that is not as it has to be.' })

export type InputError = z.infer<typeof inputErrorSchema>

/** Problem details (RFC 9457) of Larder's own routes. */
export const problemSchema = z
  .object({
    type: z.string().meta({
      description: 'Which kind of problem: a reference to its explanation on this server.',
      examples: ['/docs#problem-invalid-input'],
    }),
    title: z.string().meta({ description: 'The kind of problem in words; the same for all of the kind.' }),
    status: z.int().min(400).max(599).meta({ description: 'The status of the answer.' }),
    detail: z.string().meta({ description: 'What is wrong this time, and what to do.' }),
    instance: z.string().meta({ description: 'The path that was asked for.' }),
    errors: z
      .array(inputErrorSchema)
      .optional()
      .meta({ description: 'With invalid-input: each part that is wrong.' }),
  })
  .meta({ id: 'Problem', description: 'Problem details as RFC 9457 has them.' })

export type Problem = z.infer<typeof problemSchema>

export const PROBLEM_MEDIA_TYPE = 'application/problem+json'
