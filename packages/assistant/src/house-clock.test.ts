import { expect, test } from 'vitest'
import { HouseClock } from './house-clock.ts'
import { dateOfDay, dayNumberOf, minuteOf, timeOfMinute, weekdayOfDay } from './house-date.ts'

const at = (zone: string, date: string, time: string): string | undefined => {
  const clock = new HouseClock(zone)
  const instant = clock.instantOf(dayNumberOf(date), minuteOf(time))
  return instant === undefined ? undefined : clock.textOf(instant)
}

test.each([
  ['Europe/Madrid', '2026-11-27', '21:00', '2026-11-27T21:00:00+01:00'],
  ['Europe/Madrid', '2026-07-27', '21:00', '2026-07-27T21:00:00+02:00'],
  ['Europe/Madrid', '2026-10-25', '01:59', '2026-10-25T01:59:00+02:00'],
  ['Europe/Madrid', '2026-10-25', '02:30', '2026-10-25T02:30:00+02:00'],
  ['Europe/Madrid', '2026-10-25', '03:00', '2026-10-25T03:00:00+01:00'],
  ['Europe/Madrid', '2027-03-28', '01:59', '2027-03-28T01:59:00+01:00'],
  ['Europe/Madrid', '2027-03-28', '02:00', undefined],
  ['Europe/Madrid', '2027-03-28', '02:59', undefined],
  ['Europe/Madrid', '2027-03-28', '03:00', '2027-03-28T03:00:00+02:00'],
  ['America/New_York', '2026-11-27', '21:00', '2026-11-27T21:00:00-05:00'],
  ['America/St_Johns', '2026-11-27', '21:00', '2026-11-27T21:00:00-03:30'],
  // The day begins at one o'clock.
  ['America/Santiago', '2026-09-06', '00:30', undefined],
  ['America/Santiago', '2026-09-06', '01:00', '2026-09-06T01:00:00-03:00'],
  ['Australia/Lord_Howe', '2026-10-04', '02:15', undefined],
])('in %s, on %s, %s is %s', (zone, date, time, text) => {
  expect(at(zone, date, time)).toBe(text)
})

test('a time that is skipped is near what it would have been', () => {
  const clock = new HouseClock('Europe/Madrid')

  expect(clock.textOf(clock.nearInstantOf(dayNumberOf('2027-03-28'), minuteOf('02:30')))).toBe(
    '2027-03-28T03:30:00+02:00',
  )
})

test('midnight is where the house is', () => {
  const clock = new HouseClock('Europe/Madrid')

  expect(dateOfDay(clock.dayAt(Date.parse('2026-11-27T22:59:59Z')))).toBe('2026-11-27')
  expect(dateOfDay(clock.dayAt(Date.parse('2026-11-27T23:00:00Z')))).toBe('2026-11-28')
  expect(dateOfDay(clock.dayAt(Date.parse('2026-07-27T22:00:00Z')))).toBe('2026-07-28')
})

test('there is no time zone of that name', () => {
  expect(() => new HouseClock('Europe/Cádiz')).toThrow(RangeError)
})

test('dates and times there and back', () => {
  for (const date of ['1969-12-31', '1970-01-01', '2024-02-29', '2026-11-27', '2099-12-31'])
    expect(dateOfDay(dayNumberOf(date))).toBe(date)
  for (const time of ['00:00', '09:05', '23:59']) expect(timeOfMinute(minuteOf(time))).toBe(time)
  expect(['2026-11-23', '2026-11-29', '1969-12-28'].map((date) => weekdayOfDay(dayNumberOf(date)))).toEqual([
    1, 7, 7,
  ])
})
