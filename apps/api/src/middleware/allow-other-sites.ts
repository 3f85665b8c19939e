import type { MiddlewareHandler } from 'hono'

const ORIGIN = { 'access-control-allow-origin': '*' }
const PREFLIGHT = {
  ...ORIGIN,
  'access-control-allow-methods': 'DELETE,GET,OPTIONS,PATCH,POST,PUT',
  'access-control-allow-headers':
    'authorization,content-length,content-type,idempotency-key,if-none-match,user-agent,x-airtable-application-id,x-airtable-user-agent,x-api-version,x-request-id,x-requested-with',
}
const READABLE =
  'age,cache-status,etag,idempotent-replayed,ratelimit,ratelimit-policy,retry-after,www-authenticate,x-request-id'

/**
 * Answers pages of other sites as Airtable does, for clients that run in a browser. Only where callers have to present a
 * token: a browser adds none of its own accord, so that a page can do what it has been given a token for, and no more.
 */
export function allowOtherSites(): MiddlewareHandler {
  return async (c, next) => {
    // It comes before the request, without its token.
    if (c.req.method === 'OPTIONS') return new Response(null, { status: 200, headers: PREFLIGHT })
    await next()
    if (c.req.header('origin') === undefined) return
    c.header('access-control-allow-origin', ORIGIN['access-control-allow-origin'])
    c.header('access-control-expose-headers', READABLE)
  }
}
