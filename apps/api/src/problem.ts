import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** An error of our own routes as problem details (RFC 9457). */
export function problem(c: Context, status: ContentfulStatusCode, detail: string): Response {
  return c.body(JSON.stringify({ type: 'about:blank', status, detail }), status, {
    'content-type': 'application/problem+json',
  })
}
