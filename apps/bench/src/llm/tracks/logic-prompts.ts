import { type ResponseSchema, type Zone, ZONES } from '@larder/assistant'
import { z } from 'zod'
import { answerSchema } from '../models/answer-schema.ts'

/** L0: the model alone. */
export const ALONE_PROMPT = `You keep the book of a restaurant. You get, in Spanish, its hours, its rules, its tables, the bookings of a
day and one request. Decide whether the request can be booked exactly as asked, and at which table. A booking takes its tables
for the whole stay, and the next one at the same table begins only after the pause in the rules. Use the smallest table or set
of tables that fits. Answer with JSON: {"isAvailable":true,"tables":["M4"],"times":[]}.
If it cannot be booked, tables is empty and times has up to three other times on the same day that can be booked, nearest first:
{"isAvailable":false,"tables":[],"times":["21:00","22:15"]}. times is empty if there is none.`

export const ALONE_VERSION = 'bench-logic-alone-1'

export interface AloneAnswer {
  readonly isAvailable: boolean
  readonly tables: readonly string[]
  readonly times: readonly string[]
}

export const ALONE_SCHEMA: ResponseSchema<AloneAnswer> = answerSchema(
  'availability',
  z.object({
    isAvailable: z.boolean(),
    tables: z.array(z.string().max(12)).max(12),
    times: z.array(z.string().max(5)).max(12),
  }),
)

/** L1: the model asks the solver. */
export const TOOL_PROMPT = `You turn a request for a table into arguments of a tool that knows the book. You get, in Spanish, what day it is
and the request. Answer with JSON:
{"date":"2026-12-23","time":"21:30","people":4,"zone":null,"accessible":false,"pets":false,"highChairs":0}
date is ISO, time has 24 hours. zone is indoor (interior), terrace (terraza), bar (barra), private (reservado), or null if none is asked for.`

export const TOOL_VERSION = 'bench-logic-tool-1'

export interface ToolArguments {
  readonly date: string
  readonly time: string
  readonly people: number
  readonly zone: Zone | null
  readonly accessible: boolean
  readonly pets: boolean
  readonly highChairs: number
}

export const TOOL_SCHEMA: ResponseSchema<ToolArguments> = answerSchema(
  'find_availability',
  z.object({
    date: z.string().max(10),
    time: z.string().max(5),
    people: z.int().min(1).max(500),
    zone: z.enum(ZONES).nullable(),
    accessible: z.boolean(),
    pets: z.boolean(),
    highChairs: z.int().min(0).max(20),
  }),
)
