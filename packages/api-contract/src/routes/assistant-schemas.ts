import { z } from '@hono/zod-openapi'
import { bookingSchema } from './booking-schemas.ts'
import { factSchema } from './fact-schema.ts'

/** Longest message, in characters (UTF-16 units). */
export const MOST_MESSAGE_CHARACTERS = 2_000

export const messageSchema = z
  .strictObject(
    {
      message: z
        .string({ error: 'must be a text' })
        .min(1, 'must not be empty')
        .max(MOST_MESSAGE_CHARACTERS, `must have at most ${MOST_MESSAGE_CHARACTERS} characters`)
        .meta({ description: 'What the guest says, in Spanish or English.' }),
      conversationId: z
        .string({ error: 'must be the id of an earlier answer' })
        .max(64, 'is no id of ours: these have at most 64 characters')
        .optional()
        .meta({ description: 'That of the first answer, with every further message.' }),
    },
    {
      error: ({ code }) =>
        code === 'unrecognized_keys' ? 'is no member: these are message and conversationId' : undefined,
    },
  )
  .meta({ id: 'Message' })

export const languageSchema = z.enum(['es', 'en']).meta({ id: 'Language' })

const stateShape = {
  turn: z.int().meta({ description: 'Messages that were answered.' }),
  task: z.enum(['book', 'change', 'cancel']).optional(),
  expecting: z
    .enum(['date', 'time', 'people', 'name', 'phone', 'email', 'code', 'confirmation', 'choice'])
    .optional()
    .meta({ description: 'What the next message is expected to answer.' }),
  codes: z
    .array(z.string())
    .readonly()
    .meta({ description: 'Of bookings that were made in the conversation, or proved.' }),
}

const servedAsSchema = z
  .discriminatedUnion('by', [
    z.object({ by: z.literal('model'), provider: z.string(), model: z.string() }),
    z.object({
      by: z.literal('fallback'),
      provider: z.string(),
      model: z.string(),
      fallbackFrom: z.string().optional(),
    }),
    z.object({
      by: z.literal('rules'),
      because: z.enum(['no-model', 'failed', 'not-in-the-facts', 'not-needed']),
    }),
  ])
  .meta({ id: 'ServedAs', description: 'Who did the work of an agent.' })

export const conversationSchema = z
  .object({
    id: z.string().meta({ description: '128 random bits: who has it has the conversation.' }),
    language: languageSchema,
    ...stateShape,
  })
  .meta({ id: 'Conversation', description: 'Where a conversation stands, not what was said.' })

export const replySchema = z
  .object({
    conversationId: z.string(),
    text: z.string(),
    language: languageSchema,
    facts: z.array(factSchema).readonly(),
    state: z.object(stateShape),
    booking: bookingSchema.optional().meta({ description: 'What this message wrote to the book.' }),
    servedBy: z.object({
      router: servedAsSchema,
      logic: servedAsSchema.optional(),
      human: servedAsSchema,
    }),
    usd: z
      .number()
      .optional()
      .meta({ description: 'What the models cost; absent when the price of one is not known.' }),
  })
  .meta({ id: 'Reply' })
