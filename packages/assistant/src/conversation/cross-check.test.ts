import { describe, expect, test } from 'vitest'
import { aHouse } from '../availability-fixture.ts'
import type { Slots } from '../slots.ts'
import { crossCheck } from './cross-check.ts'

const house = aHouse()
const now = Date.parse('2026-12-02T12:00:00+01:00')
const at = (hour: number, half?: 'am' | 'pm') => ({ kind: 'clock', hour, minute: 0, half }) as const
const friday = { kind: 'weekday', weekday: 5, which: 'coming' } as const

function check(understood: Slots, ruled: Slots, message = '') {
  return crossCheck(understood, ruled, { message, house, now })
}

describe('asks', () => {
  test('when the numbers of people differ', () => {
    const { slots, doubt } = check({ people: 5, date: friday }, { people: 4, date: friday })

    expect(doubt).toEqual({ slot: 'people', values: [4, 5] })
    expect(slots.people).toBeUndefined()
    expect(slots.date).toEqual(friday)
  })

  test('when the hours differ on the face of the clock', () => {
    expect(check({ time: at(9, 'pm') }, { time: at(10, 'pm') }).doubt).toEqual({
      slot: 'time',
      values: ['21:00', '22:00'],
    })
  })

  test('when the halves of the day differ', () => {
    expect(check({ time: at(9, 'am') }, { time: at(9, 'pm') }).doubt).toEqual({
      slot: 'time',
      values: ['09:00', '21:00'],
    })
  })

  test('when the days differ', () => {
    expect(check({ date: { kind: 'offset', days: 1 } }, { date: friday }).doubt).toEqual({
      slot: 'date',
      values: ['2026-12-03', '2026-12-04'],
    })
  })
})

describe('goes on', () => {
  test('when the same day is said in two ways', () => {
    expect(check({ date: { kind: 'offset', days: 2 } }, { date: friday }).doubt).toBeUndefined()
  })

  test('with the half that was said, not with one that a model adds', () => {
    expect(check({ time: at(9, 'pm') }, { time: at(9) }).slots.time).toEqual(at(9))
  })

  test('without an hour that stands nowhere in the message', () => {
    expect(check({ time: at(9) }, {}, 'una mesa para cenar').slots.time).toBeUndefined()
    expect(check({ time: at(9) }, {}, 'sobre 9h').slots.time).toEqual(at(9))
  })

  test('with what only the rules have found', () => {
    expect(check({}, { people: 4, date: friday, time: at(21) }).slots).toMatchObject({
      people: 4,
      date: friday,
      time: at(21),
    })
  })
})
