import type { Logger } from 'pino'
import type { App } from '../app.ts'
import type { HttpMeter } from './http-meter.ts'
import { OTHER } from './known-base.ts'
import { answeringTo, type RequestContext } from './request-context.ts'
import { requestIds } from './request-id.ts'
import type { Tracing } from './tracing.ts'

export interface ObservedAppOptions {
  readonly meter: HttpMeter
  readonly logger: Logger
  /** `undefined`: requests are not traced. */
  readonly tracing: Tracing | undefined
  /** From which on a request counts as slow, in ms. */
  readonly slowMs: number
}

/** One request, answered. */
interface Answered {
  readonly context: RequestContext
  readonly request: Request
  readonly status: number
  readonly ms: number
  readonly traceId?: string | undefined
}

/**
 * The app with an id, a count and a time for every request, and a line in the log for those that went wrong or took long.
 * It stands in the way of every answer: it does no more than that.
 */
export function observedApp(app: App, { meter, logger, tracing, slowMs }: ObservedAppOptions): App {
  const idFor = requestIds()
  const isEachLogged = logger.isLevelEnabled('debug')
  const note = (answered: Answered) => {
    const { context, request, status, ms, traceId } = answered
    const route = routeOf(context, request)
    meter.record(route, request.method, status, ms, traceId)
    if (status >= 500 || ms >= slowMs || isEachLogged) log(logger, answered, route, slowMs)
  }
  return {
    fetch: (request, env) => {
      const context: RequestContext = { id: idFor(request.headers.get('x-request-id')), route: undefined }
      if (tracing) return traced(app, request, env, { context, tracing, note })
      const startedAt = performance.now()
      const answer = answeringTo(context, () => app.fetch(request, env))
      const finish = (response: Response): Response => {
        note({ context, request, status: response.status, ms: performance.now() - startedAt })
        return response
      }
      return answer instanceof Promise ? answer.then(finish) : finish(answer)
    },
  }
}

interface TracedRequest {
  readonly context: RequestContext
  readonly tracing: Tracing
  readonly note: (answered: Answered) => void
}

function traced(
  app: App,
  request: Request,
  env: object | undefined,
  { context, tracing, note }: TracedRequest,
): Promise<Response> {
  const startedAt = performance.now()
  const { method, headers } = request
  return tracing.within(
    method,
    {
      kind: 'server',
      from: (name) => headers.get(name) ?? undefined,
      attributes: { 'http.request.method': method },
    },
    async (span) => {
      const response = await answeringTo(context, () => app.fetch(request, env))
      const { status } = response
      note({ context, request, status, ms: performance.now() - startedAt, traceId: span.traceId })
      const route = routeOf(context, request)
      span.rename(`${method} ${route}`)
      span.note({ 'http.route': route, 'http.response.status_code': status, 'larder.request_id': context.id })
      if (status >= 500) span.fail(String(status))
      return response
    },
  )
}

function routeOf({ route }: RequestContext, { url }: Request): string {
  return route ?? (/^https?:\/\/[^/?#]+\/+v0\//.test(url) ? '/v0/*' : OTHER)
}

function log(
  logger: Logger,
  { context, request, status, ms }: Answered,
  route: string,
  slowMs: number,
): void {
  const { id: requestId } = context
  const line = { requestId, method: request.method, route, status, ms: Math.round(ms * 10) / 10 }
  if (status >= 500) logger.warn(line, 'a request was answered with an error')
  else if (ms >= slowMs) logger.warn(line, 'a request took long')
  else logger.debug(line, 'a request was answered')
}
