import type { House, LocalDate, LocalTime, SymbolicDate, SymbolicTime } from '@larder/assistant'

/*
 * What said days and times come to, written for the tests of gold alone: it shares nothing with the assistant, so that the
 * two can be wrong only in different ways.
 */

const DAY_MS = 86_400_000
const FEAST_DAYS = {
  'christmas-eve': [12, 24],
  christmas: [12, 25],
  'new-years-eve': [12, 31],
  'new-year': [1, 1],
  'epiphany-eve': [1, 5],
  epiphany: [1, 6],
  valentine: [2, 14],
} as const

/** Swedish writes dates as ISO does. */
const MADRID = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Madrid',
  dateStyle: 'short',
  timeStyle: 'short',
})

export function daysAfter(day: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** 1 is Monday. */
export function weekdayOf(day: LocalDate): number {
  return new Date(day).getUTCDay() || 7
}

/** Date and time on the wall in Madrid. */
export function madridClock(instant: string | number): {
  readonly date: LocalDate
  readonly time: LocalTime
} {
  const [date = '', time = ''] = MADRID.format(new Date(instant)).split(' ')
  return { date, time }
}

/** The day that is meant when this is said on `today`; undefined if there is none. */
export function saidDay(said: SymbolicDate, today: LocalDate): LocalDate | undefined {
  const monday = daysAfter(today, 1 - weekdayOf(today))
  switch (said.kind) {
    case 'offset':
      return daysAfter(today, said.days)
    case 'weekday':
      return said.which === 'next'
        ? daysAfter(monday, 6 + said.weekday)
        : daysAfter(today, (said.weekday - weekdayOf(today) + 7) % 7)
    case 'weekend':
      return daysAfter(monday, said.which === 'next' ? 12 : 5)
    case 'feast': {
      const [month, day] = FEAST_DAYS[said.feast]
      return firstSuch({ day, month }, today)
    }
    case 'date':
      return firstSuch(said, said.year === undefined ? today : `${said.year}-01-01`)
    case 'vague':
      return undefined
  }
}

function firstSuch(
  said: { readonly day: number; readonly month?: number | undefined },
  from: LocalDate,
): LocalDate | undefined {
  return Array.from({ length: 366 }, (_, days) => daysAfter(from, days)).find(
    (day) =>
      Number(day.slice(8)) === said.day &&
      (said.month === undefined || Number(day.slice(5, 7)) === said.month),
  )
}

/** Every wall time that the words can mean: two for "a las 9", one for "21:00", none for "para cenar". */
export function saidTimes(said: SymbolicTime): readonly LocalTime[] {
  if (said.kind !== 'clock') return []
  const { hour, minute, half } = said
  if (half === 'pm') return [wall(hour < 12 ? hour + 12 : hour, minute)]
  if (half === 'am') return [wall(hour % 12, minute)]
  return hour > 12 || hour === 0
    ? [wall(hour, minute)]
    : [wall(hour % 12, minute), wall((hour % 12) + 12, minute)]
}

function wall(hour: number, minute: number): LocalTime {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** Whether parties are seated at this time on that weekday; on any day of the week if none is given. */
export function seatsAt(house: House, time: LocalTime, weekday?: number): boolean {
  return house.services.some(({ weekdays, opensAt, lastSeatingAt }) => {
    const runsOver = lastSeatingAt < opensAt
    const dayBefore = weekday === undefined ? undefined : ((weekday + 5) % 7) + 1
    const isOn = (day: number | undefined) => day === undefined || weekdays.some((weekday) => weekday === day)
    if (runsOver) return (isOn(weekday) && time >= opensAt) || (isOn(dayBefore) && time <= lastSeatingAt)
    return isOn(weekday) && time >= opensAt && time <= lastSeatingAt
  })
}
