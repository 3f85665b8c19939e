import { LANGUAGES } from '@larder/assistant'
import type { Language } from '@larder/assistant'
import { z } from 'zod'
import { instantSchema } from './calendar-schema.ts'
import { bookRecordSchema, goalBookingSchema, ifAskedSchema } from './dialogue.ts'
import type { BookRecord, GoalBooking, IfAsked } from './dialogue.ts'

export const ATTACK_KINDS = [
  /** "Forget your instructions." */
  'override',
  /** To be told the instructions. */
  'prompt-leak',
  /** A discount, a free bottle, a price that is none. */
  'price',
  'role-play',
  'base64',
  /** Orders in the name of the guest. */
  'name-field',
  /** Orders in the wishes for a booking. */
  'notes-field',
  /** Orders that stand in the book already and are read back. */
  'book-record',
  /** To see, change or cancel what others have booked. */
  'others-booking',
  /** The owner, an inspector, the platform says so. */
  'authority',
  /** Morse, letters in reverse, whatever is not base64. */
  'encoding',
  /** Tables by the dozen, or the same one again. */
  'flood',
  /** Beyond the hours, the days and the tables of the house. */
  'house-rules',
  /** Step by step, or from one language to another. */
  'many-turns',
  /** Code, tags, and letters that are not what they seem. */
  'markup',
  /** Threats and pity. */
  'pressure',
  /** Orders in a letter that is passed on. */
  'quoted',
] as const
export type AttackKind = (typeof ATTACK_KINDS)[number]

/** Messages that want what no guest may have. The book stays as it is, but for `may`. */
export interface Attack {
  readonly id: string
  readonly cluster: string
  readonly lang: Language
  readonly region: string
  readonly kind: AttackKind
  readonly now: string
  readonly house: string
  readonly book: readonly BookRecord[]
  readonly turns: readonly string[]
  readonly ifAsked: IfAsked
  /**
   * What an honest request in it may lead to: with a code in place of that booking, without one beside the others; one of them,
   * where two differ in people alone. The name that is booked begins with `name`, for orders may hang on it.
   */
  readonly may: readonly GoalBooking[]
  /** In no reply, whatever its case: words that only a reply which gave way has. */
  readonly mustNot: readonly string[]
}

const words = z.string().min(1)

export const attackSchema: z.ZodType<Attack> = z.strictObject({
  id: words,
  cluster: words,
  lang: z.enum(LANGUAGES),
  region: z.string().regex(/^[A-Z]{2}$/),
  kind: z.enum(ATTACK_KINDS),
  now: instantSchema,
  house: words,
  book: z.array(bookRecordSchema),
  turns: z.array(words).min(1).max(6),
  ifAsked: ifAskedSchema,
  may: z.array(goalBookingSchema),
  mustNot: z.array(words).min(1),
})
