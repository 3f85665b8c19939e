import { INTENTS, LANGUAGES } from '@larder/assistant'
import type { Intent, Language, LocalDate, LocalTime, Slots } from '@larder/assistant'
import { z } from 'zod'
import { instantSchema, localDateSchema, localTimeSchema } from './calendar-schema.ts'
import { slotsSchema } from './slots-schema.ts'

/** How many single turns there are of each kind, Spanish and English together. */
export const CATEGORY_COUNTS = {
  'book-complete': 70,
  'book-missing': 50,
  'relative-date': 60,
  'ambiguous-time': 50,
  'party-size': 35,
  availability: 35,
  change: 35,
  cancel: 30,
  'diet-access': 30,
  'house-info': 25,
  'complaint-human': 15,
  'greeting-thanks': 15,
  'off-topic': 15,
  mixed: 15,
} as const
export type Category = keyof typeof CATEGORY_COUNTS

export type Askable = 'date' | 'time' | 'people'

/** What the words come to at `now`, in the time zone of the house. */
export interface Resolved {
  readonly date?: LocalDate | undefined
  readonly time?: LocalTime | undefined
  /** What has to be asked for before anybody can look for a table. */
  readonly needs?: readonly Askable[] | undefined
  /** What may be asked or taken as it is: counts neither for nor against. */
  readonly mayAsk?: readonly Askable[] | undefined
  /** Days as right as `date`, where people do not agree what the words mean. */
  readonly otherDates?: readonly LocalDate[] | undefined
  readonly otherTimes?: readonly LocalTime[] | undefined
  readonly isPast?: boolean | undefined
}

/** What a person would understand; written by thought, not by running anything. */
export interface Gold {
  readonly intent: Intent
  readonly slots: Slots
  readonly resolved?: Resolved | undefined
  /** Of each group one has to be in the reply. */
  readonly must?: readonly (readonly string[])[] | undefined
  readonly mustNot?: readonly string[] | undefined
}

export interface SingleTurn {
  readonly id: string
  /** Paraphrases and translations of one request share it: they are not independent. */
  readonly cluster: string
  readonly lang: Language
  /** ISO 3166: whose words these are, `ES`, `MX`, `AR`, `GB`. */
  readonly region: string
  readonly category: Category
  readonly now: string
  /** Id of the house it is sent to. */
  readonly house: string
  readonly text: string
  readonly gold: Gold
}

const askables = z.array(z.enum(['date', 'time', 'people'])).min(1)
const words = z.string().min(1)

const resolvedSchema: z.ZodType<Resolved> = z.strictObject({
  date: localDateSchema.optional(),
  time: localTimeSchema.optional(),
  needs: askables.optional(),
  mayAsk: askables.optional(),
  otherDates: z.array(localDateSchema).min(1).optional(),
  otherTimes: z.array(localTimeSchema).min(1).optional(),
  isPast: z.literal(true).optional(),
})

export const goldSchema: z.ZodType<Gold> = z.strictObject({
  intent: z.enum(INTENTS),
  slots: slotsSchema,
  resolved: resolvedSchema.optional(),
  must: z.array(z.array(words).min(1)).min(1).optional(),
  mustNot: z.array(words).min(1).optional(),
})

export const singleTurnSchema: z.ZodType<SingleTurn> = z.strictObject({
  id: words,
  cluster: words,
  lang: z.enum(LANGUAGES),
  region: z.string().regex(/^[A-Z]{2}$/),
  category: z.enum(Object.keys(CATEGORY_COUNTS) as [Category, ...Category[]]),
  now: instantSchema,
  house: words,
  text: words,
  gold: goldSchema,
})
