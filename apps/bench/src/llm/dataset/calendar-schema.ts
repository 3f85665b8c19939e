import { z } from 'zod'

/** `2026-11-27`, a day that exists. */
export const localDateSchema: z.ZodType<string> = z.iso.date()

/** `21:30`. */
export const localTimeSchema: z.ZodType<string> = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** `2026-11-25T11:20:00+01:00`: with its offset, for the wall clock of the house is read off it. */
export const instantSchema: z.ZodType<string> = z.iso.datetime({ offset: true })
