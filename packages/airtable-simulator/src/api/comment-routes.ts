import { createComment, deleteComment, listComments, updateComment } from '../comments/comments.ts'
import type { Exchange, RouteDefinition } from './route.ts'
import { invalidRequest, notFound } from './api-error.ts'
import { jsonBody, tableOf } from './exchange-parts.ts'
import type { SimulatedBase } from '../base/simulated-base.ts'
import type { SimulatedRecord } from '../base/simulated-table.ts'

export const commentRoutes: readonly RouteDefinition[] = [
  { method: 'GET', path: ':base/:table/:record/comments', kind: 'comment', handle: list },
  { method: 'POST', path: ':base/:table/:record/comments', kind: 'comment', handle: create },
  { method: 'PATCH', path: ':base/:table/:record/comments/:comment', kind: 'comment', handle: update },
  { method: 'DELETE', path: ':base/:table/:record/comments/:comment', kind: 'comment', handle: remove },
]

const MAX_PAGE_SIZE = 100

interface Target {
  readonly base: SimulatedBase
  readonly record: SimulatedRecord
}

function targetOf(exchange: Exchange, scope: 'read' | 'write'): Target {
  exchange.session.need(`data.recordComments:${scope}`)
  const { base, table } = tableOf(exchange)
  const record = table.records.get(exchange.params['record'] ?? '')
  if (!record) throw notFound()
  if (scope === 'write') exchange.session.needLevel('comment')
  return { base, record }
}

function list(exchange: Exchange): unknown {
  const { record } = targetOf(exchange, 'read')
  const { query } = exchange.request
  const pageSize = Number(query.get('pageSize') || MAX_PAGE_SIZE)
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > MAX_PAGE_SIZE) throw invalidRequest()
  return listComments(record, pageSize, query.get('offset') || undefined)
}

function create(exchange: Exchange): unknown {
  const { base, record } = targetOf(exchange, 'write')
  return createComment(base, record, exchange.session.user, jsonBody(exchange))
}

function update(exchange: Exchange): unknown {
  const { base, record } = targetOf(exchange, 'write')
  const { params, session } = exchange
  return updateComment(base, record, params['comment'] ?? '', session.user, jsonBody(exchange))
}

function remove(exchange: Exchange): unknown {
  const { record } = targetOf(exchange, 'write')
  const { params, session } = exchange
  return deleteComment(record, params['comment'] ?? '', session.user, session.level === 'create')
}
