import { MONTH_WORDS } from './month-words.ts'
import type { Token, TokenKind } from './tokenize.ts'
import { SHORT_WEEKDAYS, WEEKDAY_WORDS } from './weekday-words.ts'

/** What patterns may name in braces. */
export const ITEM_CLASSES = [
  /** A count of anything: up to three digits, or a number in words. */
  'n',
  /** 0 to 24. */
  'hour',
  /** 0 to 59. */
  'minute',
  /** Two digits or ten and more in words, as minutes are said right after the hour: "nueve treinta", "8 05". */
  'minutes',
  /** `2130` */
  'hhmm',
  /** 1 to 31. */
  'day',
  /** 2000 to 2099 in digits. */
  'year',
  /** `24th`, "first". */
  'ordinal',
  'weekday',
  /** A day of the week, or one of its short forms that are words of their own as well. */
  'short',
  'month',
  /** `21:30` */
  'clock',
  /** `24/12`, `2026-12-24` */
  'calendar',
  'word',
] as const
export type ItemClass = (typeof ITEM_CLASSES)[number]

const NONE: readonly ItemClass[] = []

/** The classes of a piece of a message; `value` is its number, if it has one. */
export function classesOf(
  kind: TokenKind | 'number',
  text: Token['text'],
  value: number | undefined,
): readonly ItemClass[] {
  if (kind === 'word') return classesOfWord(text)
  if (kind === 'clock' || kind === 'calendar') return [kind]
  if (value === undefined) return NONE
  if (kind === 'ordinal') return isDay(value) ? ['ordinal'] : NONE
  return kind === 'digits' && text.length > 3 ? classesOfLongDigits(text) : classesOfCount(kind, text, value)
}

function classesOfWord(text: string): readonly ItemClass[] {
  const classes: ItemClass[] = ['word']
  if (Object.hasOwn(WEEKDAY_WORDS, text)) classes.push('weekday', 'short')
  else if (Object.hasOwn(SHORT_WEEKDAYS, text)) classes.push('short')
  if (Object.hasOwn(MONTH_WORDS, text)) classes.push('month')
  return classes
}

function classesOfLongDigits(text: string): readonly ItemClass[] {
  const classes: ItemClass[] = []
  if (isHhmm(text)) classes.push('hhmm')
  if (/^20\d\d$/.test(text)) classes.push('year')
  return classes
}

function classesOfCount(kind: TokenKind | 'number', text: string, value: number): readonly ItemClass[] {
  const classes: ItemClass[] = ['n']
  if (value <= 24) classes.push('hour')
  if (value <= 59) classes.push('minute')
  if (value <= 59 && (text.length === 2 || (kind === 'number' && value >= 10))) classes.push('minutes')
  if (isDay(value)) classes.push('day')
  if (kind === 'digits' && isHhmm(text)) classes.push('hhmm')
  return classes
}

function isHhmm(text: string): boolean {
  return /^(?:[01]?\d|2[0-3])[0-5]\d$/.test(text)
}

function isDay(value: number): boolean {
  return value >= 1 && value <= 31
}
