import { expect, test } from 'vitest'
import { aHouse, NOW } from './availability-fixture.ts'
import { mayBook, mayCancel, mayChange } from './booking-policy.ts'
import type { Booking, BookingClaim, BookingDraft } from './ports/reservation-book.ts'

const draft = (more: Partial<BookingDraft> = {}, startsAt = '2026-11-27T21:00:00+01:00'): BookingDraft => ({
  people: 2,
  guest: { name: 'Ana Gil', phone: '600 100 200' },
  seating: {
    date: startsAt.slice(0, 10),
    time: startsAt.slice(11, 16),
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + 5_400_000).toISOString(),
    tables: ['a'],
    zone: 'indoor',
  },
  ...more,
})
const booking: Booking = { ...draft(), code: 'R-10001', status: 'booked' }
const claim: BookingClaim = { code: 'R-10001', phone: '600100200' }
const START = Date.parse(booking.seating.startsAt)

test('a guest may book what the house offers', () => {
  expect(mayBook(draft(), aHouse(), NOW)).toEqual({ isAllowed: true, reasons: [] })
})

test.each<[string, BookingDraft]>([
  ['needs-name', draft({ guest: { name: '  ', phone: '600 100 200' } })],
  ['needs-contact', draft({ guest: { name: 'Ana', phone: '' } })],
  ['text-too-long', draft({ notes: 'x'.repeat(501) })],
  ['text-too-long', draft({ diet: Array.from({ length: 100 }, () => 'gluten') })],
  ['too-large', draft({ people: 13 })],
  ['too-large', draft({ people: 0 })],
  ['no-such-table', draft({ seating: { ...draft().seating, tables: ['a', 'z'] } })],
  ['no-such-table', draft({ seating: { ...draft().seating, tables: [] } })],
  ['past', draft({}, '2026-11-27T11:59:00+01:00')],
  ['too-soon', draft({}, '2026-11-27T12:59:00+01:00')],
  ['too-far-ahead', draft({}, '2027-01-27T13:00:00+01:00')],
])('not if it is %s', (reason, wanted) => {
  expect(mayBook(wanted, aHouse(), NOW)).toEqual({ isAllowed: false, reasons: [reason] })
})

test('all that is missing is told at once', () => {
  expect(mayBook(draft({ guest: { name: '' } }), aHouse(), NOW).reasons).toEqual([
    'needs-name',
    'needs-contact',
  ])
})

test('an e-mail address is a contact', () => {
  expect(mayBook(draft({ guest: { name: 'Ana', email: 'ana@example.com' } }), aHouse(), NOW).isAllowed).toBe(
    true,
  )
})

test('changes end two hours before, and cancelling when the table is due', () => {
  const change = (now: number) =>
    mayChange(booking, draft({}, '2026-11-28T21:00:00+01:00'), claim, aHouse(), now)

  expect(change(START - 120 * 60_000).isAllowed).toBe(true)
  expect(change(START - 120 * 60_000 + 1).reasons).toEqual(['too-late'])
  expect(mayCancel(booking, claim, START).isAllowed).toBe(true)
  expect(mayCancel(booking, claim, START + 1).reasons).toEqual(['too-late'])
  expect(mayCancel(booking, claim, START - 3_600_000 + 1, { cancelUntilMinutes: 60 }).reasons).toEqual([
    'too-late',
  ])
})

test('a change is to something that may be booked', () => {
  const wanted = draft({ people: 13 })

  expect(mayChange(booking, wanted, claim, aHouse(), NOW).reasons).toEqual(['too-large'])
})

test('one thing proves nothing, and a wrong one says nothing else of the booking', () => {
  const cancelled: Booking = { ...booking, status: 'cancelled' }

  expect(mayCancel(cancelled, { code: 'R-10001' }, START + 1).reasons).toEqual(['needs-proof'])
  expect(mayCancel(cancelled, { ...claim, phone: '600100201' }, START + 1).reasons).toEqual(['wrong-proof'])
  expect(mayCancel(cancelled, claim, NOW).reasons).toEqual(['not-booked'])
  expect(mayChange(booking, draft({ people: 3 }), { phone: '600100200' }, aHouse(), NOW).reasons).toEqual([
    'needs-proof',
  ])
})
