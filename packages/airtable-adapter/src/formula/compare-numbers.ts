import { InexactValue } from './inexact-value.ts'

/** How far apart two numbers may be, in parts of them, and still be one to whoever rounds binary fractions. */
const TOO_CLOSE = 1e-13

/** Below 0, 0 or above 0. 0.1 + 0.2 and 0.3 are neither equal nor different: nobody tells whether Airtable rounds. */
export function compareNumbers(a: number, b: number): number {
  if (a === b) return 0
  const isWhole = Number.isSafeInteger(a) && Number.isSafeInteger(b)
  if (!isWhole && Math.abs(a - b) <= TOO_CLOSE * Math.max(Math.abs(a), Math.abs(b)))
    throw new InexactValue('whether two numbers that differ in their last digits are equal')
  return a < b ? -1 : 1
}
