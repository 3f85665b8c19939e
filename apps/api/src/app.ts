import { Hono } from 'hono'
import type { Cache } from '@larder/cache-core'
import type { Logger } from 'pino'
import type { Access } from './access/caller.ts'
import { OpenAccess } from './access/key-access.ts'
import { allowOtherSites } from './middleware/allow-other-sites.ts'
import type { CreateOnce } from './create-once.ts'
import { airtableErrorBody } from './routes/airtable-bodies.ts'
import { answerAirtableRequest } from './routes/airtable-routes.ts'
import type { EventObserver } from './event-observer.ts'
import { assistantRoutes, type TableTalk } from './routes/assistant-routes.ts'
import { cacheRoutes } from './routes/cache-routes.ts'
import { problem } from './problem.ts'
import { refuseCrossSiteWrites } from './middleware/refuse-cross-site-writes.ts'
import { type CallerVariables, requireAdmin, requireCaller } from './middleware/require-caller.ts'
import type { Upstream } from './routes/upstream-body.ts'

export interface AppOptions {
  readonly cache: Cache
  readonly access: Access
  readonly createOnce: CreateOnce
  readonly upstream: Upstream
  /** `undefined`: no base is the assistant's book. */
  readonly talk: TableTalk | undefined
  readonly observer: EventObserver
  readonly logger: Logger
  readonly now: () => Date
}

/** Where Airtable sends its pings, before the id of the base. */
export const PING_PATH = '/webhooks/airtable'

/** The HTTP surface, without a socket. */
export function createApp({
  cache,
  access,
  createOnce,
  upstream,
  talk,
  observer,
  logger,
  now,
}: AppOptions): Hono<CallerVariables> {
  const app = new Hono<CallerVariables>()
  if (access instanceof OpenAccess) app.use('*', refuseCrossSiteWrites())
  else app.use('*', allowOtherSites())
  // Before the callers' keys: Airtable has none, and signs what it sends.
  app.post(`${PING_PATH}/:base`, async (c) => {
    const answer = await upstream.webhooks?.respondToPing(c.req.param('base'), c.req.raw)
    return answer ?? problem(c, 404, 'No base is followed through webhooks. See docs/webhooks.md.')
  })
  app.use('*', requireCaller(access))
  app.use('/cache/*', requireAdmin())
  app.route('/cache', cacheRoutes({ cache, upstream, observer, now }))
  app.route('/assistant', assistantRoutes({ talk, logger }))
  app.get('/', (c) => c.json(INDEX))
  app.all('*', (c) => {
    // Clients whose endpoint ends in a slash ask for //v0/…
    if (/^\/+v0(\/|$)/.test(c.req.path)) return answerAirtableRequest(c.req.raw, c.get('caller'), createOnce)
    return problem(c, 404, `There is nothing at ${c.req.path}. See / for what there is.`)
  })
  app.onError((error, c) => {
    logger.error(
      { error: error.message, stack: error.stack, path: c.req.path },
      'a request failed in an unforeseen way',
    )
    if (/^\/+v0(\/|$)/.test(c.req.path))
      return c.json(
        airtableErrorBody(
          'SERVER_ERROR',
          'Larder failed to answer this request; its log says why.',
        ) as object,
        500,
      )
    return problem(c, 500, 'Larder failed to answer this request; its log says why.')
  })
  return app
}

const INDEX = {
  name: 'Larder',
  endpoints: {
    'GET /v0/{base}/{table}': 'list records, as Airtable does',
    'GET /v0/{base}/{table}/{record}': 'one record',
    'POST, PATCH, PUT, DELETE /v0/{base}/{table}[/{record}]': 'write through to Airtable',
    'POST /assistant/messages': 'talk with the assistant; with Accept: text/event-stream piece by piece',
    'GET /assistant/conversations/{id}': 'where a conversation stands',
    'GET /cache/stats': 'hits, misses, latencies',
    'GET /cache/health': 'healthy, degraded or disabled, and why',
    'DELETE /cache/keys?prefix=… or ?pattern=…': 'forget cached answers',
  },
}
