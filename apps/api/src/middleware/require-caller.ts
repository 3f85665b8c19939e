import type { MiddlewareHandler } from 'hono'
import type { Access, Caller } from '../access/caller.ts'
import { airtableErrorBody } from '../routes/airtable-bodies.ts'
import { errorAnswer } from '../routes/airtable-answers.ts'

export interface CallerVariables {
  readonly Variables: { caller: Caller }
}

/** Lets in only who is known, by the bearer token that Airtable's clients present too, and notes who it is. */
export function requireCaller(access: Access): MiddlewareHandler<CallerVariables> {
  return async (c, next) => {
    let caller: Caller | undefined
    try {
      caller = await access.callerOf(c.req.header('authorization'))
    } catch (error) {
      return errorAnswer(error)
    }
    if (!caller)
      return c.json(airtableErrorBody('AUTHENTICATION_REQUIRED', 'Authentication required') as object, 401)
    c.set('caller', caller)
    await next()
  }
}

/** Only for those who run Larder. */
export function requireAdmin(): MiddlewareHandler<CallerVariables> {
  return async (c, next) => {
    if (c.get('caller').isAdmin) return next()
    const message =
      'This key may not see or change what Larder itself keeps: it takes one with "admin": true.'
    return c.json(airtableErrorBody('INVALID_PERMISSIONS', message) as object, 403)
  }
}
