import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import type { House, Service } from './house.ts'
import { resolveWhen, type SaidWhen } from './resolve-when.ts'
import { HOUSE } from './rules/short-when-fixture.ts'
import { FEASTS, type SymbolicDate, type SymbolicTime, type Weekday } from './slots.ts'

const FRIDAY_NOON = '2026-11-27T12:00:00+01:00'
const LATE: Service = {
  name: 'dinner',
  weekdays: [5, 6],
  opensAt: '20:00',
  lastSeatingAt: '01:00',
  closesAt: '03:30',
}

function resolved(said: SaidWhen, now = FRIDAY_NOON, house: House = HOUSE): ReturnType<typeof resolveWhen> {
  return resolveWhen(said, { now: Date.parse(now), house })
}

function clock(hour: number, minute = 0, half?: 'am' | 'pm'): SymbolicTime {
  return { kind: 'clock', hour, minute, half }
}

const ONLY_FRIDAYS: readonly Weekday[] = [5]
const TODAY: SymbolicDate = { kind: 'offset', days: 0 }
const FRIDAY: SymbolicDate = { kind: 'weekday', weekday: 5, which: 'coming' }

describe('an hour that may be of the morning or the evening', () => {
  test('is the one at which guests are seated that day', () => {
    expect(resolved({ date: FRIDAY, time: clock(9) })).toMatchObject({ time: '21:00', needs: [] })
    expect(resolved({ date: FRIDAY, time: clock(2) })).toMatchObject({ time: '14:00', needs: [] })
  })

  test('has to be asked for where both are open', () => {
    const breakfasts: Service = {
      name: 'lunch',
      weekdays: [5],
      opensAt: '08:00',
      lastSeatingAt: '11:00',
      closesAt: '12:00',
    }
    const house = { ...HOUSE, services: [...HOUSE.services, breakfasts] }

    const both = resolved({ date: { kind: 'offset', days: 7 }, time: clock(9) }, FRIDAY_NOON, house)

    expect(both).toMatchObject({ times: ['09:00', '21:00'], needs: [{ slot: 'time', why: 'several' }] })
    expect(both.time).toBeUndefined()
  })

  test('comes back twice where the house is closed at both', () => {
    expect(resolved({ date: { kind: 'offset', days: 1 }, time: clock(6) })).toMatchObject({
      date: '2026-11-28',
      times: ['06:00', '18:00'],
      needs: [{ slot: 'time', why: 'closed' }],
    })
  })

  test('is read after the last seating rather than in the night', () => {
    expect(resolved({ date: FRIDAY, time: clock(4) })).toMatchObject({ time: '16:00', needs: [] })
  })

  test('is read by the services of other days on a day without any, which is for the solver to refuse', () => {
    const house = {
      ...HOUSE,
      services: HOUSE.services.map((service) => ({ ...service, weekdays: ONLY_FRIDAYS })),
    }

    expect(resolved({ date: { kind: 'offset', days: 1 }, time: clock(9) }, FRIDAY_NOON, house)).toMatchObject(
      {
        date: '2026-11-28',
        time: '21:00',
        needs: [],
      },
    )
  })

  test('of a service that ends after midnight may be the small one', () => {
    const house = { ...HOUSE, services: [LATE] }

    expect(resolved({ date: FRIDAY, time: clock(12, 30) }, FRIDAY_NOON, house).time).toBe('00:30')
  })

  test('is the one that is still to come today', () => {
    const allDay: Service = {
      name: 'lunch',
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      opensAt: '08:00',
      lastSeatingAt: '23:00',
      closesAt: '23:30',
    }

    expect(
      resolved({ date: TODAY, time: clock(10) }, FRIDAY_NOON, { ...HOUSE, services: [allDay] }).time,
    ).toBe('22:00')
  })
})

