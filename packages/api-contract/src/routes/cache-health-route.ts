import { createRoute, z } from '@hono/zod-openapi'
import { jsonResponse } from '../json-response.ts'
import { problems } from '../problem/problem-responses.ts'
import { WITH_RIGHT } from '../problem/usual-problems.ts'
import { keyThatMay } from '../security.ts'
import { TAGS } from '../tags.ts'
import {
  breakersSchema,
  breakerStateSchema,
  count,
  milliseconds,
  quotaSchema,
  sharedTierSchema,
} from './cache-schemas.ts'

const nodeSchema = z
  .object({
    node: z.string().meta({ description: 'Its address, without secrets.' }),
    status: z.enum(['healthy', 'degraded']),
    reason: z.string().optional(),
    latency_ms: milliseconds,
    circuit_breakers: breakersSchema,
    commands_by_lane: z
      .array(count)
      .readonly()
      .meta({ description: 'Commands under way on each connection that is open.' }),
  })
  .meta({ id: 'RedisNode' })

export const cacheHealthSchema = z
  .object({
    cache_health: z.object({
      status: sharedTierSchema,
      reason: z.string().optional().meta({ description: 'Why it is not healthy.' }),
      is_isolated: z.boolean().meta({ description: 'Whether somebody has taken it out of service.' }),
      latency_ms: milliseconds.meta({ description: 'Of the slowest node, by its last probe.' }),
      circuit_breaker_state: breakerStateSchema.meta({ description: 'Of the breaker that serves less.' }),
      circuit_breakers: breakersSchema,
      nodes: z.array(nodeSchema).readonly(),
      connection_pool: z.object({
        max_connections: count,
        open_connections: count,
        commands_in_flight: count,
      }),
      pending_deletions: count,
      log_lag_ms: milliseconds.optional().meta({
        description: 'How long ago it was proven that no invalidation of another process was missed.',
      }),
    }),
    airtable_quota: quotaSchema,
  })
  .meta({ id: 'CacheHealth' })

export type CacheHealthBody = z.infer<typeof cacheHealthSchema>

export const cacheHealthRoute = createRoute({
  method: 'get',
  path: '/cache/health',
  operationId: 'cacheHealth',
  tags: [TAGS.cache],
  summary: 'healthy, degraded or disabled, and why',
  description:
    'The state of Redis as this process sees it. It is 200 in any state: requests are answered without Redis too.',
  security: keyThatMay('admin'),
  responses: {
    200: jsonResponse('The state.', cacheHealthSchema, {
      cache_health: {
        status: 'healthy',
        is_isolated: false,
        latency_ms: 0.4,
        circuit_breaker_state: 'closed',
        circuit_breakers: { read: 'closed', write: 'closed' },
        nodes: [
          {
            node: 'redis://10.0.0.5:6379',
            status: 'healthy',
            latency_ms: 0.4,
            circuit_breakers: { read: 'closed', write: 'closed' },
            commands_by_lane: [3, 0],
          },
        ],
        connection_pool: { max_connections: 10, open_connections: 2, commands_in_flight: 3 },
        pending_deletions: 0,
        log_lag_ms: 120,
      },
      airtable_quota: { status: 'available', bases: [] },
    }),
    ...problems(...WITH_RIGHT),
  },
})
