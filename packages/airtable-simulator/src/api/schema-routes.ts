import { actorOf, baseOf, jsonBody, tableOf } from './exchange-parts.ts'
import { createField, readDraft, updateField } from '../schema/change-fields.ts'
import { createTable, updateTable } from '../schema/change-tables.ts'
import type { Exchange, RouteDefinition } from './route.ts'
import { fieldBody, tableBody } from '../schema/table-body.ts'
import { notFound } from './api-error.ts'

const TABLES = 'meta/bases/:base/tables'

export const schemaRoutes: readonly RouteDefinition[] = [
  { method: 'POST', path: TABLES, kind: 'schema', handle: addTable },
  { method: 'PATCH', path: `${TABLES}/:table`, kind: 'schema', handle: changeTable },
  { method: 'POST', path: `${TABLES}/:table/fields`, kind: 'schema', handle: addField },
  { method: 'PATCH', path: `${TABLES}/:table/fields/:field`, kind: 'schema', handle: changeField },
]

function needToChange({ session }: Exchange): void {
  session.need('schema.bases:write')
  session.needLevel('create')
}

function addTable(exchange: Exchange): unknown {
  needToChange(exchange)
  const base = baseOf(exchange)
  const table = base.transact(actorOf(exchange), () => createTable(base, jsonBody(exchange)))
  return tableBody(table.schema, false)
}

function changeTable(exchange: Exchange): unknown {
  needToChange(exchange)
  const { base, table } = tableOf(exchange)
  base.transact(actorOf(exchange), () => updateTable(base, table, jsonBody(exchange)))
  return tableBody(table.schema, false)
}

function addField(exchange: Exchange): unknown {
  needToChange(exchange)
  const { base, table } = tableOf(exchange)
  return base.transact(actorOf(exchange), () =>
    fieldBody(createField(base, table, readDraft(base, jsonBody(exchange)))),
  )
}

function changeField(exchange: Exchange): unknown {
  needToChange(exchange)
  const { base, table } = tableOf(exchange)
  const field = table.findField(exchange.params['field'] ?? '')
  if (!field) throw notFound()
  base.transact(actorOf(exchange), () => updateField(base, table, field, jsonBody(exchange)))
  return fieldBody(field)
}
