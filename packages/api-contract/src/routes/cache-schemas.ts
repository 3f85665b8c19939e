import { z } from '@hono/zod-openapi'

export const breakerStateSchema = z
  .enum(['closed', 'open', 'half-open'])
  .meta({ id: 'BreakerState', description: 'Of a circuit breaker; `open`: Redis is left alone.' })

export const sharedTierSchema = z.enum(['healthy', 'degraded', 'disabled']).meta({
  id: 'SharedTier',
  description:
    '`healthy`: Redis reads and writes; `degraded`: memory serves alone or in part; `disabled`: there is none.',
})

export const breakersSchema = z
  .object({ read: breakerStateSchema, write: breakerStateSchema })
  .meta({ id: 'Breakers' })

export const count = z.int().min(0)
export const milliseconds = z.number()

export const quotaSchema = z
  .object({
    status: z.enum(['available', 'exhausted']),
    bases: z.array(z.object({ base: z.string(), until: z.iso.datetime() })).readonly(),
  })
  .meta({ id: 'Quota', description: 'The monthly calls of Airtable, as far as this process knows.' })
