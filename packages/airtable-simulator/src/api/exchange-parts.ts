import { invalidRequest, malformedBody, notPermittedOrNotFound, tableNotFound } from './api-error.ts'
import type { Actor } from '../base/base-changes.ts'
import type { Exchange } from './route.ts'
import type { SimulatedBase } from '../base/simulated-base.ts'
import type { SimulatedTable } from '../base/simulated-table.ts'

/** The base of the path. Throws 403 when there is none, or none that the token may see. */
export function baseOf({ params, session, context }: Exchange): SimulatedBase {
  const id = params['base'] ?? ''
  const base = context.bases.get(id)
  if (!base || !session.maySee(id)) throw notPermittedOrNotFound()
  return base
}

export interface TableTarget {
  readonly base: SimulatedBase
  readonly table: SimulatedTable
}

/** The table of the path, by id or exact name. Throws 403 when there is none. */
export function tableOf(exchange: Exchange): TableTarget {
  const base = baseOf(exchange)
  const name = exchange.params['table'] ?? ''
  const table = base.findTable(name)
  if (table) return { base, table }
  throw exchange.context.unknownTable === 404 ? tableNotFound(name, base.id) : notPermittedOrNotFound()
}

/** Who changes the base, as webhooks tell it. */
export function actorOf({ session }: Exchange): Actor {
  return { source: 'publicApi', user: session.user }
}

export type Body = Readonly<Record<string, unknown>>

/** The JSON object that was sent. Throws 400 for what is not JSON, 422 for what is no object. */
export function jsonBody({ request }: Exchange): Body {
  let body: unknown
  try {
    body = JSON.parse(request.bodyText)
  } catch {
    throw malformedBody()
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalidRequest()
  return body as Body
}
