import type { Exchange, RouteDefinition } from './route.ts'
import { invalidOffset, schemaNotFound } from './api-error.ts'
import { listFromQuery } from '../records/list-parameters.ts'
import { tableBody } from '../schema/table-body.ts'

export const metadataRoutes: readonly RouteDefinition[] = [
  { method: 'GET', path: 'meta/whoami', kind: 'schema', handle: whoami },
  { method: 'GET', path: 'meta/bases', kind: 'schema', handle: bases },
  { method: 'GET', path: 'meta/bases/:base/tables', kind: 'schema', handle: tables },
]

const BASES_PER_PAGE = 1_000

function whoami({ session }: Exchange): unknown {
  const { id, email } = session.user
  return {
    id,
    ...(session.scopes.includes('user.email:read') ? { email } : {}),
    scopes: session.scopes,
  }
}

/** An offset tells from which base to go on. */
function bases({ session, context, request }: Exchange): unknown {
  session.need('schema.bases:read')
  const all = [...context.bases.values()].filter(({ id }) => session.maySee(id))
  const offset = request.query.get('offset')
  const from = offset ? all.findIndex(({ id }) => `itr${id.slice(3)}/${id}` === offset) : 0
  if (from < 0) throw invalidOffset(offset ?? '')
  const next = all[from + BASES_PER_PAGE]
  return {
    bases: all
      .slice(from, from + BASES_PER_PAGE)
      .map(({ id, name }) => ({ id, name, permissionLevel: session.level })),
    ...(next ? { offset: `itr${next.id.slice(3)}/${next.id}` } : {}),
  }
}

/** A base without access answers in a way of its own. */
function tables({ session, context, request, params }: Exchange): unknown {
  session.need('schema.bases:read')
  const base = context.bases.get(params['base'] ?? '')
  if (!base || !session.maySee(base.id)) throw schemaNotFound()
  const withFieldIds = listFromQuery(request.query, 'include').includes('visibleFieldIds')
  return { tables: base.tables.map(({ schema }) => tableBody(schema, withFieldIds)) }
}
