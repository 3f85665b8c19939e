import { TAGS } from '@larder/api-contract'
import { type RouteConfig, z } from '@hono/zod-openapi'
import { airtableOperation } from './airtable-operation.ts'
import { baseId, webhookId } from './airtable-parameters.ts'
import { passedOnSchema } from './airtable-schemas.ts'

const tag = TAGS.webhooks
const params = z.object({ baseId })
const ofWebhook = z.object({ baseId, webhookId })
const specification = { options: { filters: { dataTypes: ['tableData'] } } }

export const WEBHOOK_OPERATIONS: readonly RouteConfig[] = [
  airtableOperation({
    id: 'listWebhooks',
    tag,
    ask: 'GET /v0/bases/{baseId}/webhooks',
    way: 'passed-on',
    right: 'manage',
    summary: 'the webhooks of a base',
    params,
    answer: z.object({ webhooks: z.array(passedOnSchema) }),
    example: { webhooks: [{ id: 'achXXXXXXXXXXXXXX', isHookEnabled: true }] },
  }),
  airtableOperation({
    id: 'createWebhook',
    tag,
    ask: 'POST /v0/bases/{baseId}/webhooks',
    right: 'manage',
    summary: 'create a webhook',
    params,
    body: {
      schema: passedOnSchema,
      example: { notificationUrl: 'https://example.com/ping', specification },
    },
    answer: passedOnSchema,
    example: { id: 'achXXXXXXXXXXXXXX', macSecretBase64: '…', expirationTime: '2026-12-04T00:00:00.000Z' },
  }),
  airtableOperation({
    id: 'deleteWebhook',
    tag,
    ask: 'DELETE /v0/bases/{baseId}/webhooks/{webhookId}',
    right: 'manage',
    summary: 'delete a webhook',
    params: ofWebhook,
    answer: passedOnSchema,
    example: {},
  }),
  airtableOperation({
    id: 'refreshWebhook',
    tag,
    ask: 'POST /v0/bases/{baseId}/webhooks/{webhookId}/refresh',
    right: 'manage',
    summary: 'let a webhook live for another seven days',
    params: ofWebhook,
    body: { schema: passedOnSchema, example: {}, isOptional: true },
    answer: passedOnSchema,
    example: { expirationTime: '2026-12-04T00:00:00.000Z' },
  }),
  airtableOperation({
    id: 'enableWebhook',
    tag,
    ask: 'POST /v0/bases/{baseId}/webhooks/{webhookId}/enableNotifications',
    right: 'manage',
    summary: 'turn the pings of a webhook on or off',
    params: ofWebhook,
    body: { schema: z.object({ enable: z.boolean() }), example: { enable: true } },
    answer: passedOnSchema,
    example: {},
  }),
  airtableOperation({
    id: 'listPayloads',
    tag,
    ask: 'GET /v0/bases/{baseId}/webhooks/{webhookId}/payloads',
    way: 'passed-on',
    right: 'manage',
    summary: 'what has changed since a cursor',
    params: ofWebhook,
    query: z.object({ cursor: z.int().min(1).optional(), limit: z.int().min(1).max(50).optional() }),
    answer: z.object({ payloads: z.array(passedOnSchema), cursor: z.int(), mightHaveMore: z.boolean() }),
    example: { payloads: [], cursor: 1, mightHaveMore: false },
  }),
]
