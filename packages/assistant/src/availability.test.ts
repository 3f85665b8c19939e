import { expect, test } from 'vitest'
import { aHouse, aRequest, aTable, NOW, taken } from './availability-fixture.ts'
import { findAvailability } from './availability.ts'
import { occupancyDates } from './availability-dates.ts'
import type { AvailabilityRequest } from './availability-result.ts'
import type { House } from './house.ts'
import type { Occupancy } from './ports/reservation-book.ts'

const find = (
  request: Partial<AvailabilityRequest> = {},
  book: readonly Occupancy[] = [],
  house: Partial<House> = {},
  now = NOW,
) => findAvailability(aRequest(request), book, aHouse(house), now)

const times = (found: ReturnType<typeof find>) =>
  found.alternatives.map(({ date, time, zone }) => `${date} ${time} ${zone}`)

const ALL_DAY = ['2026-11-27T00:00:00+01:00', '2026-11-28T04:00:00+01:00'] as const

test('seats a party at the table that fits best', () => {
  expect(find()).toEqual({
    status: 'available',
    seating: {
      date: '2026-11-27',
      time: '21:00',
      startsAt: '2026-11-27T21:00:00+01:00',
      endsAt: '2026-11-27T22:30:00+01:00',
      tables: ['a'],
      zone: 'indoor',
    },
    reasons: [],
    alternatives: [],
  })
})

test('takes one table before a set, then the smaller id', () => {
  const house = {
    tables: [aTable('z', 4), aTable('y', 4), aTable('d', 2), aTable('e', 2)],
    joinable: [{ tables: ['d', 'e'], seats: 4, leastSeats: 3 }],
  }

  expect(find({ people: 4 }, [], house).seating?.tables).toEqual(['y'])
  expect(find({ people: 4 }, [taken(['y', 'z'], ...ALL_DAY)], house).seating?.tables).toEqual(['d', 'e'])
  expect(find({ people: 4 }, [taken(['y', 'z', 'e'], ...ALL_DAY)], house).reasons).toEqual(['full'])
})

test('gives a large table to a small party only when no other is free', () => {
  const house = { tables: [aTable('a', 4, { leastSeats: 3 }), aTable('b', 6)] }

  expect(find({ people: 2 }, [], house).seating?.tables).toEqual(['b'])
  expect(find({ people: 2 }, [taken(['b'], ...ALL_DAY)], house).seating?.tables).toEqual(['a'])
})

test('no set of tables in two zones, of one out of service or of one that is not there', () => {
  const sets = (tables: string[]) => ({ joinable: [{ tables, seats: 8, leastSeats: 5 }] })
  const tables = [
    aTable('a', 4),
    aTable('b', 4, { zone: 'terrace' }),
    aTable('c', 4, { isOutOfService: true }),
  ]

  for (const ids of [['a', 'b'], ['a', 'c'], ['a', 'nobody'], []])
    expect(find({ people: 8 }, [], { tables, ...sets(ids) })).toMatchObject({
      status: 'too-large',
      reasons: ['no-table-that-large'],
    })
})

test('a buffer lies between two parties, and not a minute more', () => {
  const until = (endsAt: string) => [taken(['a', 'b', 'c'], '2026-11-27T19:00:00+01:00', endsAt)]
  const from = (startsAt: string) => [taken(['a', 'b', 'c'], startsAt, '2026-11-27T23:59:00+01:00')]

  expect(find({}, until('2026-11-27T20:45:00+01:00')).status).toBe('available')
  expect(find({}, until('2026-11-27T20:46:00+01:00')).status).toBe('alternatives')
  expect(find({}, from('2026-11-27T22:45:00+01:00')).status).toBe('available')
  expect(find({}, from('2026-11-27T22:44:00+01:00')).status).toBe('alternatives')
})

test('offers the nearest times on both sides first', () => {
  const book = [taken(['a', 'b', 'c'], '2026-11-27T21:00:00+01:00', '2026-11-27T22:00:00+01:00')]

  // Nobody comes before 22:15, and nobody who comes early has left before 20:45.
  expect(times(find({ time: '21:15' }, book))).toEqual([
    '2026-11-27 22:15 indoor',
    '2026-11-27 22:30 indoor',
    '2026-11-27 22:45 indoor',
  ])
  expect(
    times(
      find({ time: '21:15' }, [
        taken(['a', 'b', 'c'], '2026-11-27T22:40:00+01:00', '2026-11-27T23:00:00+01:00'),
      ]),
    ),
  ).toEqual(['2026-11-27 20:45 indoor', '2026-11-27 20:30 indoor', '2026-11-27 20:15 indoor'])
  expect(times(find({ time: '21:07' }))).toEqual([
    '2026-11-27 21:00 indoor',
    '2026-11-27 21:15 indoor',
    '2026-11-27 20:45 indoor',
  ])
})

