import type { MiddlewareHandler } from 'hono'
import type { Access, Caller } from '../access/caller.ts'
import { airtableErrorBody } from '../routes/airtable-bodies.ts'
import { errorAnswer, jsonAnswer } from '../routes/airtable-answers.ts'

export interface CallerVariables {
  readonly Variables: { caller: Caller }
}

/** Lets in only who is known, by the bearer token that Airtable's clients present too, and notes who it is. */
export function requireCaller(access: Access): MiddlewareHandler<CallerVariables> {
  return async (c, next) => {
    const caller = await callerOrRefusal(access, c.req.raw)
    if (caller instanceof Response) return caller
    c.set('caller', caller)
    await next()
  }
}

/** Who sent a request, or what it is answered when nobody known did. At once where nobody has to be asked. */
export function callerOrRefusal(
  access: Access,
  { headers }: Request,
): Caller | Response | Promise<Caller | Response> {
  const caller = access.callerOf(headers.get('authorization') ?? undefined)
  return caller instanceof Promise ? caller.then(orRefusal, errorAnswer) : orRefusal(caller)
}

function orRefusal(caller: Caller | undefined): Caller | Response {
  return caller ?? jsonAnswer(401, airtableErrorBody('AUTHENTICATION_REQUIRED', 'Authentication required'))
}

/** Only for those who run Larder. */
export function requireAdmin(): MiddlewareHandler<CallerVariables> {
  return async (c, next) => {
    if (c.get('caller').isAdmin) return next()
    const message =
      'This key may not see or change what Larder itself keeps: it takes one with "admin": true.'
    return jsonAnswer(403, airtableErrorBody('INVALID_PERMISSIONS', message))
  }
}
