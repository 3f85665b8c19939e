import { INFO_TOPICS, ZONES } from '@larder/assistant'
import type { House, InfoTopic, Language, Weekday } from '@larder/assistant'
import { z } from 'zod'
import { localDateSchema, localTimeSchema } from './calendar-schema.ts'

/** A house of the dataset: invented, like its street and its telephone. */
export interface BenchHouse {
  readonly id: string
  readonly house: House
  /** What may be told about it, by topic. */
  readonly info: Readonly<Record<InfoTopic, Readonly<Record<Language, string>>>>
}

const words = z.string().min(1)
const minutes = z.int().min(0)
const weekday = z.union([1, 2, 3, 4, 5, 6, 7].map((day) => z.literal(day as Weekday)))

const table = z.strictObject({
  id: words,
  name: words,
  seats: z.int().min(1),
  leastSeats: z.int().min(1),
  zone: z.enum(ZONES),
  isAccessible: z.boolean(),
  allowsPets: z.boolean(),
  allowsHighChairs: z.boolean(),
  isOutOfService: z.boolean(),
})

const houseSchema: z.ZodType<House> = z.strictObject({
  name: words,
  timeZone: words,
  services: z
    .array(
      z.strictObject({
        name: z.enum(['lunch', 'dinner']),
        weekdays: z.array(weekday).min(1),
        opensAt: localTimeSchema,
        lastSeatingAt: localTimeSchema,
        closesAt: localTimeSchema,
      }),
    )
    .min(1),
  closedDates: z.array(localDateSchema),
  tables: z.array(table).min(1),
  joinable: z.array(
    z.strictObject({
      tables: z.array(words).min(2),
      seats: z.int().min(1),
      leastSeats: z.int().min(1),
    }),
  ),
  stays: z.array(z.strictObject({ upTo: z.int().min(1), minutes })).min(1),
  bufferMinutes: minutes,
  gridMinutes: z.int().min(1),
  leadMinutes: minutes,
  maxAdvanceDays: z.int().min(1),
  maxPeople: z.int().min(1),
})

export const benchHouseSchema: z.ZodType<BenchHouse> = z.strictObject({
  id: words,
  house: houseSchema,
  info: z.record(z.enum(INFO_TOPICS), z.strictObject({ es: words, en: words })),
})
