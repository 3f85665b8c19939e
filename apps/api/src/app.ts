import { Hono } from 'hono'
import type { Cache } from '@larder/cache-core'
import type { UsageTotals } from '@larder/openai-adapter'
import { dashboardPage, dashboardRoutes, prefersPage } from './dashboard/dashboard-routes.ts'
import type { LiveFeed } from './dashboard/live-feed.ts'
import { operatorRoutes } from './routes/operator-routes.ts'
import { probeRoutes } from './routes/probe-routes.ts'
import type { Logger } from 'pino'
import type { Access } from './access/caller.ts'
import { KeyAccess, OpenAccess } from './access/key-access.ts'
import { allowOtherSites } from './middleware/allow-other-sites.ts'
import type { CreateOnce } from './create-once.ts'
import { airtableErrorBody } from './routes/airtable-bodies.ts'
import { answerFromMemory } from './routes/answer-from-memory.ts'
import { jsonAnswer } from './routes/airtable-answers.ts'
import { answerAirtableRequest } from './routes/airtable-routes.ts'
import type { EventObserver } from './event-observer.ts'
import { assistantRoutes, type TableTalk } from './routes/assistant-routes.ts'
import { metricsRoute, type MetricsRouteOptions } from './routes/metrics-route.ts'
import { noteRoutes } from './telemetry/note-routes.ts'
import { beyondThisTurn } from './telemetry/request-context.ts'
import { cacheRoutes } from './routes/cache-routes.ts'
import { problem } from './problem.ts'
import { foreignHostAnswer, isOwnHost } from './middleware/own-host.ts'
import { refuseCrossSiteWrites } from './middleware/refuse-cross-site-writes.ts'
import {
  callerOrRefusal,
  type CallerVariables,
  requireAdmin,
  requireCaller,
} from './middleware/require-caller.ts'
import type { Upstream } from './routes/upstream-body.ts'

export interface AppOptions {
  readonly cache: Cache
  readonly access: Access
  readonly createOnce: CreateOnce
  readonly upstream: Upstream
  readonly feed: LiveFeed
  /** `undefined`: no base is the assistant's book. */
  readonly talk: TableTalk | undefined
  readonly observer: EventObserver
  readonly metrics: Omit<MetricsRouteOptions, 'access'>
  readonly models: () => UsageTotals
  readonly logger: Logger
  readonly now: () => Date
}

/** Where Airtable sends its pings, before the id of the base. */
export const PING_PATH = '/webhooks/airtable'

/** The HTTP surface, without a socket. */
export interface App {
  /** `env`: that of Hono's adapter for node. */
  readonly fetch: (request: Request, env?: object) => Response | Promise<Response>
}

/** Puts the routes together, and a short way to Airtable around them. */
export function createApp(options: AppOptions): App {
  const { access, createOnce, logger } = options
  const all = allRoutes(options)
  const answer = async (request: Request, asked: AskedCaller): Promise<Response> => {
    try {
      const caller = await asked
      return caller instanceof Response ? caller : await answerAirtableRequest(request, caller, createOnce)
    } catch (error) {
      return unforeseen(logger, error, new URL(request.url).pathname)
    }
  }
  const plain = (request: Request): Response | Promise<Response> => {
    const caller = callerOrRefusal(access, request)
    return answerFromMemory(request, caller) ?? beyondThisTurn(() => answer(request, caller))
  }
  const isOpen = access instanceof OpenAccess
  const isAtHand = isOpen || access instanceof KeyAccess
  return {
    fetch: (request, env) => {
      if (isOpen && !isOwnHost(request)) return foreignHostAnswer()
      if (!isPlain(request)) return beyondThisTurn(() => all.fetch(request, env))
      // Who has to ask Airtable about a caller waits.
      return isAtHand ? plain(request) : beyondThisTurn(() => plain(request))
    },
  }
}

type AskedCaller = ReturnType<typeof callerOrRefusal>

const AIRTABLE = /^https?:\/\/[^/?#]+\/+v0\//

/**
 * Whether a request is one of a program for Airtable, as nearly all are. Middleware and routes have nothing to say about them,
 * and would cost them more than their answer does.
 */
function isPlain({ url, method, headers }: Request): boolean {
  return (
    AIRTABLE.test(url) &&
    method !== 'HEAD' &&
    method !== 'OPTIONS' &&
    !headers.has('origin') &&
    !headers.has('sec-fetch-site')
  )
}

function allRoutes({
  cache,
  access,
  createOnce,
  upstream,
  feed,
  talk,
  observer,
  metrics,
  models,
  logger,
  now,
}: AppOptions): Hono<CallerVariables> {
  const app = new Hono<CallerVariables>()
  app.use('*', noteRoutes())
  if (access instanceof OpenAccess) app.use('*', refuseCrossSiteWrites())
  else app.use('*', allowOtherSites())
  // Before the callers' keys: Airtable has none, and signs what it sends.
  app.post(`${PING_PATH}/:base`, async (c) => {
    const answer = await upstream.webhooks?.respondToPing(c.req.param('base'), c.req.raw)
    return answer ?? problem(c, 404, 'No base is followed through webhooks. See docs/webhooks.md.')
  })
  // With a key of its own, which is no caller's.
  app.get('/metrics', metricsRoute({ ...metrics, access }))
  app.route('/', probeRoutes({ cache, isEnding: () => feed.isClosed }))
  // The page without any data, for a browser, which has no key yet.
  app.route('/dashboard', dashboardRoutes())
  app.get('/', async (c, next) => (prefersPage(c.req.header('accept')) ? dashboardPage() : next()))
  app.use('*', requireCaller(access))
  app.use('/cache/*', requireAdmin())
  app.route('/cache', cacheRoutes({ cache, upstream, observer, models, now }))
  app.route('/cache', operatorRoutes({ cache, feed }))
  app.route('/assistant', assistantRoutes({ talk, logger }))
  app.get('/', (c) => c.json(INDEX))
  app.all('*', (c) => {
    // Clients whose endpoint ends in a slash ask for //v0/…
    if (/^\/+v0(\/|$)/.test(c.req.path)) return answerAirtableRequest(c.req.raw, c.get('caller'), createOnce)
    return problem(c, 404, `There is nothing at ${c.req.path}. See / for what there is.`)
  })
  app.onError((error, c) => {
    if (/^\/+v0(\/|$)/.test(c.req.path)) return unforeseen(logger, error, c.req.path)
    noteUnforeseen(logger, error, c.req.path)
    return problem(c, 500, UNFORESEEN)
  })
  return app
}

const UNFORESEEN = 'Larder failed to answer this request; its log says why.'

function unforeseen(logger: Logger, error: unknown, path: string): Response {
  noteUnforeseen(logger, error, path)
  return jsonAnswer(500, airtableErrorBody('SERVER_ERROR', UNFORESEEN))
}

function noteUnforeseen(logger: Logger, error: unknown, path: string): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  logger.error({ error: message, stack, path }, 'a request failed in an unforeseen way')
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
    'DELETE /cache/keys?key=…, ?tag=…, ?prefix=… or ?pattern=…': 'forget cached answers',
    'GET /cache/count, with the same': 'how many these are',
    'GET /cache/explain?key=…': 'what is kept under a key, and what a read would make of it',
    'GET /cache/live': 'statistics once a second, as server-sent events',
    'POST /cache/isolate, POST /cache/rejoin': 'take Redis out of service, and put it back',
    'GET /metrics': 'the same for Prometheus',
    'GET /livez, GET /readyz': 'whether this process answers, and may be sent requests',
    'GET /': 'in a browser: the dashboard',
  },
}
