import { z } from 'zod'

/** Variables by their names, each with its rules. */
export type Variables = Readonly<Record<string, z.ZodType>>

/** A variable that holds a whole number within bounds; `fallback` when it is absent. */
export function wholeNumber<Fallback extends number | undefined>(
  fallback: Fallback,
  min: number,
  max: number,
  remedy: string,
): z.ZodType<number | Fallback, string | undefined> {
  return z
    .string()
    .optional()
    .transform((text, context) => {
      if (text === undefined) return fallback
      const value = /^-?\d+$/.test(text.trim()) ? Number(text) : Number.NaN
      if (value >= min && value <= max) return value
      context.addIssue({ code: 'custom', message: `must be a whole number from ${min} to ${max}. ${remedy}` })
      return z.NEVER
    })
}
