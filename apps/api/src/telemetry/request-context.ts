import { AsyncLocalStorage } from 'node:async_hooks'

/** A request that is being answered, for whoever writes or counts something on its way. */
export interface RequestContext {
  readonly id: string
  /** The template of the route that answers; `undefined` until one is found. */
  route: string | undefined
}

const contexts = new AsyncLocalStorage<RequestContext>()
/** The one of this turn. Most requests are answered in one, and to tell the storage costs as much as all else of this. */
let ofThisTurn: RequestContext | undefined

/** The request that the running code works for; `undefined` for work that nobody asked for. */
export function currentRequest(): RequestContext | undefined {
  return ofThisTurn ?? contexts.getStore()
}

/** Runs `answer` for a request, as long as it does not wait: see `beyondThisTurn`. */
export function answeringTo<T>(context: RequestContext, answer: () => T): T {
  ofThisTurn = context
  try {
    return answer()
  } finally {
    ofThisTurn = undefined
  }
}

/** Runs `answer`, and whatever goes on from it, for the request of this turn. */
export function beyondThisTurn<T>(answer: () => T): T {
  return ofThisTurn ? contexts.run(ofThisTurn, answer) : answer()
}

/** Runs `body` for no request: what a connection does is not the doing of whoever opened it. */
export function forNobody(body: () => void): void {
  const before = ofThisTurn
  ofThisTurn = undefined
  contexts.exit(body)
  ofThisTurn = before
}

/** Notes which route answers the request. */
export function noteRoute(template: string): void {
  const context = currentRequest()
  if (context) context.route = template
}

/** The header by which a caller finds its request in the log. */
export function requestIdHeader(): Readonly<Record<string, string>> {
  const context = currentRequest()
  return context ? { 'x-request-id': context.id } : NONE
}

const NONE: Readonly<Record<string, string>> = {}
