import { CacheError } from '../errors.ts'

/** Times travel as unsigned 32-bit milliseconds in the shared tier: 49 days. */
export const MAX_DURATION_MS: number = 2 ** 32 - 1
/** A timer set further off fires at once. */
export const MAX_TIMER_MS: number = 2 ** 31 - 1

/** Notes a number that is there and out of range. */
export function checkRange(
  problems: string[],
  name: string,
  value: number | undefined,
  min: number,
  max: number,
): void {
  if (value === undefined || (typeof value === 'number' && value >= min && value <= max)) return
  problems.push(`${name} is ${String(value)}; it must be a number from ${min} to ${max}`)
}

/** Throws one INVALID_ARGUMENT with all problems, if there are any. */
export function refuse(problems: readonly string[]): void {
  if (problems.length > 0)
    throw new CacheError('INVALID_ARGUMENT', `Bad cache options: ${problems.join('; ')}.`)
}