test('keeps one place for the same time in another zone', () => {
  const book = [taken(['c'], '2026-11-27T21:00:00+01:00', '2026-11-27T21:05:00+01:00')]

  const found = find({ zone: 'terrace' }, book)

  expect(found).toMatchObject({ status: 'alternatives', reasons: ['zone-full'] })
  expect(times(found)).toEqual([
    '2026-11-27 21:30 terrace',
    '2026-11-27 21:45 terrace',
    '2026-11-27 21:00 indoor',
  ])
})

test('looks at the same time of the next days when the day is full', () => {
  const found = find({}, [taken(['a', 'b', 'c'], ...ALL_DAY)])

  expect(found).toMatchObject({ status: 'alternatives', reasons: ['full'] })
  expect(times(found)).toEqual(['2026-11-28 21:00 indoor', '2026-11-29 21:00 indoor'])
  expect(
    findAvailability(aRequest(), [taken(['a', 'b', 'c'], ...ALL_DAY)], aHouse(), NOW, { nextDays: 0 }),
  ).toEqual({ status: 'full', reasons: ['full'], alternatives: [] })
})

test('says why it is closed', () => {
  const why = (request: Partial<AvailabilityRequest>) => {
    const { status, reasons } = find(request)
    return [status, ...reasons]
  }

  expect(why({ date: '2026-11-30' })).toEqual(['closed', 'closed-day'])
  expect(why({ date: '2026-12-25' })).toEqual(['closed', 'closed-day'])
  expect(why({ time: '18:00' })).toEqual(['closed', 'closed-hour'])
  expect(why({ time: '15:45' })).toEqual(['closed', 'after-last-seating'])
  expect(why({ date: '2026-11-28', time: '00:45' })).toEqual(['closed', 'after-last-seating'])
  expect(why({ date: '2026-11-28', time: '02:00' })).toEqual(['closed', 'closed-hour'])
  expect(why({ time: '21:10' })).toEqual(['alternatives', 'off-grid'])
  expect(why({ date: '2026-11-27', time: '11:59' })).toEqual(['past', 'past'])
  expect(why({ time: '13:00' })).toEqual(['available'])
  expect(find({ time: '13:00' }, [], {}, NOW + 1).reasons).toEqual(['too-soon'])
  expect(why({ date: '2027-01-27' })).toEqual(['closed', 'too-far-ahead'])
  expect(why({ date: '2027-01-24' })).toEqual(['available'])
  expect(why({ people: 13 })).toEqual(['too-large', 'too-large'])
})

test('a service past midnight belongs to the day on which it opened', () => {
  // Monday is closed, and Sunday's dinner goes on into it.
  expect(find({ date: '2026-11-30', time: '00:30' }).seating?.startsAt).toBe('2026-11-30T00:30:00+01:00')
  expect(find({ date: '2026-12-02', time: '00:30' }).reasons).toEqual(['closed-hour'])
  // Christmas is closed, the end of the evening before is not; and the day after nothing is left of it.
  expect(find({ date: '2026-12-25', time: '00:15' }).status).toBe('available')
  expect(find({ date: '2026-12-26', time: '00:15' }).reasons).toEqual(['closed-hour'])
})

test('the times near one after midnight are those of the evening', () => {
  const book = [taken(['a', 'b', 'c'], '2026-11-28T00:20:00+01:00', '2026-11-28T03:00:00+01:00')]

  expect(times(find({ date: '2026-11-28', time: '00:30' }, book))).toEqual([
    '2026-11-27 22:30 indoor',
    '2026-11-27 22:15 indoor',
    '2026-11-27 22:00 indoor',
  ])
})

