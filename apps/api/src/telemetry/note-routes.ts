import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { AirtablePath } from '../routes/airtable-path.ts'
import { noteRoute, requestIdHeader } from './request-context.ts'

/** Notes which of the app's routes has answered, by its template, and tells the caller the id of the request. */
export function noteRoutes(): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const path = routePath(c)
    // What only middleware has answered, or nobody, has no route.
    if (path !== '*' && path !== '/*' && path !== '') noteRoute(templateOf(path))
    for (const [name, value] of Object.entries(requestIdHeader())) c.header(name, value)
  }
}

/** `:base` as `{base}`; patterns of parameters are left out. */
export function templateOf(path: string): string {
  return path.replaceAll(/:(\w+)(?:\{[^}]*\})?\??/g, '{$1}').replace(/(?<=.)\/$/, '')
}

/** The template of a path below `/v0`. */
export function airtableTemplate(path: AirtablePath | undefined): string {
  switch (path?.kind) {
    case 'records':
      if (path.recordId === undefined) return '/v0/{base}/{table}'
      return path.recordId === 'listRecords'
        ? '/v0/{base}/{table}/listRecords'
        : '/v0/{base}/{table}/{record}'
    case 'comments':
      return '/v0/{base}/{table}/{record}/comments'
    case 'meta':
      return '/v0/meta'
    case 'webhooks':
      return '/v0/bases/{base}/webhooks'
    case undefined:
      return '/v0/*'
  }
}
