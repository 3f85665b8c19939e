import { createRoute, z } from '@hono/zod-openapi'
import { jsonResponse } from '../json-response.ts'
import { problems } from '../problem/problem-responses.ts'
import { WITH_KEY, WITH_RIGHT, WITHOUT_KEY } from '../problem/usual-problems.ts'
import { ANY_KEY, keyThatMay, NO_KEY } from '../security.ts'
import { TAGS } from '../tags.ts'
import { sharedTierSchema } from './cache-schemas.ts'

const page = (example: string) => ({
  'text/html': { schema: { type: 'string' as const }, example },
})

export const livezRoute = createRoute({
  method: 'get',
  path: '/livez',
  operationId: 'livez',
  tags: [TAGS.service],
  summary: 'whether this process answers',
  security: NO_KEY,
  responses: {
    200: jsonResponse('It does.', z.object({ status: z.literal('alive') }), { status: 'alive' }),
    ...problems(...WITHOUT_KEY),
  },
})

export const readyzRoute = createRoute({
  method: 'get',
  path: '/readyz',
  operationId: 'readyz',
  tags: [TAGS.service],
  summary: 'whether it may be sent requests',
  description: 'It may with Redis and without.',
  security: NO_KEY,
  responses: {
    200: jsonResponse('It may.', z.object({ status: z.literal('ready'), shared_tier: sharedTierSchema }), {
      status: 'ready',
      shared_tier: 'healthy',
    }),
    503: jsonResponse('It is ending.', z.object({ status: z.literal('ending') }), { status: 'ending' }),
    ...problems(...WITHOUT_KEY),
  },
})

export const metricsRoute = createRoute({
  method: 'get',
  path: '/metrics',
  operationId: 'metrics',
  tags: [TAGS.service],
  summary: 'everything that is counted, for Prometheus',
  description:
    'OpenMetrics for whoever accepts it, else the older text format. `METRICS_KEY` opens it too, and nothing else.',
  security: keyThatMay('admin'),
  responses: {
    200: {
      description: 'All series.',
      content: Object.fromEntries(
        ['application/openmetrics-text', 'text/plain'].map((type) => [
          type,
          { schema: { type: 'string' as const } },
        ]),
      ),
    },
    ...problems(...WITH_RIGHT),
  },
})

export const indexSchema = z
  .object({
    name: z.literal('Larder'),
    documentation: z.string(),
    openapi: z.string(),
    endpoints: z.record(z.string(), z.string()).meta({ description: 'What each does, by method and path.' }),
  })
  .meta({ id: 'Index' })

export type IndexBody = z.infer<typeof indexSchema>

const index = jsonResponse('What there is.', indexSchema, {
  name: 'Larder',
  documentation: '/docs',
  openapi: '/openapi.json',
  endpoints: { 'GET /cache/stats': 'hits, misses, latencies' },
})

/** For browsers, and not in the types: programs get the list. */
const asPage: object = page('<!doctype html>…')

export const indexRoute = createRoute({
  method: 'get',
  path: '/',
  operationId: 'index',
  tags: [TAGS.service],
  summary: 'what there is; in a browser: the dashboard',
  description: 'The dashboard is a page without data, open to everybody; the list takes a key.',
  security: ANY_KEY,
  responses: {
    200: { ...index, content: { ...index.content, ...asPage } },
    ...problems(...WITH_KEY),
  },
})

export const openApiRoute = createRoute({
  method: 'get',
  path: '/openapi.json',
  operationId: 'openapi',
  tags: [TAGS.service],
  summary: 'this document',
  security: NO_KEY,
  responses: {
    200: {
      description: 'The OpenAPI 3.1 document.',
      content: { 'application/json': { schema: z.looseObject({ openapi: z.literal('3.1.0') }) } },
    },
    304: { description: 'The client has it.' },
    ...problems(...WITHOUT_KEY),
  },
})

export const docsRoute = createRoute({
  method: 'get',
  path: '/docs',
  operationId: 'docs',
  tags: [TAGS.service],
  summary: 'this document, for people',
  security: NO_KEY,
  responses: {
    200: { description: 'A page.', content: page('<!doctype html>…') },
    304: { description: 'The client has it.' },
    ...problems(...WITHOUT_KEY),
  },
})

export const docsStyleRoute = createRoute({
  method: 'get',
  path: '/docs/style.css',
  operationId: 'docsStyle',
  tags: [TAGS.service],
  summary: 'how that page looks',
  security: NO_KEY,
  responses: {
    200: { description: 'A style sheet.', content: { 'text/css': { schema: { type: 'string' as const } } } },
    304: { description: 'The client has it.' },
    ...problems(...WITHOUT_KEY),
  },
})

export const dashboardFileRoute = createRoute({
  method: 'get',
  path: '/dashboard/{file}',
  operationId: 'dashboardFile',
  tags: [TAGS.service],
  summary: 'a file of the dashboard',
  description: 'Its page, style sheets and scripts: without any data.',
  security: NO_KEY,
  request: { params: z.object({ file: z.string().meta({ examples: ['style.css'] }) }) },
  responses: {
    200: {
      description: 'The file.',
      content: Object.fromEntries(
        ['text/html', 'text/css', 'text/javascript', 'image/svg+xml'].map((type) => [
          type,
          { schema: { type: 'string' as const } },
        ]),
      ),
    },
    ...problems('not-found', ...WITHOUT_KEY),
  },
})
