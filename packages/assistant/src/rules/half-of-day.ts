import type { DayPart } from './finding.ts'

type Half = 'am' | 'pm'

/** For each part of the day the hours that lie after noon in it, of 1 to 12; the others are before, or say nothing. */
const AFTER_NOON: Readonly<Record<DayPart, (hour: number) => Half | undefined>> = {
  // "Las doce de la mañana" is noon.
  morning: (hour) => (hour === 12 ? 'pm' : 'am'),
  midday: (hour) => (hour >= 10 && hour < 12 ? 'am' : 'pm'),
  afternoon: () => 'pm',
  // "La una de la noche" and "las doce de la noche" come after midnight.
  evening: (hour) => (hour >= 5 && hour < 12 ? 'pm' : 'am'),
  'small-hours': () => 'am',
  lunch: (hour) => (hour === 12 || hour <= 5 ? 'pm' : hour === 11 ? 'am' : undefined),
  dinner: (hour) => (hour >= 5 && hour < 12 ? 'pm' : undefined),
}

/** The half of the day of an hour (1 to 12) said with a part of the day; undefined where the part does not tell. */
export function halfOfDay(hour: number, part: DayPart): Half | undefined {
  return AFTER_NOON[part](hour)
}