test('the needs of a party', () => {
  const tables = [
    aTable('a', 2, { isAccessible: false, allowsPets: false, allowsHighChairs: false }),
    aTable('b', 4, { isAccessible: false, zone: 'terrace' }),
    aTable('c', 6, { allowsPets: false }),
  ]
  const why = (request: Partial<AvailabilityRequest>) => {
    const { seating, reasons } = find(request, [], { tables })
    return seating?.tables ?? reasons
  }

  expect(why({ accessible: true })).toEqual(['c'])
  expect(why({ pets: true })).toEqual(['b'])
  expect(why({ highChairs: 1 })).toEqual(['b'])
  expect(why({ accessible: true, highChairs: 2 })).toEqual(['c'])
  expect(why({ accessible: true, pets: true })).toEqual(['no-accessible-table', 'no-table-for-pets'])
  expect(why({ accessible: true, zone: 'terrace' })).toEqual(['no-accessible-table'])
  expect(why({ people: 6, zone: 'terrace' })).toEqual(['no-table-that-large'])
  expect(why({ people: 6, pets: true })).toEqual(['no-table-for-pets'])
  expect(times(find({ accessible: true, zone: 'terrace' }, [], { tables }))).toEqual([
    '2026-11-27 21:00 indoor',
  ])
})

test('a booking that is being changed is free for itself', () => {
  const book = [
    taken(['a', 'b'], '2026-11-27T20:30:00+01:00', '2026-11-27T22:00:00+01:00', 'R-1'),
    taken(['c'], '2026-11-27T20:30:00+01:00', '2026-11-27T22:00:00+01:00', 'R-2'),
  ]

  expect(find({}, book).reasons).toEqual(['full'])
  expect(find({ instead: 'R-1' }, book).seating?.tables).toEqual(['a'])
  expect(find({ instead: 'R-2' }, book).seating?.tables).toEqual(['c'])
  expect(find({ instead: 'R-3' }, book).reasons).toEqual(['full'])
})

test('a list of occupancies that has grown is another one', () => {
  const book: Occupancy[] = []
  expect(find({}, book).status).toBe('available')

  book.push(taken(['a', 'b', 'c'], ...ALL_DAY))
  expect(find({}, book).reasons).toEqual(['full'])

  book[0] = taken(['b', 'c'], ...ALL_DAY)
  expect(find({}, book).seating?.tables).toEqual(['a'])
})

test.each(['2026-02-30', '2026-13-01', '27/11/2026', ''])('%j is no date', (date) => {
  expect(() => find({ date })).toThrow(RangeError)
})

test.each(['24:00', '9:00', '21:60', '', '21:00:00'])('%j is no time', (time) => {
  expect(() => find({ time })).toThrow(RangeError)
})

test.each([0, -1, 1.5, NaN])('%d people are no party', (people) => {
  expect(() => find({ people })).toThrow(RangeError)
})

const NIGHT: Partial<House> = {
  services: [
    {
      name: 'dinner',
      weekdays: [6],
      opensAt: '22:00',
      lastSeatingAt: '04:00',
      closesAt: '06:00',
    },
  ],
  maxAdvanceDays: 500,
  gridMinutes: 30,
}

test('in the night in which the clock goes forward, an hour is no time', () => {
  expect(find({ date: '2027-03-28', time: '02:30' }, [], NIGHT)).toMatchObject({
    status: 'closed',
    reasons: ['no-such-time'],
  })
  expect(times(find({ date: '2027-03-28', time: '02:30' }, [], NIGHT))).toEqual([
    '2027-03-28 03:30 indoor',
    '2027-03-28 03:00 indoor',
    '2027-03-28 04:00 indoor',
  ])
  // An hour and a half of the night is that, whatever the clock says.
  expect(find({ date: '2027-03-28', time: '01:30' }, [], NIGHT).seating).toMatchObject({
    startsAt: '2027-03-28T01:30:00+01:00',
    endsAt: '2027-03-28T04:00:00+02:00',
  })
})

test('in the night in which the clock goes back, a time that comes twice is the first', () => {
  const now = Date.parse('2026-10-20T12:00:00+02:00')

  expect(find({ date: '2026-10-25', time: '02:30' }, [], NIGHT, now).seating).toMatchObject({
    startsAt: '2026-10-25T02:30:00+02:00',
    endsAt: '2026-10-25T03:00:00+01:00',
  })
})

test('names the days that have to be read', () => {
  expect(occupancyDates(aRequest(), aHouse())).toEqual(['2026-11-27', '2026-11-28', '2026-11-29'])
  expect(occupancyDates(aRequest(), aHouse(), { nextDays: 0 })).toEqual(['2026-11-27', '2026-11-28'])
  expect(occupancyDates(aRequest({ date: '2026-11-28', time: '00:30' }), aHouse(), { nextDays: 0 })).toEqual([
    '2026-11-27',
    '2026-11-28',
  ])
})
