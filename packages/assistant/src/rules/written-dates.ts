import type { SymbolicDate } from '../slots.ts'
import type { Rule } from './spot.ts'
import { weekdayOf } from './said-when.ts'

/** Days written in figures: 24/12, 12/24, 24-12-2026, 2026-12-24. */
export const WRITTEN_DATES: readonly Rule[] = [
  {
    ways: ['{calendar}', 'el|del|on|the|dia {calendar}', 'el|del dia {calendar}'],
    says: ({ calendar }) => dateSaid(calendar?.text ?? ''),
  },
  {
    ways: ['el? {short} ,? dia? {calendar}', 'on? {short} ,? the? {calendar}'],
    says: ({ short, calendar }) => {
      const said = dateSaid(calendar?.text ?? '')
      return said?.date.kind === 'date' ? { date: { ...said.date, weekday: weekdayOf(short) } } : said
    },
  },
]

function dateSaid(text: string): { readonly date: SymbolicDate } | undefined {
  const date = readCalendar(text)
  return date === undefined ? undefined : { date }
}

/** Day first, as in Spain and Britain; month first where it can be nothing else. */
function readCalendar(text: string): SymbolicDate | undefined {
  const numbers = text.split(/[/.-]/).map(Number)
  const [first = 0, second = 0, third] = numbers
  if (first > 31)
    return third === undefined ? undefined : { kind: 'date', day: third, month: second, year: first }
  const [day, month] = second > 12 ? [second, first] : [first, second]
  if (day < 1 || day > 31 || month < 1 || month > 12) return undefined
  return {
    kind: 'date',
    day,
    month,
    ...(third !== undefined && { year: third < 100 ? 2000 + third : third }),
  }
}
