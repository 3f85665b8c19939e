import type { HouseRules } from '@larder/airtable-adapter'
import { type HousePage, INFO_TOPICS } from '@larder/assistant'
import { z } from 'zod'
import { DEMO_PAGE } from './demo-page.ts'

/** The base that is the assistant's book, and what the base does not say of its house. */
export interface BookConfig {
  readonly base: string
  readonly house: HouseRules
  readonly page: HousePage
}

const minutes = z.int().min(0).max(1_440).optional()
const text = z.string().min(1).max(1_000)

const bookFile = z.strictObject({
  base: z.string().regex(/^app[0-9A-Za-z]{14}$/, 'must be a base id (app and 14 letters or digits)'),
  house: z.strictObject({
    name: z.string().min(1).max(100),
    timeZone: z.string().refine(isTimeZone, 'must be a time zone such as Europe/Madrid').optional(),
    closedDates: z.array(z.iso.date('must be dates such as 2026-12-25')).optional(),
    joinable: z
      .array(
        z.strictObject({
          tables: z.array(z.string()).min(2, 'must name two tables or more, by their record ids'),
          seats: z.int().min(1),
          leastSeats: z.int().min(1),
        }),
      )
      .optional(),
    stays: z.array(z.strictObject({ upTo: z.int().min(1), minutes: z.int().min(15).max(1_440) })).optional(),
    bufferMinutes: minutes,
    gridMinutes: minutes,
    leadMinutes: minutes,
    maxAdvanceDays: z.int().min(1).max(730).optional(),
    maxPeople: z.int().min(1).max(500).optional(),
  }),
  phone: z.string().max(30).optional(),
  topics: z.partialRecord(z.enum(INFO_TOPICS), z.strictObject({ es: text, en: text })).default({}),
})

/** What stands under "assistant" in the file of the configuration. */
export const bookSection: z.ZodType<BookConfig | undefined> = bookFile
  .transform(({ base, house, phone, topics }): BookConfig => ({ base, house, page: { phone, topics } }))
  .optional()

/** The book of the demo base, for a process that runs on the simulator. */
export function demoBook(base: string): BookConfig {
  return { base, house: { name: 'Reservas Demo' }, page: DEMO_PAGE }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format(0)
    return true
  } catch {
    return false
  }
}
