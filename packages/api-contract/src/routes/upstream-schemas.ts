import { z } from '@hono/zod-openapi'
import { breakerStateSchema, count, milliseconds, quotaSchema } from './cache-schemas.ts'

const scopeSchema = z
  .object({
    used: z.number().meta({ description: 'Requests of any process that count now.' }),
    limit: z.number(),
    queued: z.object({ interactive_write: count, interactive_read: count, background: count }),
    wait_ms: milliseconds.meta({ description: 'What the next read would wait, about.' }),
    locked_for_ms: milliseconds.meta({ description: 'What a lockout still lasts; 0: there is none.' }),
  })
  .meta({ id: 'BudgetScope' })

const instant = z.iso.datetime().optional()

const followedSchema = z
  .object({
    base: z.string(),
    state: z.enum(['starting', 'following', 'alone', 'retrying', 'out-of-quota', 'refused', 'closed']),
    cursor: z.int().optional(),
    last_ping: instant,
    last_poll: instant,
    last_payload: instant,
    expires: instant,
    lag_ms: milliseconds.optional(),
    pings: count,
    refused_pings: count,
    payloads: count,
    recreations: count,
    gaps: count,
    error: z.string().optional(),
  })
  .meta({ id: 'FollowedBase', description: 'How a base is followed through its webhook.' })

const mirroredSchema = z
  .object({
    base: z.string(),
    table: z.string(),
    table_id: z.string(),
    state: z.enum(['loading', 'current', 'changing', 'unfit']),
    records: count,
    age_ms: milliseconds
      .optional()
      .meta({ description: 'How long ago it was last known to hold, 0 while it does; absent before.' }),
    loads: count,
    records_read_anew: count,
    reason: z.string().optional(),
  })
  .meta({ id: 'MirroredTable', description: 'A table that is kept in memory as a whole.' })

export const upstreamSchema = z
  .object({
    budget: z.object({
      mode: z.enum(['shared', 'alone', 'local']).meta({
        description:
          '`shared` by all processes on one Redis; `alone`: Redis is away; `local`: there is none.',
      }),
      processes: count,
      scopes: z.record(z.string(), scopeSchema).meta({ description: 'By base or token.' }),
    }),
    quota: quotaSchema,
    circuit_breakers: z
      .array(z.object({ base: z.string(), state: breakerStateSchema }))
      .readonly()
      .meta({ description: 'Of the bases for which it is not closed: Airtable has failed them.' }),
    webhooks: z.array(followedSchema).readonly(),
    mirror: z.array(mirroredSchema).readonly(),
  })
  .meta({ id: 'Upstream', description: 'How Airtable stands to this process.' })

export type UpstreamBody = z.infer<typeof upstreamSchema>
