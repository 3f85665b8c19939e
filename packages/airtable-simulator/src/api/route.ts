import { notFound } from './api-error.ts'
import type { RecordLister } from '../records/list-records.ts'
import type { Session } from './access.ts'
import type { SimulatedRecord } from '../base/simulated-table.ts'
import type { SimulatedBase } from '../base/simulated-base.ts'
import type { WebhookRegistry } from '../webhooks/webhook-registry.ts'

export type RequestKind = 'list' | 'record' | 'write' | 'schema' | 'comment' | 'webhook' | 'other'

export interface ApiRequest {
  readonly method: string
  /** Undecoded, from the first slash to the question mark. */
  readonly rawPath: string
  readonly query: URLSearchParams
  readonly authorization: string | undefined
  readonly bodyText: string
}

/** What the simulator has. */
export interface ApiContext {
  readonly bases: ReadonlyMap<string, SimulatedBase>
  readonly webhooks: ReadonlyMap<string, WebhookRegistry>
  readonly lister: RecordLister
  /** Whether reads see the record yet. */
  readonly isVisible: (record: SimulatedRecord) => boolean
  /** What an unknown table is answered with: 403 as for personal access tokens, or the 404 of the API-key era. */
  readonly unknownTable: 403 | 404
}

/** One request on its way to an answer. */
export interface Exchange {
  readonly request: ApiRequest
  /** The variable segments of the path, decoded, by their name in the route. */
  readonly params: Readonly<Record<string, string>>
  readonly session: Session
  readonly context: ApiContext
}

/** Gives the body of a 200. Throws ApiError. */
export type Handler = (exchange: Exchange) => unknown

export interface RouteDefinition {
  readonly method: string
  /** Behind `/v0/`, such as `:base/:table`. */
  readonly path: string
  readonly kind: RequestKind
  readonly handle: Handler
}

export interface Route {
  readonly kind: RequestKind
  readonly base: string | undefined
  readonly params: Readonly<Record<string, string>>
  readonly handle: Handler
}

const nowhere: Route = {
  kind: 'other',
  base: undefined,
  params: {},
  handle: () => {
    throw notFound()
  },
}

/**
 * What a path means. Matched on the raw path: a decoded `%2F` would split a name. Empty segments are skipped, and what
 * stands before `v0`, since clients take an endpoint with a path of its own or with a slash at its end.
 */
export function matchRoute(
  routes: readonly RouteDefinition[],
  { method, rawPath }: Pick<ApiRequest, 'method' | 'rawPath'>,
): Route {
  const all = rawPath.split('/').filter((segment) => segment !== '')
  const start = all.indexOf('v0')
  const segments = decoded(all.slice(start + 1))
  if (start < 0 || !segments) return nowhere
  const isReserved = segments[0] === 'meta' || segments[0] === 'bases'
  for (const route of routes) {
    if (route.method !== method || (isReserved && route.path.startsWith(':'))) continue
    const params = paramsOf(route.path, segments)
    if (params) return { kind: route.kind, base: params['base'], params, handle: route.handle }
  }
  return nowhere
}

function paramsOf(path: string, segments: readonly string[]): Record<string, string> | undefined {
  const names = path.split('/')
  if (names.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, name] of names.entries()) {
    const segment = segments[index] ?? ''
    if (name.startsWith(':')) params[name.slice(1)] = segment
    else if (name !== segment) return undefined
  }
  return params
}

/** `undefined` when a segment is no valid percent-encoding. */
function decoded(segments: readonly string[]): readonly string[] | undefined {
  try {
    return segments.map(decodeURIComponent)
  } catch {
    return undefined
  }
}
