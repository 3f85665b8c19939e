import { createRoute, z } from '@hono/zod-openapi'
import { jsonResponse } from '../json-response.ts'
import { problems } from '../problem/problem-responses.ts'
import { WITH_RIGHT } from '../problem/usual-problems.ts'
import { keyThatMay } from '../security.ts'
import { TAGS } from '../tags.ts'

const isolationSchema = z.object({ isolated: z.boolean() }).meta({ id: 'Isolation' })

export const isolateRoute = createRoute({
  method: 'post',
  path: '/cache/isolate',
  operationId: 'isolateRedis',
  tags: [TAGS.cache],
  summary: 'take Redis out of service',
  description:
    'For work on it: this process serves from memory until it is put back. Deletions wait meanwhile.',
  security: keyThatMay('admin'),
  responses: {
    200: jsonResponse('It is out of service for this process.', isolationSchema, { isolated: true }),
    ...problems('cross-site-write', 'no-redis', ...WITH_RIGHT),
  },
})

export const rejoinRoute = createRoute({
  method: 'post',
  path: '/cache/rejoin',
  operationId: 'rejoinRedis',
  tags: [TAGS.cache],
  summary: 'put Redis back',
  description: 'It serves again once its probes pass.',
  security: keyThatMay('admin'),
  responses: {
    200: jsonResponse('It may serve again.', isolationSchema, { isolated: false }),
    ...problems('cross-site-write', 'no-redis', ...WITH_RIGHT),
  },
})

export const cacheLiveRoute = createRoute({
  method: 'get',
  path: '/cache/live',
  operationId: 'cacheLive',
  tags: [TAGS.cache],
  summary: 'statistics once a second, as server-sent events',
  description:
    'First `history` with the points of the last five minutes, then one `point` a second and its `details`: the most read keys, and what models cost. Who reads slowly is spared what is old by then.',
  security: keyThatMay('admin'),
  responses: {
    200: {
      description: 'A stream that ends with the process.',
      content: {
        'text/event-stream': {
          schema: { type: 'string' },
          example: 'event: history\ndata: []\n\nevent: point\ndata: {"at":1795809600000,"spanMs":1000}\n\n',
        },
      },
    },
    ...problems('too-many-watchers', ...WITH_RIGHT),
  },
})
