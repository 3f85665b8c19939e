import type { MiddlewareHandler } from 'hono'
import type { Access, Caller } from '../access/caller.ts'
import { ProblemError } from '../problem/problem-error.ts'
import { airtableErrorBody } from '../routes/airtable-bodies.ts'
import { errorAnswer, jsonAnswer, retryAfter } from '../routes/airtable-answers.ts'
import { tellStanding } from './guarded-response.ts'
import { isAirtablePath } from '../routes/airtable-path.ts'

export interface CallerVariables {
  readonly Variables: { caller: Caller }
}

/** Lets in only who is known, by the bearer token that Airtable's clients present too, and notes who it is. */
export function requireCaller(access: Access): MiddlewareHandler<CallerVariables> {
  return async (c, next) => {
    const env = c.env as object | undefined
    const caller = isAirtablePath(c.req.path)
      ? await callerOrRefusal(access, c.req.raw, env)
      : await callerOrProblem(access, c.req.raw, env)
    if (caller instanceof Response) return caller
    c.set('caller', caller)
    return next()
  }
}

/**
 * Who sent a request, or what Airtable would answer when nobody known did, or one that has used up what its key may ask. At
 * once where nobody has to be asked.
 */
export function callerOrRefusal(
  access: Access,
  request: Request,
  env: object | undefined,
): Caller | Response | Promise<Caller | Response> {
  const authorization = request.headers.get('authorization') ?? undefined
  const found = access.callerOf(authorization)
  return found instanceof Promise
    ? found.then((caller) => orRefusal(caller, request, env), errorAnswer)
    : orRefusal(found, request, env)
}

function orRefusal(
  caller: Caller | undefined,
  { headers }: Request,
  env: object | undefined,
): Caller | Response {
  if (!caller)
    return jsonAnswer(401, airtableErrorBody('AUTHENTICATION_REQUIRED', 'Authentication required'), {
      'www-authenticate': challengeTo(headers.get('authorization')),
    })
  const waitMs = waitOf(caller, env)
  return waitMs > 0 ? jsonAnswer(429, TOO_MANY, retryAfter(waitMs)) : caller
}

/** Airtable's own body, by which its clients know that they are to wait. */
const TOO_MANY = {
  errors: [{ error: 'RATE_LIMIT_REACHED', message: 'Rate limit exceeded. Please try again later' }],
}

async function callerOrProblem(
  access: Access,
  { headers }: Request,
  env: object | undefined,
): Promise<Caller> {
  const authorization = headers.get('authorization')
  const caller = await access.callerOf(authorization ?? undefined)
  if (!caller) {
    const got = authorization === null ? 'there was none' : 'the one that came is not known'
    throw new ProblemError(
      'authentication-required',
      `A key is needed, as Authorization: Bearer …; ${got}.`,
      { headers: { 'www-authenticate': challengeTo(authorization) } },
    )
  }
  const waitMs = waitOf(caller, env)
  if (waitMs === 0) return caller
  const headersOfWait = retryAfter(waitMs)
  throw new ProblemError(
    'rate-limited',
    `This key has asked as often as it may: try again in ${headersOfWait['retry-after']} s.`,
    { headers: headersOfWait },
  )
}

/** Takes one request of what the caller may ask; 0, or how long it has to wait, in ms. The answer tells how it stands. */
function waitOf({ allowance }: Caller, env: object | undefined): number {
  if (!allowance) return 0
  const waitMs = allowance.take()
  tellStanding(env, allowance)
  return waitMs
}

/** RFC 6750, section 3: with a reason only when something was presented. */
function challengeTo(authorization: string | null): string {
  return authorization === null ? 'Bearer realm="larder"' : 'Bearer realm="larder", error="invalid_token"'
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
