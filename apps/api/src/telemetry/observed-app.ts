import type { Logger } from 'pino'
import type { App } from '../app.ts'
import type { HttpMeter } from './http-meter.ts'
import { OTHER } from './known-base.ts'
import { answeringTo, type RequestContext } from './request-context.ts'
import { requestIds } from './request-id.ts'
import { failureOf, type TraceSpan, type Tracing } from './tracing.ts'

export interface ObservedAppOptions {
  readonly meter: HttpMeter
  readonly logger: Logger
  /** `undefined`: requests are not traced. */
  readonly tracing: Tracing | undefined
  /** From which on a request counts as slow, in ms. */
  readonly slowMs: number
}

/**
 * The app with an id, a count and a time for every request, and a line in the log for those that went wrong or took long.
 * It stands in the way of every answer, and does no more than that: an answer of the same turn stays one.
 */
export function observedApp(app: App, { meter, logger, tracing, slowMs }: ObservedAppOptions): App {
  const idFor = requestIds()
  const isEachLogged = logger.isLevelEnabled('debug')
  return {
    fetch: (request, env) => {
      const context: RequestContext = { id: idFor(request.headers.get('x-request-id')), route: undefined }
      const startedAt = performance.now()
      const span = tracing && spanOf(request, tracing)
      const finish = (response: Response): Response => {
        const { status } = response
        const ms = performance.now() - startedAt
        const route = context.route ?? routeOf(request)
        meter.record(route, request.method, status, ms, span?.traceId)
        if (span) tell(span, context, `${request.method} ${route}`, { route, status })
        if (status >= 500 || ms >= slowMs || isEachLogged)
          log(
            logger,
            { requestId: context.id, method: request.method, route, status, ms: tenths(ms) },
            slowMs,
          )
        return response
      }
      const answer = (): Response | Promise<Response> => answeringTo(context, () => app.fetch(request, env))
      const answered = span ? span.run(answer) : answer()
      if (!(answered instanceof Promise)) return finish(answered)
      return span ? answered.then(finish, failing(span)) : answered.then(finish)
    },
  }
}

function spanOf({ method, headers }: Request, tracing: Tracing): TraceSpan {
  return tracing.begin(method, {
    kind: 'server',
    from: (name) => headers.get(name) ?? undefined,
    attributes: { 'http.request.method': method },
  })
}

/** What is known of it once it is answered, and that it is. */
function tell(
  span: TraceSpan,
  { id }: RequestContext,
  name: string,
  { route, status }: { readonly route: string; readonly status: number },
): void {
  if (span.traceId !== undefined) {
    span.rename(name)
    span.note({ 'http.route': route, 'http.response.status_code': status, 'larder.request_id': id })
    if (status >= 500) span.fail(String(status))
  }
  span.end()
}

function failing(span: TraceSpan): (error: unknown) => never {
  return (error) => {
    span.fail(failureOf(error))
    span.end()
    throw error
  }
}

/** Of a request that no route has answered. */
function routeOf({ url }: Request): string {
  return /^https?:\/\/[^/?#]+\/+v0\//.test(url) ? '/v0/*' : OTHER
}

interface RequestLine {
  readonly requestId: string
  readonly method: string
  readonly route: string
  readonly status: number
  readonly ms: number
}

function log(logger: Logger, line: RequestLine, slowMs: number): void {
  if (line.status >= 500) logger.warn(line, 'a request was answered with an error')
  else if (line.ms >= slowMs) logger.warn(line, 'a request took long')
  else logger.debug(line, 'a request was answered')
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10
}
