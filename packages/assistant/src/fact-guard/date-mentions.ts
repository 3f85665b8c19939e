import { NUMBER_WORD, numberOf } from './number-words.ts'
import type { Remainder } from './remainder.ts'

const MONTHS: readonly (readonly string[])[] = [
  ['enero', 'january', 'jan'],
  ['febrero', 'february', 'feb'],
  ['marzo', 'march', 'mar'],
  ['abril', 'april', 'apr'],
  ['mayo', 'may'],
  ['junio', 'june', 'jun'],
  ['julio', 'july', 'jul'],
  ['agosto', 'august', 'aug'],
  ['septiembre', 'setiembre', 'september', 'sept', 'sep'],
  ['octubre', 'october', 'oct'],
  ['noviembre', 'november', 'nov'],
  ['diciembre', 'december', 'dec'],
]
const WEEKDAYS: readonly (readonly string[])[] = [
  ['lunes', 'monday', 'mon'],
  ['martes', 'tuesday', 'tue'],
  ['miercoles', 'wednesday', 'wed'],
  ['jueves', 'thursday', 'thu'],
  ['viernes', 'friday', 'fri'],
  ['sabado', 'saturday', 'sat'],
  ['domingo', 'sunday', 'sun'],
]
const DAYS: Readonly<Record<string, string>> = {
  'pasado manana': 'day+2',
  'day after tomorrow': 'day+2',
  hoy: 'day+0',
  today: 'day+0',
  tonight: 'day+0',
  'esta noche': 'day+0',
  manana: 'day+1',
  tomorrow: 'day+1',
  ayer: 'day-1',
  yesterday: 'day-1',
}
const MONTH = MONTHS.flat().join('|')
const DAY = String.raw`\d{1,2}|${NUMBER_WORD.source.slice(5, -3)}`

/** Days of the year, weekdays, and days counted from today. */
export function takeDates(rest: Remainder): string[] {
  return [
    ...rest.take(/\b(\d{4})-(\d\d)-(\d\d)\b/g, (_, _year, month, day) => `${month}-${day}`),
    ...rest.take(/\b(\d{1,2})[/-](\d{1,2})(?:[/-]\d{2,4})?\b/g, (_, day = '', month = '') =>
      monthDay(Number(month), Number(day)),
    ),
    ...rest.take(
      new RegExp(
        String.raw`\b(${DAY})(?:st|nd|rd|th)?\s+(?:de\s+|of\s+)?(${MONTH})\b(?:\s*(?:,|de|del)?\s*\d{4}\b)?`,
        'g',
      ),
      (_, day = '', month = '') => monthDay(indexOf(MONTHS, month), numberOf(day)),
    ),
    ...rest.take(
      new RegExp(String.raw`\b(${MONTH})\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s*\d{4}\b)?`, 'g'),
      (_, month = '', day = '') => monthDay(indexOf(MONTHS, month), Number(day)),
    ),
    // The sun and mondays are in other words too: only whole ones, and the short ones only before a day.
    ...rest.take(
      new RegExp(String.raw`\b(${WEEKDAYS.flatMap((names) => names.slice(0, 2)).join('|')})s?\b`, 'g'),
      (_, name = '') => `w${indexOf(WEEKDAYS, name)}`,
    ),
    ...rest.take(
      new RegExp(String.raw`\b(?<!(?:de|por) la )(${Object.keys(DAYS).join('|')})\b`, 'g'),
      (_, words = '') => DAYS[words],
    ),
    // A month alone: no reply of ours has one.
    ...rest.take(
      new RegExp(
        String.raw`\b(${MONTHS.flatMap((names) => names.filter((name) => name.length > 3)).join('|')})\b`,
        'g',
      ),
      (_, month = '') => `m${indexOf(MONTHS, month)}`,
    ),
  ]
}

function indexOf(names: readonly (readonly string[])[], name: string): number {
  return names.findIndex((spellings) => spellings.includes(name)) + 1
}

function monthDay(month: number, day: number): string {
  return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
