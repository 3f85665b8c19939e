import { createRoute, z } from '@hono/zod-openapi'
import { jsonResponse } from '../json-response.ts'
import { problems } from '../problem/problem-responses.ts'
import { WITH_RIGHT } from '../problem/usual-problems.ts'
import { keyThatMay } from '../security.ts'
import { TAGS } from '../tags.ts'

const hotKeysSchema = z
  .object({
    hot_keys: z
      .array(
        z.object({
          key: z.string(),
          per_second: z.number().meta({ description: 'Reads, with half of the weight on the last minute.' }),
          at_least_per_second: z
            .number()
            .meta({ description: 'As many of them are certain: it is an estimate in fixed memory.' }),
          share: z.number().meta({ description: 'Of all reads of this process, 0 to 1.' }),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'HotKeys', description: 'The most read first.' })

export type HotKeysBody = z.infer<typeof hotKeysSchema>

export const hotKeysRoute = createRoute({
  method: 'get',
  path: '/cache/hot-keys',
  operationId: 'hotKeys',
  tags: [TAGS.cache],
  summary: 'what is read most',
  description: 'Apart from the statistics, since keys may tell of people.',
  security: keyThatMay('admin'),
  request: {
    query: z.object({
      limit: z.coerce
        .number()
        .int()
        .min(1)
        .max(128)
        .optional()
        .meta({ description: 'At most so many; 20 without.', examples: [10] }),
    }),
  },
  responses: {
    200: jsonResponse('The keys of this process.', hotKeysSchema, {
      hot_keys: [
        {
          key: 'airtable:appReservasDemo01:tblMesas000000000:r:recMesa0000000001',
          per_second: 18,
          at_least_per_second: 17.2,
          share: 0.214,
        },
      ],
    }),
    ...problems('invalid-input', ...WITH_RIGHT),
  },
})
