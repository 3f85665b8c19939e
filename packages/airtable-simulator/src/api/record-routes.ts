import { actorOf, type Body, jsonBody, type TableTarget, tableOf } from './exchange-parts.ts'
import {
  createRecords,
  deleteRecord,
  deleteRecords,
  updateRecord,
  updateRecords,
} from '../records/write-records.ts'
import type { Exchange, RouteDefinition } from './route.ts'
import {
  listFromQuery,
  listParametersFromBody,
  listParametersFromQuery,
  showParametersFromQuery,
} from '../records/list-parameters.ts'
import { formatRecord } from '../records/record-format.ts'
import { isObject } from '../records/record-input.ts'
import { notFound } from './api-error.ts'
import { upsertRecords } from '../records/upsert-records.ts'

export const recordRoutes: readonly RouteDefinition[] = [
  { method: 'POST', path: ':base/:table/listRecords', kind: 'list', handle: listByPost },
  { method: 'GET', path: ':base/:table', kind: 'list', handle: list },
  { method: 'GET', path: ':base/:table/:record', kind: 'record', handle: one },
  { method: 'POST', path: ':base/:table', kind: 'write', handle: create },
  ...(['PATCH', 'PUT'] as const).flatMap((method): readonly RouteDefinition[] => [
    { method, path: ':base/:table/:record', kind: 'write', handle: updateOne },
    { method, path: ':base/:table', kind: 'write', handle: updateMany },
  ]),
  { method: 'DELETE', path: ':base/:table/:record', kind: 'write', handle: deleteOne },
  { method: 'DELETE', path: ':base/:table', kind: 'write', handle: deleteMany },
]

function readable(exchange: Exchange): TableTarget {
  exchange.session.need('data.records:read')
  return tableOf(exchange)
}

function writable(exchange: Exchange): TableTarget {
  exchange.session.need('data.records:write')
  return tableOf(exchange)
}

function list(exchange: Exchange): unknown {
  const { base, table } = readable(exchange)
  return exchange.context.lister.list(base, table, listParametersFromQuery(exchange.request.query))
}

function listByPost(exchange: Exchange): unknown {
  const { base, table } = readable(exchange)
  const parameters = listParametersFromBody(jsonBody(exchange), exchange.request.query)
  return exchange.context.lister.list(base, table, parameters)
}

function one(exchange: Exchange): unknown {
  const { base, table } = readable(exchange)
  const record = table.records.get(exchange.params['record'] ?? '')
  if (!record || !exchange.context.isVisible(record)) throw notFound()
  return formatRecord(base, table, record, showParametersFromQuery(exchange.request.query))
}

function create(exchange: Exchange): unknown {
  const target = writable(exchange)
  const { schema } = target.table
  exchange.session.needLevel('edit', `create records in table ${schema.name} (${schema.id})`)
  return target.base.transact(actorOf(exchange), () => createRecords(target, jsonBody(exchange)))
}

function updateOne(exchange: Exchange): unknown {
  const [target, body] = [writable(exchange), jsonBody(exchange)]
  needToWrite(exchange, target, [body])
  const id = exchange.params['record'] ?? ''
  return target.base.transact(actorOf(exchange), () => updateRecord(target, id, body, isPut(exchange)))
}

function updateMany(exchange: Exchange): unknown {
  const [target, body] = [writable(exchange), jsonBody(exchange)]
  needToWrite(exchange, target, Array.isArray(body['records']) ? body['records'].filter(isObject) : [])
  const update = body['performUpsert'] === undefined ? updateRecords : upsertRecords
  return target.base.transact(actorOf(exchange), () => update(target, body, isPut(exchange)))
}

function isPut({ request }: Exchange): boolean {
  return request.method === 'PUT'
}

/** The refusal names the first field that was to be written. */
function needToWrite({ session }: Exchange, { table }: TableTarget, elements: readonly Body[]): void {
  const names = elements.flatMap(({ fields }) => (isObject(fields) ? Object.keys(fields) : []))
  const field = names.map((name) => table.findField(name)).find((found) => found !== undefined)
  session.needLevel('edit', field && `write cell values in field ${field.name} (${field.id})`)
}

function deleteOne(exchange: Exchange): unknown {
  const target = writable(exchange)
  exchange.session.needLevel('edit')
  return target.base.transact(actorOf(exchange), () => deleteRecord(target, exchange.params['record'] ?? ''))
}

function deleteMany(exchange: Exchange): unknown {
  const target = writable(exchange)
  exchange.session.needLevel('edit')
  const ids = listFromQuery(exchange.request.query, 'records')
  return target.base.transact(actorOf(exchange), () => deleteRecords(target, ids))
}
