import { z } from '@hono/zod-openapi'

/** What a request may choose entries by: exactly one of them. */
export const SELECTORS = ['key', 'tag', 'prefix', 'pattern'] as const
export type Selector = (typeof SELECTORS)[number]

export const CHOOSE_ONE =
  'Give exactly one of ?key=, ?tag=, ?prefix= (literal) and ?pattern= (a glob; * alone is everything), once and not empty.'

const chosen = z.string({ error: CHOOSE_ONE })

export const selectionSchema = z
  .object({
    key: chosen.optional().meta({ description: 'One key.', examples: ['airtable:appReservasDemo01'] }),
    tag: chosen.optional().meta({ description: 'All entries with this tag.' }),
    prefix: chosen.optional().meta({ description: 'All keys that begin with it, taken literally.' }),
    pattern: chosen.optional().meta({
      description:
        'All keys that match the glob: `*` stands for anything, at most twice; `*` alone is everything.',
      examples: ['*:q:l:*'],
      // One of them is needed: that is how to ask.
      param: { example: '*:q:l:*' },
    }),
  })
  // An empty prefix would be everything.
  .refine(
    (query) => {
      const given = SELECTORS.map((selector) => query[selector]).filter((value) => value !== undefined)
      return given.length === 1 && given[0] !== ''
    },
    { error: CHOOSE_ONE },
  )
