import { LARDER_ROUTES } from '@larder/api-contract'
import type { RouteConfig } from '@hono/zod-openapi'
import { TrieRouter } from 'hono/router/trie-router'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** What the document says of a request: its paths are matched as Hono matches those of routes. */
const described = new TrieRouter<RouteConfig>()
for (const route of LARDER_ROUTES) described.add(route.method.toUpperCase(), route.getRoutingPath(), route)

/** `undefined`: the document knows no such operation. HEAD is answered as GET is. */
export function describedRoute(method: string, path: string): RouteConfig | undefined {
  return described.match(method === 'HEAD' ? 'GET' : method, path)[0][0]?.[0]
}

/** None: there is nothing at the path. */
export function methodsAt(path: string): readonly string[] {
  return METHODS.filter((method) => describedRoute(method, path)).flatMap((method) =>
    method === 'GET' ? ['GET', 'HEAD'] : [method],
  )
}

/** Media types of the answers that are no refusals. */
export function offeredTypes({ responses }: RouteConfig): readonly string[] {
  return Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, response]) => ('content' in response ? Object.keys(response.content ?? {}) : []))
}

/** Media types that its body may have; none: it takes no body. */
export function takenTypes({ request }: RouteConfig): readonly string[] {
  return Object.keys(request?.body?.content ?? {})
}
