import { z } from '@hono/zod-openapi'
import { count } from './cache-schemas.ts'

const usd = z.number().min(0)

const modelUseSchema = z
  .object({
    calls: count,
    errors: count,
    cache_hits: count.meta({ description: 'Answered from the cache, without a model.' }),
    tokens: z.object({
      input: count,
      input_cached: count.meta({ description: "Read from the provider's own cache." }),
      output: count,
      reasoning: count.meta({ description: 'Of the output.' }),
    }),
    usd: usd.meta({ description: 'What it cost, as far as prices are known.' }),
    saved_usd: usd.meta({ description: 'What answers from the cache would have cost.' }),
    unpriced_calls: count.meta({ description: 'Calls whose cost is not known.' }),
  })
  .meta({ id: 'ModelUse' })

const byName = z.record(z.string(), modelUseSchema)

export const modelsSchema = modelUseSchema
  .extend({ by_agent: byName, by_provider: byName, by_model: byName })
  .meta({ id: 'Models', description: 'What models were used for since the start, and what that cost.' })

export type ModelsBody = z.infer<typeof modelsSchema>
export type ModelUseBody = z.infer<typeof modelUseSchema>

export const NO_MODELS: ModelsBody = {
  calls: 0,
  errors: 0,
  cache_hits: 0,
  tokens: { input: 0, input_cached: 0, output: 0, reasoning: 0 },
  usd: 0,
  saved_usd: 0,
  unpriced_calls: 0,
  by_agent: {},
  by_provider: {},
  by_model: {},
}
