import { createRoute, z } from '@hono/zod-openapi'
import { jsonResponse } from '../json-response.ts'
import { problems } from '../problem/problem-responses.ts'
import { WITH_RIGHT } from '../problem/usual-problems.ts'
import { keyThatMay } from '../security.ts'
import { TAGS } from '../tags.ts'
import { breakerStateSchema, count, milliseconds, sharedTierSchema } from './cache-schemas.ts'
import { modelsSchema, NO_MODELS } from './models-schema.ts'
import { upstreamSchema } from './upstream-schemas.ts'

const breaker = z.object({ state: breakerStateSchema, failures: count })

export const operationStatsSchema = z
  .object({
    count,
    hits: count.meta({ description: 'Answered while fresh.' }),
    hits_memory: count,
    hits_shared: count,
    stale_hits: count.meta({ description: 'Answered past their time.' }),
    misses: count,
    hit_rate: z.number().min(0).max(1),
    avg_latency_ms: milliseconds,
    p50_latency_ms: milliseconds,
    p95_latency_ms: milliseconds,
    p99_latency_ms: milliseconds,
    max_latency_ms: milliseconds,
    errors: count,
    errors_by_code: z.record(z.string(), count),
  })
  .meta({ id: 'OperationStats', description: 'One operation since the start; latencies in ms.' })

const bytesSchema = z
  .object({
    raw_bytes: count,
    stored_bytes: count,
    ratio: z.number().meta({ description: 'What compression leaves, 1 before the first value.' }),
  })
  .meta({ id: 'CompressedBytes' })

export const cacheStatsSchema = z
  .object({
    cache: z.object({
      enabled: z.literal(true),
      shared_tier: sharedTierSchema,
      circuit_breaker: breaker.extend({ read: breaker, write: breaker }),
      operations: z
        .record(z.string(), operationStatsSchema)
        .meta({ description: 'By name: `get` is every read, `load` Airtable alone, `l2.…` Redis alone.' }),
      memory: z.object({ entries: count, bytes: count, max_bytes: count, evictions: count }),
      loads: z.object({
        in_flight: count,
        joined: count.meta({ description: 'Reads that joined a load that ran.' }),
        saved: count.meta({ description: 'Requests to Airtable that were not needed.' }),
      }),
      unreadable_entries: z
        .record(z.string(), count)
        .meta({ description: 'What Redis held and nobody could read, by cause.' }),
      pending_deletions: count.meta({ description: 'Deletions that wait for Redis to take them.' }),
      compression: z
        .object({ written: bytesSchema, read: bytesSchema })
        .optional()
        .meta({ description: 'Absent without Redis.' }),
    }),
    timestamp: z.iso.datetime(),
    upstream: upstreamSchema,
    models: modelsSchema,
  })
  .meta({ id: 'CacheStats' })

export type CacheStatsBody = z.infer<typeof cacheStatsSchema>

const operation: z.infer<typeof operationStatsSchema> = {
  count: 1200,
  hits: 1100,
  hits_memory: 1000,
  hits_shared: 100,
  stale_hits: 0,
  misses: 100,
  hit_rate: 0.9167,
  avg_latency_ms: 0.8,
  p50_latency_ms: 0.02,
  p95_latency_ms: 2.1,
  p99_latency_ms: 180,
  max_latency_ms: 240,
  errors: 0,
  errors_by_code: {},
}

export const cacheStatsRoute = createRoute({
  method: 'get',
  path: '/cache/stats',
  operationId: 'cacheStats',
  tags: [TAGS.cache],
  summary: 'hits, misses, latencies',
  description:
    'What this process has counted and timed since its start, and how the budget of Airtable stands.',
  security: keyThatMay('admin'),
  responses: {
    200: jsonResponse('The figures.', cacheStatsSchema, {
      cache: {
        enabled: true,
        shared_tier: 'healthy',
        circuit_breaker: {
          state: 'closed',
          failures: 0,
          read: { state: 'closed', failures: 0 },
          write: { state: 'closed', failures: 0 },
        },
        operations: { get: operation },
        memory: { entries: 320, bytes: 410000, max_bytes: 67108864, evictions: 0 },
        loads: { in_flight: 0, joined: 12, saved: 1112 },
        unreadable_entries: {},
        pending_deletions: 0,
        compression: {
          written: { raw_bytes: 900000, stored_bytes: 180000, ratio: 0.2 },
          read: { raw_bytes: 90000, stored_bytes: 18000, ratio: 0.2 },
        },
      },
      timestamp: '2026-11-27T20:00:00.000Z',
      upstream: {
        budget: { mode: 'shared', processes: 2, scopes: {} },
        quota: { status: 'available', bases: [] },
        circuit_breakers: [],
        webhooks: [],
        mirror: [],
      },
      models: NO_MODELS,
    }),
    ...problems(...WITH_RIGHT),
  },
})
