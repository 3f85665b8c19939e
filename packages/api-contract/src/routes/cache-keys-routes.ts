import { createRoute, z } from '@hono/zod-openapi'
import { jsonResponse } from '../json-response.ts'
import { problems } from '../problem/problem-responses.ts'
import { WITH_RIGHT } from '../problem/usual-problems.ts'
import { keyThatMay } from '../security.ts'
import { TAGS } from '../tags.ts'
import { count, milliseconds } from './cache-schemas.ts'
import { selectionSchema } from './cache-selection.ts'

export const deletedSchema = z
  .object({
    deleted: count.meta({ description: 'How many entries there were, in memory here and in Redis.' }),
    pending: z
      .boolean()
      .meta({ description: 'Whether Redis is still to be told; here the deletion holds already.' }),
    key: z.string().optional(),
    tag: z.string().optional(),
    prefix: z.string().optional(),
    pattern: z.string().optional(),
  })
  .meta({ id: 'Deleted', description: 'Repeats what the entries were chosen by.' })

export type DeletedBody = z.infer<typeof deletedSchema>

const { description, content } = jsonResponse(
  'They are forgotten; with `Accept: text/event-stream` told on the way: `held` at once, `progress` (several), `done` with how many there were.',
  deletedSchema,
  { deleted: 24, pattern: '*:q:l:*', pending: false },
)

/** Not in the types, which a client would have to tell apart from the JSON: who asks for events reads a stream. */
const asEvents: object = {
  'text/event-stream': {
    schema: { type: 'string' },
    example:
      'event: held\ndata: {"pattern":"*:q:l:*","pending":false}\n\nevent: progress\ndata: {"memory":12,"redis":24}\n\nevent: done\ndata: {"deleted":24,"pattern":"*:q:l:*","pending":false}\n\n',
  },
}

export const deleteKeysRoute = createRoute({
  method: 'delete',
  path: '/cache/keys',
  operationId: 'deleteKeys',
  tags: [TAGS.cache],
  summary: 'forget cached answers; with Accept: text/event-stream telling how far it is',
  description:
    'A deletion holds at once in this process, within milliseconds in all others, and for good. Calling the request off ends what takes time, which is to free what was covered.',
  security: keyThatMay('admin'),
  request: { query: selectionSchema },
  responses: {
    200: { description, content: { ...content, ...asEvents } },
    ...problems('invalid-input', 'cross-site-write', ...WITH_RIGHT),
  },
})

export const entryCountSchema = z
  .object({
    memory: count,
    redis: count.optional().meta({ description: 'Absent when Redis cannot be asked, or there is none.' }),
  })
  .meta({ id: 'EntryCount' })

export const countKeysRoute = createRoute({
  method: 'get',
  path: '/cache/count',
  operationId: 'countKeys',
  tags: [TAGS.cache],
  summary: 'how many answers a deletion would forget',
  security: keyThatMay('admin'),
  request: { query: selectionSchema },
  responses: {
    200: jsonResponse('So many entries.', entryCountSchema, { memory: 12, redis: 24 }),
    ...problems('invalid-input', ...WITH_RIGHT),
  },
})

const heldEntrySchema = z
  .object({
    age_ms: milliseconds,
    ttl_left_ms: milliseconds.meta({ description: 'Until it is stale; negative when it is.' }),
    usable_ms: milliseconds.meta({ description: 'Until it is of no use at all.' }),
    tags: z.array(z.string()).readonly(),
    stamp: z
      .object({ era: z.int(), seq: z.int() })
      .optional()
      .meta({ description: 'The invalidation that it is known to be newer than; absent in memory alone.' }),
    invalidated: z.boolean(),
    raw_bytes: count,
    stored_bytes: count,
  })
  .meta({ id: 'HeldEntry', description: 'What is kept of a key, without its value.' })

export const explanationSchema = z
  .object({
    key: z.string(),
    verdict: z.enum(['hit', 'stale', 'miss']).meta({ description: 'What a read would make of it now.' }),
    reason: z.string().meta({ description: 'Why, in a sentence.' }),
    memory: heldEntrySchema.nullable(),
    redis: heldEntrySchema.nullable(),
  })
  .meta({ id: 'Explanation' })

export type ExplanationBody = z.infer<typeof explanationSchema>

export const explainKeyRoute = createRoute({
  method: 'get',
  path: '/cache/explain',
  operationId: 'explainKey',
  tags: [TAGS.cache],
  summary: 'what is kept under a key, and what a read would make of it',
  security: keyThatMay('admin'),
  request: {
    query: z.object({
      key: z
        .string({ error: 'Give the key to explain, once: ?key=…' })
        .meta({ description: 'The key.', examples: ['airtable:appReservasDemo01'] }),
    }),
  },
  responses: {
    200: jsonResponse('Without the value, whose size is all that is told of it.', explanationSchema, {
      key: 'airtable:appReservasDemo01',
      verdict: 'hit',
      reason: 'Memory holds a fresh value.',
      memory: {
        age_ms: 2000,
        ttl_left_ms: 298000,
        usable_ms: 86698000,
        tags: ['airtable:appReservasDemo01'],
        stamp: { era: 1, seq: 42 },
        invalidated: false,
        raw_bytes: 2048,
        stored_bytes: 2048,
      },
      redis: null,
    }),
    ...problems('invalid-input', ...WITH_RIGHT),
  },
})
