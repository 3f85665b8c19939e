import type { DateTime } from 'luxon'
import type { LocalDate } from '../house.ts'
import type { ResolvedWhen, WhenNeed } from '../resolved-when.ts'
import type { Feast, SymbolicDate } from '../slots.ts'

/** The days a symbolic day may be, and why it has to be asked for. */
export interface Days extends Pick<ResolvedWhen, 'dates' | 'otherDate'> {
  readonly need?: WhenNeed | undefined
}

const FEAST_DAYS: Readonly<Record<Feast, readonly [month: number, day: number]>> = {
  'christmas-eve': [12, 24],
  christmas: [12, 25],
  'new-years-eve': [12, 31],
  'new-year': [1, 1],
  'epiphany-eve': [1, 5],
  epiphany: [1, 6],
  valentine: [2, 14],
}

/** No day of the calendar is further from its like: 29 February of 2096 and of 2104. */
const MONTHS_BETWEEN_LIKE_DAYS = 97

/** What a symbolic day is in the calendar of `now`. Time of day plays no part. */
export function daysOf(date: SymbolicDate | undefined, now: DateTime): Days {
  const today = now.startOf('day')
  switch (date?.kind) {
    case undefined:
      return { dates: [], need: 'not-said' }
    case 'vague':
      return { dates: [], need: 'vague' }
    case 'offset':
      return settled(today.plus({ days: date.days }), today)
    case 'weekday':
      return ofWeekday(date, today)
    case 'weekend':
      return ofWeekend(date.which, today)
    case 'feast': {
      const [month, day] = FEAST_DAYS[date.feast]
      return ofCalendar({ kind: 'date', day, month }, today)
    }
    case 'date':
      return ofCalendar(date, today)
  }
}

function settled(day: DateTime, today: DateTime): Days {
  return day < today ? { dates: [localDate(day)], need: 'past' } : { dates: [localDate(day)] }
}

function ofWeekday(date: Extract<SymbolicDate, { kind: 'weekday' }>, today: DateTime): Days {
  const coming = today.plus({ days: (date.weekday - today.weekday + 7) % 7 })
  const inNextWeek = today.startOf('week').plus({ weeks: 1, days: date.weekday - 1 })
  const weeks = date.weeksLater ?? 0
  if (date.which === 'coming') return { dates: [localDate(coming.plus({ weeks }))] }
  const isEarlier = coming > today && coming < inNextWeek && weeks === 0
  return {
    dates: [localDate(inNextWeek.plus({ weeks }))],
    ...(isEarlier && { otherDate: localDate(coming) }),
  }
}

/** Saturday and Sunday; of a weekend that has begun what is left. */
function ofWeekend(which: 'coming' | 'next', today: DateTime): Days {
  const saturday = today.startOf('week').plus({ days: 5, weeks: which === 'next' ? 1 : 0 })
  const days = [saturday, saturday.plus({ days: 1 })].filter((day) => day >= today)
  return days.length === 1 ? { dates: days.map(localDate) } : { dates: days.map(localDate), need: 'several' }
}

function ofCalendar(date: Extract<SymbolicDate, { kind: 'date' }>, today: DateTime): Days {
  const day = date.year === undefined ? nextSuch(date, today) : inYear(date, today)
  if (day === undefined) return { dates: [], need: 'no-such-day' }
  if (date.weekday !== undefined && day.weekday !== date.weekday) {
    const named = today.plus({ days: (date.weekday - today.weekday + 7) % 7 })
    return { dates: [localDate(day), localDate(named)], need: 'conflict' }
  }
  return settled(day, today)
}

function inYear(
  { day, month, year }: { day: number; month?: number | undefined; year?: number | undefined },
  today: DateTime,
): DateTime | undefined {
  const named = today.set({ day: 1, year: year ?? today.year, month: month ?? today.month })
  return onDay(named, day)
}

/** The next day of that number, and of that month where one was said, from today on. */
function nextSuch(
  { day, month }: { day: number; month?: number | undefined },
  today: DateTime,
): DateTime | undefined {
  if (day < 1 || day > 31 || (month !== undefined && (month < 1 || month > 12))) return undefined
  const first = today.startOf('month')
  for (let months = 0; months < MONTHS_BETWEEN_LIKE_DAYS; months++) {
    const candidate = first.plus({ months })
    if (month !== undefined && candidate.month !== month) continue
    const found = onDay(candidate, day)
    if (found !== undefined && found >= today) return found
  }
  return undefined
}

/** That day of the month of `first`, or undefined when the month has no such day. */
function onDay(first: DateTime, day: number): DateTime | undefined {
  return day >= 1 && day <= (first.daysInMonth ?? 0) ? first.set({ day }) : undefined
}

function localDate(day: DateTime): LocalDate {
  return day.toFormat('yyyy-MM-dd')
}
