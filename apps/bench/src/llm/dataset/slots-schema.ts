import { FEASTS, INFO_TOPICS, ZONES } from '@larder/assistant'
import type { Slots, SymbolicDate, SymbolicTime, Weekday } from '@larder/assistant'
import { z } from 'zod'

const which = z.enum(['coming', 'next'])

const weekday = z.union([1, 2, 3, 4, 5, 6, 7].map((day) => z.literal(day as Weekday)))

export const symbolicDateSchema: z.ZodType<SymbolicDate> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('offset'), days: z.int() }),
  z.strictObject({ kind: z.literal('weekday'), weekday, which }),
  z.strictObject({
    kind: z.literal('date'),
    day: z.int().min(1).max(31),
    month: z.int().min(1).max(12).optional(),
    year: z.int().min(2020).max(2099).optional(),
  }),
  z.strictObject({ kind: z.literal('weekend'), which }),
  z.strictObject({ kind: z.literal('feast'), feast: z.enum(FEASTS) }),
  z.strictObject({ kind: z.literal('vague') }),
])

export const symbolicTimeSchema: z.ZodType<SymbolicTime> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('clock'),
    hour: z.int().min(0).max(23),
    minute: z.int().min(0).max(59),
    half: z.enum(['am', 'pm']).optional(),
    isAbout: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal('service'), service: z.enum(['lunch', 'dinner']) }),
  z.strictObject({ kind: z.literal('in'), minutes: z.int().min(0) }),
  z.strictObject({ kind: z.literal('vague') }),
])

const words = z.string().min(1)

/** What gold says of a message, as `Slots` has it: a word that is no slot is a mistake of whoever wrote it. */
export const slotsSchema: z.ZodType<Slots> = z.strictObject({
  date: symbolicDateSchema.optional(),
  time: symbolicTimeSchema.optional(),
  people: z.int().min(1).max(200).optional(),
  peopleRange: z
    .tuple([z.int().min(1), z.int().min(1)])
    .refine(([least, most]) => least < most, 'the least of a range comes first')
    .optional(),
  highChairs: z.int().min(1).optional(),
  pets: z.boolean().optional(),
  accessible: z.boolean().optional(),
  zone: z.enum(ZONES).optional(),
  diet: z.array(words).min(1).optional(),
  name: words.optional(),
  phone: z
    .string()
    .regex(/^\+?\d{9,15}$/)
    .optional(),
  email: z.email().optional(),
  code: z
    .string()
    .regex(/^R-\d{5}$/)
    .optional(),
  topic: z.enum(INFO_TOPICS).optional(),
  notes: words.optional(),
})
