import type { Feast, SymbolicDate, Weekday } from '../slots.ts'
import type { Said } from './finding.ts'
import { MONTH_WORDS } from './month-words.ts'
import type { Captures } from './pattern-trie.ts'
import type { Item } from './reading.ts'
import { SHORT_WEEKDAYS, WEEKDAY_WORDS } from './weekday-words.ts'

/** The number an item says; 0 where there is none, which no pattern lets through. */
export function numberOf(item: Item | undefined): number {
  return item?.value ?? 0
}

/** The day of the week an item says. Throws TypeError for another item: the pattern is wrong then. */
export function weekdayOf(item: Item | undefined): Weekday {
  const weekday = WEEKDAY_WORDS[item?.text ?? ''] ?? SHORT_WEEKDAYS[item?.text ?? '']
  if (weekday === undefined) throw new TypeError(`Not a day of the week: ${item?.text}.`)
  return weekday
}

export function onDate(date: SymbolicDate): Said {
  return { date }
}

export function inDays(days: number): Said {
  return { date: { kind: 'offset', days } }
}

export function onFeast(feast: Feast): Said {
  return { date: { kind: 'feast', feast } }
}

/** `{weekday}` or `{short}`, with what stands beside it. */
export function onWeekday(captures: Captures, which: 'coming' | 'next', weeksLater = 0): Said {
  const weekday = weekdayOf(captures['weekday'] ?? captures['short'])
  return { date: { kind: 'weekday', weekday, which, ...(weeksLater > 0 && { weeksLater }) } }
}

/** `{day}` or `{ordinal}`, `{month}`, `{year}` and `{weekday}` or `{short}`, as far as they are there. */
export function onDay(captures: Captures): Said | undefined {
  // "The Sunday one" is one of several.
  if (captures['day']?.text === 'one') return undefined
  const { month, year } = captures
  const weekday = captures['weekday'] ?? captures['short']
  return {
    date: {
      kind: 'date',
      day: numberOf(captures['day'] ?? captures['ordinal']),
      ...(month !== undefined && { month: MONTH_WORDS[month.text] }),
      ...(year !== undefined && { year: numberOf(year) }),
      ...(weekday !== undefined && { weekday: weekdayOf(weekday) }),
    },
  }
}