describe('what is over', () => {
  test('today is settled and said to be over', () => {
    expect(resolved({ date: TODAY, time: clock(9) }, '2026-11-27T21:30:00+01:00')).toMatchObject({
      date: '2026-11-27',
      time: '21:00',
      needs: [{ slot: 'time', why: 'past' }],
    })
  })

  test('of a day named by its weekday is meant of the next week', () => {
    expect(resolved({ date: FRIDAY, time: clock(9) }, '2026-11-27T21:30:00+01:00')).toMatchObject({
      date: '2026-12-04',
      time: '21:00',
      needs: [],
    })
  })

  test('of a day of the month is meant of the next month that has it', () => {
    expect(resolved({ date: { kind: 'date', day: 24 } }).date).toBe('2026-12-24')
    expect(resolved({ date: { kind: 'date', day: 31 } }, '2027-02-03T12:00:00+01:00').date).toBe('2027-03-31')
    expect(resolved({ date: { kind: 'date', day: 29, month: 2 } }).date).toBe('2028-02-29')
  })

  test('with its year is over for good', () => {
    expect(resolved({ date: { kind: 'date', day: 15, month: 10, year: 2026 } })).toMatchObject({
      date: '2026-10-15',
      needs: [
        { slot: 'date', why: 'past' },
        { slot: 'time', why: 'not-said' },
      ],
    })
  })

  test('yesterday is over', () => {
    expect(resolved({ date: { kind: 'offset', days: -1 }, time: clock(21) }).needs).toContainEqual({
      slot: 'date',
      why: 'past',
    })
  })
})

describe('days', () => {
  test('cross the edges of months and years', () => {
    const lastDay = '2026-12-31T20:00:00+01:00'

    expect(resolved({ date: { kind: 'offset', days: 1 } }, lastDay).date).toBe('2027-01-01')
    expect(resolved({ date: { kind: 'feast', feast: 'new-years-eve' } }, lastDay).date).toBe('2026-12-31')
    expect(resolved({ date: { kind: 'feast', feast: 'new-year' } }, lastDay).date).toBe('2027-01-01')
    expect(resolved({ date: { kind: 'feast', feast: 'christmas-eve' } }, lastDay).date).toBe('2027-12-24')
  })

  test('are those of the house, not of Greenwich', () => {
    expect(resolved({ date: TODAY }, '2026-11-27T23:30:00Z').date).toBe('2026-11-28')
  })

  test('of the next week are told apart from the same day of this one', () => {
    const monday = '2026-11-23T12:00:00+01:00'

    expect(resolved({ date: { ...FRIDAY, which: 'next' } }, monday)).toMatchObject({
      date: '2026-12-04',
      otherDate: '2026-11-27',
    })
    expect(
      resolved({ date: { ...FRIDAY, which: 'next' } }, '2026-11-28T12:00:00+01:00').otherDate,
    ).toBeUndefined()
    expect(resolved({ date: { ...FRIDAY, weeksLater: 1 } }, '2026-11-28T12:00:00+01:00').date).toBe(
      '2026-12-11',
    )
  })

  test('of a weekend are two, until it is Sunday', () => {
    expect(resolved({ date: { kind: 'weekend', which: 'coming' } })).toMatchObject({
      dates: ['2026-11-28', '2026-11-29'],
      needs: [
        { slot: 'date', why: 'several' },
        { slot: 'time', why: 'not-said' },
      ],
    })
    expect(resolved({ date: { kind: 'weekend', which: 'coming' } }, '2026-11-29T12:00:00+01:00').date).toBe(
      '2026-11-29',
    )
  })

  test('that no calendar has, and days of the month that are other days of the week, have to be asked for', () => {
    expect(resolved({ date: { kind: 'date', day: 31, month: 11 } }).needs[0]).toEqual({
      slot: 'date',
      why: 'no-such-day',
    })
    expect(resolved({ date: { kind: 'date', day: 32 } }).needs[0]).toEqual({
      slot: 'date',
      why: 'no-such-day',
    })
    expect(resolved({ date: { kind: 'date', day: 5, month: 12, weekday: 5 } })).toMatchObject({
      dates: ['2026-12-05', '2026-11-27'],
      needs: [
        { slot: 'date', why: 'conflict' },
        { slot: 'time', why: 'not-said' },
      ],
    })
  })
})

