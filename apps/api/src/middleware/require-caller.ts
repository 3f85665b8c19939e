import type { MiddlewareHandler } from 'hono'
import type { Access, Caller } from '../access/caller.ts'
import { ProblemError } from '../problem/problem-error.ts'
import { airtableErrorBody } from '../routes/airtable-bodies.ts'
import { errorAnswer, jsonAnswer } from '../routes/airtable-answers.ts'
import { isAirtablePath } from '../routes/airtable-path.ts'

export interface CallerVariables {
  readonly Variables: { caller: Caller }
}

/** Lets in only who is known, by the bearer token that Airtable's clients present too, and notes who it is. */
export function requireCaller(access: Access): MiddlewareHandler<CallerVariables> {
  return async (c, next) => {
    const caller = isAirtablePath(c.req.path)
      ? await callerOrRefusal(access, c.req.raw)
      : await callerOrProblem(access, c.req.raw)
    if (caller instanceof Response) return caller
    c.set('caller', caller)
    return next()
  }
}

/** Who sent a request, or what Airtable would answer when nobody known did. At once where nobody has to be asked. */
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

async function callerOrProblem(access: Access, { headers }: Request): Promise<Caller> {
  const authorization = headers.get('authorization') ?? undefined
  const caller = await access.callerOf(authorization)
  if (caller) return caller
  const got = authorization === undefined ? 'there was none' : 'the one that came is not known'
  throw new ProblemError('authentication-required', `A key is needed, as Authorization: Bearer …; ${got}.`, {
    headers: { 'www-authenticate': 'Bearer' },
  })
}

/** Only for those who run Larder. */
export function requireAdmin(): MiddlewareHandler<CallerVariables> {
  return async (c, next) => {
    if (c.get('caller').isAdmin) return next()
    throw new ProblemError(
      'not-permitted',
      'This key may not see or change what Larder itself keeps: it takes one with "admin": true.',
    )
  }
}
