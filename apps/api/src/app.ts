import { OpenAPIHono } from '@hono/zod-openapi'
import type { Cache } from '@larder/cache-core'
import type { UsageTotals } from '@larder/openai-adapter'
import type { Logger } from 'pino'
import type { Access } from './access/caller.ts'
import { KeyAccess, OpenAccess } from './access/key-access.ts'
import type { CreateOnce } from './create-once.ts'
import { dashboardPage, dashboardRoutes, prefersPage } from './dashboard/dashboard-routes.ts'
import type { LiveFeed } from './dashboard/live-feed.ts'
import { docsRoutes } from './docs-page/docs-routes.ts'
import type { EventObserver } from './event-observer.ts'
import { allowOtherSites } from './middleware/allow-other-sites.ts'
import { refuseOtherMethods, refuseOtherTypes } from './middleware/keep-to-description.ts'
import { foreignHostAnswer, isOwnHost } from './middleware/own-host.ts'
import { refuseOtherOrigins } from './middleware/refuse-other-origins.ts'
import {
  callerOrRefusal,
  type CallerVariables,
  requireAdmin,
  requireCaller,
} from './middleware/require-caller.ts'
import { refuseInvalidInput } from './problem/invalid-input.ts'
import { problemAnswer } from './problem/problem-answer.ts'
import { ProblemError } from './problem/problem-error.ts'
import { problemOf } from './problem/problem-of.ts'
import { jsonAnswer } from './routes/airtable-answers.ts'
import { airtableErrorBody } from './routes/airtable-bodies.ts'
import { isAirtablePath } from './routes/airtable-path.ts'
import { answerAirtableRequest } from './routes/airtable-routes.ts'
import { answerFromMemory } from './routes/answer-from-memory.ts'
import { assistantRoutes, type TableTalk } from './routes/assistant-routes.ts'
import { cacheRoutes } from './routes/cache-routes.ts'
import { indexRoutes } from './routes/index-routes.ts'
import { metricsRoutes, type MetricsRoutesOptions } from './routes/metrics-routes.ts'
import { operatorRoutes } from './routes/operator-routes.ts'
import { probeRoutes } from './routes/probe-routes.ts'
import type { Upstream } from './routes/upstream-body.ts'
import { webhookPingRoutes } from './routes/webhook-ping-routes.ts'
import { noteRoutes } from './telemetry/note-routes.ts'
import { beyondThisTurn } from './telemetry/request-context.ts'

export interface AppOptions {
  readonly cache: Cache
  readonly access: Access
  readonly createOnce: CreateOnce
  readonly upstream: Upstream
  readonly feed: LiveFeed
  /** `undefined`: no base is the assistant's book. */
  readonly talk: TableTalk | undefined
  readonly observer: EventObserver
  readonly metrics: Omit<MetricsRoutesOptions, 'access'>
  readonly models: () => UsageTotals
  readonly logger: Logger
  readonly now: () => Date
}

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
  const plain = (request: Request, env?: object): Response | Promise<Response> => {
    const caller = callerOrRefusal(access, request, env)
    return answerFromMemory(request, caller) ?? beyondThisTurn(() => answer(request, caller))
  }
  const isOpen = access instanceof OpenAccess
  const isAtHand = isOpen || access instanceof KeyAccess
  return {
    fetch: (request, env) => {
      if (isOpen && !isOwnHost(request)) return foreignHostAnswer(request)
      if (!isPlain(request)) return beyondThisTurn(() => all.fetch(request, env))
      // Who has to ask Airtable about a caller waits.
      return isAtHand ? plain(request, env) : beyondThisTurn(() => plain(request, env))
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

/** All routes behind their middleware. Each route of ours is described in @larder/api-contract, where its path stands too. */
export function allRoutes(options: AppOptions): OpenAPIHono<CallerVariables> {
  const { access, createOnce, feed, logger, upstream } = options
  const app = new OpenAPIHono<CallerVariables>({ defaultHook: refuseInvalidInput })
  app.onError((error, c) => failureAnswer(logger, error, c.req.path))
  app.use('*', noteRoutes())
  app.use('*', access instanceof OpenAccess ? refuseOtherOrigins() : allowOtherSites())
  app.use('*', refuseOtherMethods())

  // Open to everybody: what is signed by Airtable, what tells next to nothing, and pages without any data.
  app.route('/', webhookPingRoutes(upstream.webhooks))
  app.route('/', probeRoutes({ ...options, isEnding: () => feed.isClosed }))
  // With a key of its own, which is no caller's.
  app.route('/', metricsRoutes({ ...options.metrics, access }))
  app.route('/', docsRoutes())
  app.route('/', dashboardRoutes())
  app.get('/', async (c, next) => (prefersPage(c.req.header('accept')) ? dashboardPage() : next()))

  app.use('*', requireCaller(access))
  app.use('/cache/*', requireAdmin())
  app.use('*', refuseOtherTypes())
  app.route('/', cacheRoutes(options))
  app.route('/', operatorRoutes(options))
  app.route('/', assistantRoutes(options))
  app.route('/', indexRoutes())
  app.all('*', (c) => {
    const { path, raw } = c.req
    if (isAirtablePath(path)) return answerAirtableRequest(raw, c.get('caller'), createOnce)
    throw new ProblemError('not-found', `There is nothing at ${path}. See / for what there is.`)
  })
  return app
}

function failureAnswer(logger: Logger, error: unknown, path: string): Response {
  if (isAirtablePath(path)) return unforeseen(logger, error, path)
  const foreseen = problemOf(error)
  if (!foreseen) noteUnforeseen(logger, error, path)
  return problemAnswer(path, foreseen ?? new ProblemError('internal-error', UNFORESEEN))
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
