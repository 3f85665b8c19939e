import { expect, test } from 'vitest'
import { isProof, isSameCode, isSamePhone, matchesClaim } from './booking-claim.ts'
import type { Booking, BookingClaim } from './ports/reservation-book.ts'

const booking: Booking = {
  code: 'R-10001',
  status: 'booked',
  people: 2,
  guest: { name: 'María José Peña', phone: '+34 611 222 333' },
  seating: {
    date: '2026-11-27',
    time: '21:00',
    startsAt: '2026-11-27T21:00:00+01:00',
    endsAt: '2026-11-27T22:30:00+01:00',
    tables: ['a'],
    zone: 'indoor',
  },
}

test.each<[BookingClaim, boolean]>([
  [{}, false],
  [{ code: 'R-10001' }, false],
  [{ phone: '611222333', name: '' }, false],
  [{ phone: '611222333', name: ' · ' }, false],
  [{ code: 'R-10001', name: 'de' }, false],
  [{ code: 'R-10001', name: 'de la' }, false],
  [{ code: 'R-10001', name: 'Li Wu' }, true],
  [{ code: 'the code', name: 'Peña' }, false],
  [{ code: 'R-10001', phone: '611222333' }, true],
  [{ phone: '611222333', name: 'Peña' }, true],
  [{ name: 'Peña', date: '2026-11-27' }, false],
  [{ code: 'R-10001', date: '2026-11-27' }, false],
])('%j proves something: %s', (claim, is) => {
  expect(isProof(claim)).toBe(is)
})

test.each<[BookingClaim, boolean]>([
  [{ code: 'r10001', phone: '611 222 333' }, true],
  [{ code: '10001', name: 'peña' }, true],
  [{ code: 'R-1000' }, false],
  [{ code: '' }, false],
  [{ phone: '0034611222333', name: 'MARIA  JOSE' }, true],
  [{ phone: '222333' }, false],
  [{ phone: '' }, false],
  [{ name: 'María Peñas' }, false],
  [{ name: 'Mar' }, false],
  [{ name: '' }, false],
  [{ name: 'Peña', date: '2026-11-28' }, false],
])('%j matches: %s', (claim, is) => {
  expect(matchesClaim(claim, booking)).toBe(is)
})

test.each([
  ['de', false],
  ['la', false],
  ['de la', false],
  ['los', false],
  ['del', false],
  ['y', false],
  ['van', false],
  ['the', false],
  ['A', false],
  ['Ana Ana', false],
  ['Ana de la Fuente Ana', false],
  ['Ana de la Torre', false],
  ['Ana', true],
  ['de la Fuente', true],
  ['ana fuente', true],
])('%s is a name of Ana de la Fuente y los van del Río: %s', (name, is) => {
  const guest = { name: 'Ana de la Fuente y los van del Río, the A', phone: '611222333' }

  expect(matchesClaim({ code: 'R-10001', name }, { ...booking, guest })).toBe(is)
})

test.each([
  ['Li Wu', true],
  ['wu li', true],
  ['Li', false],
  ['Li Li', false],
])('%s is a name of Li Wu: %s', (name, is) => {
  expect(matchesClaim({ code: 'R-10001', name }, { ...booking, guest: { name: 'Li Wu' } })).toBe(is)
})

test('a booking without a phone is no match for a phone', () => {
  expect(matchesClaim({ phone: '611222333' }, { ...booking, guest: { name: 'Ana' } })).toBe(false)
})

test('nothing is the same as nothing', () => {
  expect([isSameCode('', ''), isSamePhone('', ''), isSameCode('R-', 'R-')]).toEqual([false, false, false])
})
