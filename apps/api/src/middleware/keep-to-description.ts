import type { MiddlewareHandler } from 'hono'
import { describedRoute, methodsAt, offeredTypes, takenTypes } from '../openapi/described-routes.ts'
import { preferredType } from '../openapi/preferred-type.ts'
import { ProblemError } from '../problem/problem-error.ts'

/** Refuses methods that the document does not know at a path of ours, and says which it knows. */
export function refuseOtherMethods(): MiddlewareHandler {
  return async (c, next) => {
    const methods = methodsAt(c.req.path)
    if (methods.length === 0 || methods.includes(c.req.method)) return next()
    const allow = methods.join(', ')
    throw new ProblemError('method-not-allowed', `${c.req.path} takes ${allow}; got ${c.req.method}.`, {
      headers: { allow },
    })
  }
}

/** Refuses what asks for, or brings, a type of content that the document does not have for it. */
export function refuseOtherTypes(): MiddlewareHandler {
  return async (c, next) => {
    const route = describedRoute(c.req.method, c.req.path)
    if (!route) return next()
    const accept = c.req.header('accept')
    const offered = offeredTypes(route)
    if (offered.length > 0 && preferredType(accept, offered) === undefined)
      throw new ProblemError(
        'not-acceptable',
        `It is offered as ${offered.join(' or ')}; Accept asks for ${accept}.`,
      )
    const type = c.req.header('content-type')
    const taken = takenTypes(route)
    if (taken.length > 0 && type !== undefined && !taken.includes(essenceOf(type)))
      throw new ProblemError('unsupported-media-type', `The body must be ${taken.join(' or ')}; got ${type}.`)
    return next()
  }
}

function essenceOf(type: string): string {
  return type.split(';', 1)[0]?.trim().toLowerCase() ?? ''
}
