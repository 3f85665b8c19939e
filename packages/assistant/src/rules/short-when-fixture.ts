import type { ResolvedWhen } from '../resolved-when.ts'
import type { House } from '../house.ts'
import type { Slots, SymbolicDate, SymbolicTime, Weekday } from '../slots.ts'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

/** Lunch from one to half past three, dinner from eight to eleven, every day. */
export const HOUSE: House = {
  name: 'La Despensa',
  timeZone: 'Europe/Madrid',
  services: [
    { name: 'lunch', weekdays: EVERY_DAY, opensAt: '13:00', lastSeatingAt: '15:30', closesAt: '17:00' },
    { name: 'dinner', weekdays: EVERY_DAY, opensAt: '20:00', lastSeatingAt: '23:00', closesAt: '00:30' },
  ],
  closedDates: [],
  tables: [],
  joinable: [],
  stays: [{ upTo: 99, minutes: 120 }],
  bufferMinutes: 0,
  gridMinutes: 15,
  leadMinutes: 0,
  maxAdvanceDays: 400,
  maxPeople: 12,
}

/** The rows of a table, cell by cell. */
export function rowsOf(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()))
}

/** `fri 4/12 21:30pm`: what was said of day and time, in the notation of the tables. */
export function shortWhen({ date, time }: Slots): string {
  return [date === undefined ? [] : shortDate(date), time === undefined ? [] : shortTime(time)]
    .flat()
    .join(' ')
}

function shortDate(date: SymbolicDate): string {
  switch (date.kind) {
    case 'offset':
      return `+${date.days}`
    case 'weekday':
      return [
        DAYS[date.weekday - 1],
        date.which === 'next' && 'next',
        date.weeksLater !== undefined && `+${date.weeksLater}w`,
      ]
        .filter(Boolean)
        .join(' ')
    case 'date': {
      const numbers = [date.day, date.month, date.year].filter((part) => part !== undefined).join('/')
      return date.weekday === undefined ? numbers : `${DAYS[date.weekday - 1]} ${numbers}`
    }
    case 'weekend':
      return date.which === 'next' ? 'weekend next' : 'weekend'
    case 'feast':
      return date.feast
    case 'vague':
      return '?'
  }
}

function shortTime(time: SymbolicTime): string {
  if (time.kind === 'vague') return '?'
  if (time.kind === 'service') return time.service
  if (time.kind === 'in') return `in ${time.minutes}`
  const minute = String(time.minute).padStart(2, '0')
  return `${time.isAbout === true ? '~' : ''}${time.hour}:${minute}${time.half ?? ''}`
}

/** `12-24 21:30`: what it comes to, days of 2026 without their year; why, where it comes to nothing. */
export function shortResolved(resolved: ResolvedWhen): string {
  const why = (slot: 'date' | 'time') => resolved.needs.find((need) => need.slot === slot)?.why
  const [day, hour] = [why('date'), why('time')]
  const dates = resolved.dates.map((date) => date.replace('2026-', '')).join('/')
  const times = hour === 'service' ? resolved.service : hour === 'vague' ? '?' : resolved.times.join('/')
  const date = day === undefined || day === 'several' ? dates : day === 'past' ? `${dates} past` : day
  return `${date} ${times === undefined || times === '' ? '-' : times}${hour === 'past' ? ' past' : ''}`
}
