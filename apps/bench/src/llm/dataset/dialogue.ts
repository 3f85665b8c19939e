import { LANGUAGES, ZONES } from '@larder/assistant'
import type { Language, LocalDate, LocalTime, Zone } from '@larder/assistant'
import { z } from 'zod'
import { instantSchema, localDateSchema, localTimeSchema } from './calendar-schema.ts'

/** A line of the book before anybody has spoken; `bookingOfRecord` makes a booking of it. */
export interface BookRecord {
  readonly code: string
  readonly date: LocalDate
  readonly time: LocalTime
  readonly people: number
  /** Ids. */
  readonly tables: readonly string[]
  readonly name: string
  readonly phone?: string | undefined
  readonly status: 'booked' | 'cancelled'
  readonly notes?: string | undefined
}

/** A booking as it has to be in the end. Which table it has is left to the house. */
export interface GoalBooking {
  /** Of one that was there before. */
  readonly code?: string | undefined
  readonly date: LocalDate
  readonly time: LocalTime
  readonly people: number
  readonly name: string
  /** Where the guest cares; else any will do. */
  readonly zone?: Zone | undefined
  readonly status: 'booked' | 'cancelled'
}

/** What the guest says when asked for it, and has not said it already. */
export interface IfAsked {
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly date?: string | undefined
  readonly time?: string | undefined
  readonly people?: string | undefined
  readonly zone?: string | undefined
  readonly code?: string | undefined
  /** To "shall I book it?". */
  readonly confirm?: string | undefined
}

export interface Dialogue {
  readonly id: string
  readonly cluster: string
  readonly lang: Language
  readonly region: string
  readonly now: string
  readonly house: string
  /** What makes it hard: `correction`, `two-bookings`. */
  readonly tags: readonly string[]
  readonly book: readonly BookRecord[]
  /** What the guest says, in this order, whatever is answered. */
  readonly turns: readonly string[]
  readonly ifAsked: IfAsked
  /** The whole book in the end, but for bookings that were both made and cancelled in the talk. */
  readonly goal: readonly GoalBooking[]
}

const words = z.string().min(1)
const code = z.string().regex(/^R-\d{5}$/)
const people = z.int().min(1)
const status = z.enum(['booked', 'cancelled'])

export const bookRecordSchema: z.ZodType<BookRecord> = z.strictObject({
  code,
  date: localDateSchema,
  time: localTimeSchema,
  people,
  tables: z.array(words).min(1),
  name: words,
  phone: words.optional(),
  status,
  notes: words.optional(),
})

export const goalBookingSchema: z.ZodType<GoalBooking> = z.strictObject({
  code: code.optional(),
  date: localDateSchema,
  time: localTimeSchema,
  people,
  name: words,
  zone: z.enum(ZONES).optional(),
  status,
})

export const ifAskedSchema: z.ZodType<IfAsked> = z.strictObject({
  name: words.optional(),
  phone: words.optional(),
  email: words.optional(),
  date: words.optional(),
  time: words.optional(),
  people: words.optional(),
  zone: words.optional(),
  code: words.optional(),
  confirm: words.optional(),
})

export const dialogueSchema: z.ZodType<Dialogue> = z.strictObject({
  id: words,
  cluster: words,
  lang: z.enum(LANGUAGES),
  region: z.string().regex(/^[A-Z]{2}$/),
  now: instantSchema,
  house: words,
  tags: z.array(words).min(1),
  book: z.array(bookRecordSchema),
  turns: z.array(words).min(2).max(6),
  ifAsked: ifAskedSchema,
  goal: z.array(goalBookingSchema),
})
