import { FakeClock } from '@larder/cache-core/testing'
import { describe, expect, test } from 'vitest'
import { aHouse } from '../availability-fixture.ts'
import type { BookingDraft, CommitContext, CommitOutcome } from '../ports/reservation-book.ts'
import { InMemoryReservationBook } from './in-memory-reservation-book.ts'
import { reservationBookContract } from './reservation-book-contract.ts'

const signal = new AbortController().signal
const clock = new FakeClock(Date.parse('2027-03-10T12:00:00+01:00'))

describe('as a book', () => {
  const contract = reservationBookContract(async () => ({
    books: [new InMemoryReservationBook({ house: aHouse(), clock })],
    from: '2027-03-15',
    close: async () => {},
  }))
  for (const { name, run } of contract) test(name, run)
})

/** Takes the first table of a set and forgets the others. */
class ForgetfulBook extends InMemoryReservationBook {
  override commit(draft: BookingDraft, context: CommitContext): Promise<CommitOutcome> {
    const tables = draft.seating.tables.slice(0, 1)
    return super.commit({ ...draft, seating: { ...draft.seating, tables } }, context)
  }
}

/** Takes every call for a new one, whatever its key. */
class KeylessBook extends InMemoryReservationBook {
  readonly #seen = new Map<string, number>()

  override async commit(draft: BookingDraft, context: CommitContext): Promise<CommitOutcome> {
    const known = this.#seen.get(context.idempotencyKey) ?? 0
    this.#seen.set(context.idempotencyKey, known + 1)
    return super.commit(draft, { ...context, idempotencyKey: `${context.idempotencyKey} ${known}` })
  }
}

test.each([
  [ForgetfulBook, 'a set of tables is taken as a whole'],
  [KeylessBook, 'the same key gives the same booking, and books once'],
])('the contract finds what a %o does wrong', async (Book, name) => {
  const contract = reservationBookContract(async () => ({
    books: [new Book({ house: aHouse(), clock })],
    from: '2027-03-15',
    close: async () => {},
  }))

  await expect(contract.find((one) => one.name === name)?.run()).rejects.toThrow()
})

test('goes on with the codes that are there', async () => {
  const first = new InMemoryReservationBook({ house: aHouse(), clock })
  const draft = { seating: seatingOn('2027-03-17'), people: 2, guest: { name: 'Ana' } }
  const outcome = await first.commit(draft, { signal, idempotencyKey: 'a' })
  const second = new InMemoryReservationBook({ house: aHouse(), clock, bookings: first.bookings() })

  const later = await second.commit(
    { ...draft, seating: seatingOn('2027-03-18') },
    { signal, idempotencyKey: 'b' },
  )

  expect([outcome, later]).toMatchObject([{ booking: { code: 'R-10001' } }, { booking: { code: 'R-10002' } }])
})

test('a booking past midnight is one of both days', async () => {
  const book = new InMemoryReservationBook({ house: aHouse(), clock })
  const seating = { ...seatingOn('2027-03-17'), endsAt: '2027-03-18T01:00:00+01:00' }
  await book.commit({ seating, people: 2, guest: { name: 'Ana' } }, { signal, idempotencyKey: 'a' })

  const days = ['2027-03-16', '2027-03-17', '2027-03-18', '2027-03-19']
  const counts = await Promise.all(days.map(async (date) => (await book.occupancies(date)).length))

  expect(counts).toEqual([0, 1, 1, 0])
})

function seatingOn(date: string) {
  return {
    date,
    time: '21:00',
    startsAt: `${date}T21:00:00+01:00`,
    endsAt: `${date}T22:30:00+01:00`,
    tables: ['a'],
    zone: 'indoor' as const,
  }
}
