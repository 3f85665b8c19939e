import { expect, test } from 'vitest'
import { minutesLater, zonedInstant } from './zoned-instant.ts'

const MADRID = 'Europe/Madrid'

test('the same wall time has the offset of its season', () => {
  expect(zonedInstant('2026-11-27', '21:00', MADRID)).toBe('2026-11-27T21:00:00+01:00')
  expect(zonedInstant('2027-07-17', '21:00', MADRID)).toBe('2027-07-17T21:00:00+02:00')
})

test('on the days of a change it is the offset of that hour', () => {
  expect(zonedInstant('2026-10-25', '00:30', MADRID)).toBe('2026-10-25T00:30:00+02:00')
  expect(zonedInstant('2026-10-25', '14:00', MADRID)).toBe('2026-10-25T14:00:00+01:00')
  expect(zonedInstant('2027-03-28', '14:00', MADRID)).toBe('2027-03-28T14:00:00+02:00')
})

test('of a time that occurs twice it is the first', () => {
  expect(zonedInstant('2026-10-25', '02:30', MADRID)).toBe('2026-10-25T02:30:00+02:00')
})

test('a time that the clock skips is refused', () => {
  expect(() => zonedInstant('2027-03-28', '02:30', MADRID)).toThrow(
    new RangeError('no 02:30 on 2027-03-28 in Europe/Madrid'),
  )
})

test('minutes are real minutes, through a change too', () => {
  expect(minutesLater('2027-03-28T01:30:00+01:00', 60, MADRID)).toBe('2027-03-28T03:30:00+02:00')
  expect(minutesLater('2026-11-27T23:30:00+01:00', 90, MADRID)).toBe('2026-11-28T01:00:00+01:00')
})
