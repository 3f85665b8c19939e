import type { MiddlewareHandler } from 'hono'
import { ProblemError } from '../problem/problem-error.ts'
import { airtableErrorBody } from '../routes/airtable-bodies.ts'
import { jsonAnswer } from '../routes/airtable-answers.ts'
import { isAirtablePath } from '../routes/airtable-path.ts'

/**
 * Refuses writes that a browser sends for a page of another site. On loopback no key is asked for, and a page may send
 * a POST anywhere without asking first: any page could otherwise write to the base. Programs send neither header.
 */
export function refuseCrossSiteWrites(): MiddlewareHandler {
  return async (c, next) => {
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (isRead || !isOfOtherOrigin(c.req.raw)) return next()
    const message = 'Writes from pages of other sites are not accepted'
    if (isAirtablePath(c.req.path)) return jsonAnswer(403, airtableErrorBody('INVALID_PERMISSIONS', message))
    throw new ProblemError('cross-site-write', `${message}.`)
  }
}

/**
 * Browsers tell the site only where they trust the address; the origin they tell with every write. To them another port of this
 * machine is the same site, and what is served there is somebody else's.
 */
function isOfOtherOrigin({ url, headers }: Request): boolean {
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  return site === null
    ? origin !== null && origin !== new URL(url).origin
    : site !== 'same-origin' && site !== 'none'
}
