import { z } from 'zod'
import type { ResponseSchema } from '../ports/chat-model.ts'
import {
  type Feast,
  FEASTS,
  INFO_TOPICS,
  type InfoTopic,
  type Intent,
  INTENTS,
  type Language,
  LANGUAGES,
  type Weekday,
  type Zone,
  ZONES,
} from '../slots.ts'
import { responseSchema } from './response-schema.ts'

/** What a model answers as router: symbolic words only, no dates that it would have to compute. */
export interface RouterAnswer {
  readonly intent: Intent
  readonly language: Language
  readonly date: AnsweredDate | null
  readonly time: AnsweredTime | null
  readonly people: number | null
  readonly highChairs: number | null
  readonly pets: boolean | null
  readonly accessible: boolean | null
  readonly zone: Zone | null
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly code: string | null
  readonly hasDiet: boolean | null
  readonly topic: InfoTopic | null
  readonly notes: string | null
}

type AnsweredDate =
  | { readonly kind: 'offset'; readonly days: number }
  | {
      readonly kind: 'weekday'
      readonly weekday: Weekday
      readonly which: 'coming' | 'next'
      readonly weeksLater: number
    }
  | {
      readonly kind: 'date'
      readonly day: number
      readonly month: number | null
      readonly year: number | null
    }
  | { readonly kind: 'weekend'; readonly which: 'coming' | 'next' }
  | { readonly kind: 'feast'; readonly feast: Feast }
  | { readonly kind: 'vague' }

type AnsweredTime =
  | {
      readonly kind: 'clock'
      readonly hour: number
      readonly minute: number
      readonly half: 'am' | 'pm' | null
      readonly isAbout: boolean
    }
  | { readonly kind: 'service'; readonly service: 'lunch' | 'dinner' }
  | { readonly kind: 'in'; readonly minutes: number }
  | { readonly kind: 'vague' }

const weekday: z.ZodType<Weekday> = z.int().min(1).max(7) as unknown as z.ZodType<Weekday>
const which = z.enum(['coming', 'next'])

const date = z.union([
  z.object({ kind: z.literal('offset'), days: z.int().min(0).max(400) }),
  z.object({ kind: z.literal('weekday'), weekday, which, weeksLater: z.int().min(0).max(8) }),
  z.object({
    kind: z.literal('date'),
    day: z.int().min(1).max(31),
    month: z.int().min(1).max(12).nullable(),
    year: z.int().min(2000).max(2100).nullable(),
  }),
  z.object({ kind: z.literal('weekend'), which }),
  z.object({ kind: z.literal('feast'), feast: z.enum(FEASTS) }),
  z.object({ kind: z.literal('vague') }),
])

const time = z.union([
  z.object({
    kind: z.literal('clock'),
    hour: z.int().min(0).max(23),
    minute: z.int().min(0).max(59),
    half: z.enum(['am', 'pm']).nullable(),
    isAbout: z.boolean(),
  }),
  z.object({ kind: z.literal('service'), service: z.enum(['lunch', 'dinner']) }),
  z.object({ kind: z.literal('in'), minutes: z.int().min(0).max(1440) }),
  z.object({ kind: z.literal('vague') }),
])

const text = z.string().max(300).nullable()

const answer: z.ZodType<RouterAnswer> = z.object({
  intent: z.enum(INTENTS),
  language: z.enum(LANGUAGES),
  date: date.nullable(),
  time: time.nullable(),
  people: z.int().min(1).max(500).nullable(),
  highChairs: z.int().min(0).max(20).nullable(),
  pets: z.boolean().nullable(),
  accessible: z.boolean().nullable(),
  zone: z.enum(ZONES).nullable(),
  name: text,
  phone: text,
  email: text,
  code: text,
  hasDiet: z.boolean().nullable(),
  topic: z.enum(INFO_TOPICS).nullable(),
  notes: text,
})

export const ROUTER_SCHEMA: ResponseSchema<RouterAnswer> = responseSchema('understanding', answer)