describe('the nights on which the clock is changed', () => {
  test('have no half past two in spring', () => {
    const night = { date: { kind: 'date', day: 28, month: 3, year: 2027 } as const, time: clock(2, 30, 'am') }

    expect(resolved(night)).toMatchObject({ time: '02:30', needs: [{ slot: 'time', why: 'no-such-time' }] })
  })

  test('are as long as they are for what lies ahead by minutes', () => {
    const minutesAhead = (minutes: number, now: string) => resolved({ time: { kind: 'in', minutes } }, now)

    expect(minutesAhead(60, '2027-03-28T01:30:00+01:00')).toMatchObject({ date: '2027-03-28', time: '03:30' })
    expect(minutesAhead(60, '2026-10-25T02:30:00+02:00')).toMatchObject({ date: '2026-10-25', time: '02:30' })
    expect(minutesAhead(90, '2026-12-31T23:00:00+01:00')).toMatchObject({
      date: '2027-01-01',
      time: '00:30',
      needs: [],
    })
  })

  test('have whole days', () => {
    expect(resolved({ date: { kind: 'offset', days: 1 } }, '2027-03-27T23:30:00+01:00').date).toBe(
      '2027-03-28',
    )
  })
})

test('an unknown time zone is refused', () => {
  expect(() => resolved({ date: TODAY }, FRIDAY_NOON, { ...HOUSE, timeZone: 'Europe/Atlantis' })).toThrow(
    RangeError,
  )
})

const dates: fc.Arbitrary<SymbolicDate> = fc.oneof(
  fc.record({ kind: fc.constant('offset' as const), days: fc.integer({ min: -3, max: 60 }) }),
  fc.record({
    kind: fc.constant('weekday' as const),
    weekday: fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>,
    which: fc.constantFrom('coming' as const, 'next' as const),
  }),
  fc.record({
    kind: fc.constant('date' as const),
    day: fc.integer({ min: 0, max: 40 }),
    month: fc.option(fc.integer({ min: 0, max: 13 }), { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('weekend' as const),
    which: fc.constantFrom('coming' as const, 'next' as const),
  }),
  fc.record({ kind: fc.constant('feast' as const), feast: fc.constantFrom(...FEASTS) }),
)
const times: fc.Arbitrary<SymbolicTime> = fc.record({
  kind: fc.constant('clock' as const),
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
  half: fc.constantFrom(undefined, 'am' as const, 'pm' as const),
})

test('whatever is said at whatever moment, what is settled is a day of the calendar from today on, or said to be over', () => {
  const from = Date.parse('2026-01-01T00:00:00Z')
  const instants = fc.integer({ min: 0, max: 3 * 365 * 24 * 60 }).map((minutes) => from + minutes * 60_000)
  fc.assert(
    fc.property(dates, times, instants, (date, time, now) => {
      const when = resolveWhen({ date, time }, { now, house: HOUSE })

      const isOver = when.needs.some(({ why }) => why === 'past')
      if (when.date !== undefined) expect(DateTime.fromISO(when.date).toISODate()).toBe(when.date)
      if (when.date !== undefined && when.time !== undefined && !isOver) {
        const today = DateTime.fromMillis(now, { zone: HOUSE.timeZone }).toFormat("yyyy-MM-dd'T'HH:mm")
        expect(`${when.date}T${when.time}` >= today).toBe(true)
      }
      // Something is settled or asked for, of both.
      expect(when.date !== undefined || when.needs.some(({ slot }) => slot === 'date')).toBe(true)
      expect(when.time !== undefined || when.needs.some(({ slot }) => slot === 'time')).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})
