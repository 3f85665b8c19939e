import type { MiddlewareHandler } from 'hono'
import { ProblemError } from '../problem/problem-error.ts'
import { airtableErrorBody } from '../routes/airtable-bodies.ts'
import { jsonAnswer } from '../routes/airtable-answers.ts'
import { isAirtablePath } from '../routes/airtable-path.ts'

/**
 * Refuses what a browser sends for a page of another origin, as far as it changes or costs something. On loopback no key is
 * asked for, and a page may send a POST anywhere without asking first: any page could otherwise write to the base, or, though
 * it sees nothing of the answers, use up the calls of the month. Programs send neither header.
 */
export function refuseOtherOrigins(): MiddlewareHandler {
  return async (c, next) => {
    const isOfAirtable = isAirtablePath(c.req.path)
    if ((isRead(c.req.raw) && !isOfAirtable) || isVisit(c.req.raw) || !isOfOtherOrigin(c.req.raw))
      return next()
    if (isOfAirtable) return jsonAnswer(403, airtableErrorBody('INVALID_PERMISSIONS', REFUSED))
    throw new ProblemError('cross-site-write', 'Writes from pages of other sites are not accepted.')
  }
}

const REFUSED = 'Requests from pages of other sites are not accepted'

function isRead({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** Somebody has followed a link, and looks at the answer. */
function isVisit(request: Request): boolean {
  return isRead(request) && request.headers.get('sec-fetch-dest') === 'document'
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
