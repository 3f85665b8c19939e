import { z } from 'zod'
import type { RateRule } from './rate-allowance.ts'

const bounded = (most: number) => z.int().min(1, 'must be at least 1').max(most, `must be at most ${most}`)

/** As it stands in the file of the configuration. */
export const rateRule: z.ZodType<RateRule | undefined> = z
  .strictObject({ requests: bounded(1_000_000), perSeconds: bounded(86_400) })
  .optional()

/** As a variable: `600/60` is 600 requests in 60 seconds. */
export const rateRuleText: z.ZodType<RateRule | undefined, string | undefined> = z
  .string()
  .optional()
  .transform((text, context) => {
    if (text === undefined || text === 'none') return undefined
    const [, requests, perSeconds] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? []
    const { data } = rateRule.safeParse({ requests: Number(requests), perSeconds: Number(perSeconds) })
    if (data) return data
    context.addIssue({
      code: 'custom',
      message:
        'must be requests/seconds, for example 600/60, with at most 1000000 requests and 86400 seconds, or none.',
    })
    return z.NEVER
  })
