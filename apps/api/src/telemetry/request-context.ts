import { AsyncLocalStorage } from 'node:async_hooks'

/** A request that is being answered, for whoever writes or counts something on its way. */
export interface RequestContext {
  readonly id: string
  /** The template of the route that answers; `undefined` until one is found. */
  route: string | undefined
}

const contexts = new AsyncLocalStorage<RequestContext>()

/** The request that the running code works for; `undefined` for work that nobody asked for. */
export function currentRequest(): RequestContext | undefined {
  return contexts.getStore()
}

/** Runs `answer` for a request. */
export function answeringTo<T>(context: RequestContext, answer: () => T): T {
  return contexts.run(context, answer)
}

/** Runs `body` for no request: what a connection does is not the doing of whoever opened it. */
export function forNobody(body: () => void): void {
  contexts.exit(body)
}

/** Notes which route answers the request. */
export function noteRoute(template: string): void {
  const context = contexts.getStore()
  if (context) context.route = template
}

/** The header by which a caller finds its request in the log. */
export function requestIdHeader(): Readonly<Record<string, string>> {
  const context = contexts.getStore()
  return context ? { 'x-request-id': context.id } : NONE
}

const NONE: Readonly<Record<string, string>> = {}
