import { z } from '@hono/zod-openapi'

export const localDate = z
  .string()
  .meta({ description: 'A day in the time zone of the house.', examples: ['2026-12-04'] })
export const localTime = z.string().meta({ description: 'A time of day there.', examples: ['21:00'] })
export const zoneSchema = z.enum(['indoor', 'terrace', 'bar', 'private']).meta({ id: 'Zone' })
export const people = z.int().min(1)

export const sittingSchema = z
  .object({ date: localDate, time: localTime, people, zone: zoneSchema })
  .meta({ id: 'Sitting', description: 'Where, when and how many.' })

export const extrasSchema = z
  .object({
    highChairs: z.int().optional(),
    pets: z.boolean().optional(),
    accessible: z.boolean().optional(),
    hasDiet: z.boolean().optional().meta({ description: 'Only whether there is one: it is health data.' }),
    hasNotes: z.boolean().optional(),
  })
  .meta({ id: 'Extras', description: 'What goes with a booking beyond the table.' })

export const bookingSchema = z
  .object({
    code: z.string().meta({ description: 'What the guest is told, and tells.', examples: ['R-10001'] }),
    status: z.enum(['booked', 'cancelled']),
    people,
    seating: z.object({
      date: localDate,
      time: localTime,
      startsAt: z.string().meta({ description: 'ISO 8601 with offset.' }),
      endsAt: z.string(),
      tables: z
        .array(z.string())
        .readonly()
        .meta({ description: 'Ids: one table, or those that are joined.' }),
      zone: zoneSchema,
    }),
    guest: z.object({ name: z.string(), phone: z.string().optional(), email: z.string().optional() }),
    highChairs: z.int().optional(),
    pets: z.boolean().optional(),
    accessible: z.boolean().optional(),
    diet: z
      .array(z.string())
      .readonly()
      .optional()
      .meta({ description: 'Allergies and diets, in the words of the guest.' }),
    notes: z.string().optional(),
  })
  .meta({ id: 'Booking', description: 'A booking as it stands in the book.' })
