import { HOUR_PATTERN, numberOf } from './number-words.ts'
import type { Remainder } from './remainder.ts'

const HALF = String.raw`(?:\s*(am|pm|a\.m\.?|p\.m\.?)(?![a-z])|\s+(?:de|por) la (manana|tarde|noche)\b|\s+in the (morning|afternoon|evening)\b|\s+at (night)\b)?`
const PARTS: Readonly<Record<string, number>> = { media: 30, cuarto: 15, half: 30, quarter: 15 }

/** Hours with minutes, and hours that a word like "a las" or "at" announces. */
export function takeTimes(rest: Remainder): string[] {
  return [
    ...rest.take(
      new RegExp(String.raw`\b(\d{1,2})\s?[:.h]\s?([0-5]\d)(?:\s?h\b)?${HALF}`, 'g'),
      (_, hour = '', minute = '', ...halves) => timeOf(Number(hour), Number(minute), halves),
    ),
    ...rest.take(
      new RegExp(String.raw`\b(half|quarter) (past|to) (${HOUR_PATTERN})\b${HALF}`, 'g'),
      (_, part = '', way = '', hour = '', ...halves) =>
        timeOf(numberOf(hour), (way === 'to' ? -1 : 1) * (PARTS[part] ?? 0), halves),
    ),
    ...rest.take(
      new RegExp(
        String.raw`\b(?:a|de|desde|hasta|sobre|at|around|by|from|until) (?:las? )?(${HOUR_PATTERN})\b(?: (y|menos) (media|cuarto|${HOUR_PATTERN})\b)?(?:\s?h(?:oras?)?\b)?(?: o'?clock)?${HALF}`,
        'g',
      ),
      (whole, hour = '', way = '', part = '', ...halves) =>
        /^(?:de|desde) (?!las? )/.test(whole)
          ? undefined
          : timeOf(numberOf(hour), minutesOf(way, part), halves),
    ),
    ...rest.take(
      new RegExp(String.raw`\b(${HOUR_PATTERN})\s?(?:h\b|(am|pm|a\.m\.?|p\.m\.?)(?![a-z])|o'?clock)`, 'g'),
      (_, hour = '', half = '') => timeOf(numberOf(hour), 0, [half]),
    ),
    ...rest.take(
      new RegExp(String.raw`\b(${HOUR_PATTERN}) (y|menos) (media|cuarto)\b${HALF}`, 'g'),
      (_, hour = '', way = '', part = '', ...halves) => timeOf(numberOf(hour), minutesOf(way, part), halves),
    ),
    ...rest.take(/\b(?:mediodia|noon|midday)\b/g, () => '12:00'),
    ...rest.take(/\b(?:medianoche|midnight)\b/g, () => '00:00'),
  ]
}

function minutesOf(way: string, part: string): number {
  if (part === '') return 0
  return (way === 'menos' ? -1 : 1) * (PARTS[part] ?? numberOf(part))
}

function timeOf(hour: number, minute: number, halves: readonly string[]): string | undefined {
  if (!(hour <= 24)) return undefined
  const half = halves.find((said) => said !== '')
  const minutes = (hour * 60 + minute + 1440) % 1440
  const isMorning = half !== undefined && /^a|ma|mo/.test(half)
  const isLater = half !== undefined && !isMorning
  if (isLater && hour < 12) return clock((minutes + 720) % 1440)
  if (isMorning && hour === 12) return clock((minutes + 720) % 1440)
  return half !== undefined || hour > 12 || hour === 0 ? clock(minutes) : `${clock(minutes % 720)}?`
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
