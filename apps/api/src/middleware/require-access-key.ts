import { createHash, timingSafeEqual } from 'node:crypto'
import { airtableErrorBody } from '../routes/airtable-bodies.ts'
import type { MiddlewareHandler } from 'hono'

/** Lets only callers in who present the key as their bearer token, as Airtable's clients do with theirs. */
export function requireAccessKey(accessKey: string): MiddlewareHandler {
  const wanted = digest(accessKey)
  return async (c, next) => {
    const [, presented = ''] = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '') ?? []
    // Digests have one length, and comparing them takes one time, whatever was presented.
    if (!timingSafeEqual(digest(presented), wanted))
      return c.json(airtableErrorBody('AUTHENTICATION_REQUIRED', 'Authentication required') as object, 401)
    await next()
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
