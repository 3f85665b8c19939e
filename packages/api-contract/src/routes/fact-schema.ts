import { z } from '@hono/zod-openapi'
import { extrasSchema, localDate, localTime, people, sittingSchema } from './booking-schemas.ts'

const code = z.string()
const phone = z.string().optional().meta({ description: 'That of the house.' })
const action = z.enum(['book', 'change', 'cancel'])
const reasons = z
  .array(
    z.enum([
      'closed-day',
      'closed-hour',
      'after-last-seating',
      'off-grid',
      'past',
      'too-soon',
      'too-far-ahead',
      'too-large',
      'no-table-that-large',
      'zone-full',
      'no-accessible-table',
      'no-table-for-pets',
      'no-table-for-high-chairs',
      'full',
      'no-such-time',
    ]),
  )
  .readonly()
const kept = { code, sitting: sittingSchema, name: z.string(), extras: extrasSchema }

function fact<Kind extends string, Shape extends z.ZodRawShape>(
  kind: Kind,
  shape: Shape,
): z.ZodObject<{ kind: z.ZodLiteral<Kind> } & Shape> {
  return z.object({ kind: z.literal(kind), ...shape }) as z.ZodObject<{ kind: z.ZodLiteral<Kind> } & Shape>
}

const doubtSchema = z.discriminatedUnion('slot', [
  z.object({ slot: z.literal('people'), values: z.array(z.int()).readonly() }),
  z.object({ slot: z.literal('time'), values: z.array(localTime).readonly() }),
  z.object({ slot: z.literal('date'), values: z.array(localDate).readonly() }),
])

const servicesSchema = z
  .array(
    z.object({
      name: z.enum(['lunch', 'dinner']),
      weekdays: z.array(z.int().min(1).max(7)).readonly().meta({ description: '1 is Monday.' }),
      opensAt: localTime,
      lastSeatingAt: localTime,
      closesAt: localTime,
    }),
  )
  .readonly()

const topic = z.enum(['hours', 'menu', 'location', 'diet', 'access', 'pets', 'payment', 'other'])

/** One thing that a reply says, by its kind. */
export const factSchema = z
  .discriminatedUnion('kind', [
    fact('greeting', { house: z.string() }),
    fact('thanks', {}),
    fact('off-topic', {}),
    fact('unclear', {}),
    fact('ask', {
      slot: z.enum(['date', 'weekend-day', 'time', 'people', 'name', 'phone']),
      why: z.enum(['past', 'no-such-day', 'no-phone']).optional(),
      date: localDate.optional(),
      time: localTime.optional(),
      people: people.optional(),
    }),
    fact('ask-half', { date: localDate, times: z.array(localTime).readonly() }),
    fact('ask-again', { doubt: doubtSchema }),
    fact('available', { sitting: sittingSchema }),
    fact('offer', {
      date: localDate,
      time: localTime,
      people,
      reasons,
      alternatives: z.array(sittingSchema).readonly(),
      wasTaken: z.boolean().optional(),
    }),
    fact('no-table', { date: localDate, time: localTime, people, reasons, phone }),
    fact('too-large', { people, most: z.int(), phone }),
    fact('summary', {
      action: z.enum(['book', 'change']),
      sitting: sittingSchema,
      name: z.string(),
      phone: z.string().optional().meta({ description: 'That of the guest.' }),
      extras: extrasSchema,
      code: code.optional(),
    }),
    fact('summary-cancel', { code, sitting: sittingSchema, name: z.string() }),
    fact('booked', kept),
    fact('changed', kept),
    fact('cancelled', { code, sitting: sittingSchema.optional() }),
    fact('dropped', {}),
    fact('ask-what-to-change', {}),
    fact('ask-proof', {
      action: z.enum(['change', 'cancel', 'read']),
      has: z.enum(['nothing', 'code', 'guest', 'no-code', 'no-code-but-name', 'no-code-but-phone']),
    }),
    fact('unknown-booking', {}),
    fact('your-booking', { code, sitting: sittingSchema, name: z.string() }),
    fact('gone-booking', { code }),
    fact('one-by-one', { action: z.enum(['book', 'cancel']) }),
    fact('not-a-name', {}),
    fact('no-promise', {}),
    fact('without-phone', {}),
    fact('ask-which', {
      bookings: z.array(sittingSchema.extend({ code }).meta({ id: 'CodedSitting' })).readonly(),
    }),
    fact('next-booking', {}),
    fact('hours', { services: servicesSchema, closedOn: localDate.optional() }),
    fact('info', { topic, text: z.string() }),
    fact('no-info', { phone }),
    fact('handover', { phone }),
    fact('people-only', { phone }),
    fact('not-allowed', { action, isLate: z.boolean(), phone }),
    fact('unsettled', { action, isLetGo: z.boolean(), phone }),
    fact('trouble', { phone }),
  ])
  .meta({
    id: 'Fact',
    description:
      'One thing that a reply says. All dates, times, numbers, names and codes of its text are in its facts.',
  })
