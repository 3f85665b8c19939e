import type { Exchange, RouteDefinition } from './route.ts'
import { invalidRequest, notPermittedOrNotFound } from './api-error.ts'
import { baseOf, jsonBody } from './exchange-parts.ts'
import { readSpecification } from '../webhooks/webhook-specification.ts'
import type { WebhookRegistry } from '../webhooks/webhook-registry.ts'

const WEBHOOKS = 'bases/:base/webhooks'

export const webhookRoutes: readonly RouteDefinition[] = [
  { method: 'GET', path: WEBHOOKS, kind: 'webhook', handle: list },
  { method: 'POST', path: WEBHOOKS, kind: 'webhook', handle: create },
  { method: 'DELETE', path: `${WEBHOOKS}/:webhook`, kind: 'webhook', handle: remove },
  { method: 'POST', path: `${WEBHOOKS}/:webhook/refresh`, kind: 'webhook', handle: refresh },
  { method: 'POST', path: `${WEBHOOKS}/:webhook/enableNotifications`, kind: 'webhook', handle: enable },
  { method: 'GET', path: `${WEBHOOKS}/:webhook/payloads`, kind: 'webhook', handle: payloads },
]

const MAX_PAGE = 50

interface Target {
  readonly registry: WebhookRegistry
  readonly id: string
  /** Wall time, in ms. */
  readonly now: number
}

function targetOf(exchange: Exchange): Target {
  exchange.session.need('webhook:manage')
  const base = baseOf(exchange)
  const registry = exchange.context.webhooks.get(base.id)
  if (!registry) throw notPermittedOrNotFound()
  return { registry, id: exchange.params['webhook'] ?? '', now: base.clock.now() }
}

function list(exchange: Exchange): unknown {
  const { registry, now } = targetOf(exchange)
  return { webhooks: registry.webhooks.map((webhook) => webhook.body(now)) }
}

/** What it is to tell has to be readable for the token. */
function create(exchange: Exchange): unknown {
  const { registry } = targetOf(exchange)
  const { session } = exchange
  const body = jsonBody(exchange)
  session.needLevel('create')
  const { dataTypes } = readSpecification(body['specification'], baseOf(exchange)).options.filters
  if (dataTypes.includes('tableData')) session.need('data.records:read')
  if (dataTypes.some((type) => type !== 'tableData')) session.need('schema.bases:read')
  const webhook = registry.create(body, session.oauthIntegrationId)
  return {
    id: webhook.options.id,
    macSecretBase64: webhook.options.secret.toString('base64'),
    expirationTime: webhook.expirationTime,
  }
}

/** The body of this answer is not published. */
function remove(exchange: Exchange): unknown {
  const { registry, id } = targetOf(exchange)
  exchange.session.needLevel('create')
  registry.find(id)
  registry.delete(id)
  return {}
}

function refresh(exchange: Exchange): unknown {
  const { registry, id, now } = targetOf(exchange)
  const webhook = registry.find(id)
  if (webhook.isExpired(now)) throw invalidRequest('The webhook has expired and cannot be refreshed.')
  webhook.refresh(now)
  return { expirationTime: webhook.expirationTime }
}

function enable(exchange: Exchange): unknown {
  const { registry, id } = targetOf(exchange)
  const { enable: isEnabled } = jsonBody(exchange)
  if (typeof isEnabled !== 'boolean') throw invalidRequest()
  registry.setNotifications(id, isEnabled)
  return {}
}

/** Reading keeps a webhook alive. */
function payloads(exchange: Exchange): unknown {
  const { registry, id, now } = targetOf(exchange)
  const webhook = registry.find(id)
  const { query } = exchange.request
  const cursor = wholeNumber(query.get('cursor'), 1, Number.MAX_SAFE_INTEGER)
  const limit = wholeNumber(query.get('limit'), MAX_PAGE, MAX_PAGE)
  webhook.refresh(now)
  return webhook.page(cursor, limit, now)
}

function wholeNumber(given: string | null, fallback: number, max: number): number {
  const value = given ? Number(given) : fallback
  if (!Number.isInteger(value) || value < 1 || value > max) throw invalidRequest()
  return value
}
