import assert from 'node:assert/strict'
import { bookAt, type BookScene, context, instants, signal, takenIn } from './book-scene.ts'

export async function bookingTakesTables({ book, days: [date], draftAt }: BookScene): Promise<void> {
  const draft = draftAt(date as string, [0])
  const outcome = await book.commit(draft, context())
  assert.ok(outcome.status === 'booked')
  assert.match(outcome.booking.code, /^R-\d{5,}$/)
  assert.equal(outcome.booking.status, 'booked')
  assert.deepEqual(takenIn(await book.occupancies(date as string, { signal })), [
    `${outcome.booking.code} ${[...draft.seating.tables].sort().join('+')} ${instants(draft.seating)}`,
  ])
  assert.deepEqual(await book.commit(draftAt(date as string, [0]), context()), { status: 'taken' })
}

export async function sameKeyOneBooking({ book, days: [date], draftAt }: BookScene): Promise<void> {
  const draft = draftAt(date as string, [0])
  const first = await book.commit(draft, context('once'))
  const second = await book.commit({ ...draft }, context('once'))
  assert.ok(first.status === 'booked' && second.status === 'booked')
  assert.equal(second.booking.code, first.booking.code)
  assert.equal((await book.occupancies(date as string, { signal })).length, 1)
}

export async function sameKeyAtOnce({ books, book, days: [date], draftAt }: BookScene): Promise<void> {
  const draft = draftAt(date as string, [0])
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, index) => bookAt(books, index).commit(draft, context('at once'))),
  )
  const codes = outcomes.map((outcome) => outcome.status === 'booked' && outcome.booking.code)
  assert.equal(new Set(codes).size, 1)
  assert.ok(codes[0])
  assert.equal((await book.occupancies(date as string, { signal })).length, 1)
}

export async function keyForOneBooking({ book, days: [date], draftAt }: BookScene): Promise<void> {
  await book.commit(draftAt(date as string, [0]), context('one'))
  await assert.rejects(book.commit(draftAt(date as string, [1]), context('one')), { code: 'KEY_REUSED' })
  assert.equal((await book.occupancies(date as string, { signal })).length, 1)
}

export async function lastTable({ books, book, days: [date], draftAt }: BookScene): Promise<void> {
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, index) => {
      const guest = { name: `Guest ${index}`, phone: `+34 600 000 0${String(index).padStart(2, '0')}` }
      return bookAt(books, index).commit(draftAt(date as string, [0], { guest }), context())
    }),
  )
  assert.equal(outcomes.filter(({ status }) => status === 'booked').length, 1)
  assert.equal(outcomes.filter(({ status }) => status === 'taken').length, 49)
  assert.equal((await book.occupancies(date as string, { signal })).length, 1)
}

export async function neighbours({ book, days, draftAt }: BookScene): Promise<void> {
  const [date, next] = days as [string, string]
  const statuses = []
  for (const draft of [draftAt(date, [0]), draftAt(date, [1]), draftAt(next, [0])])
    statuses.push((await book.commit(draft, context())).status)
  assert.deepEqual(statuses, ['booked', 'booked', 'booked'])
}

export async function setsAreTaken({ book, days: [date], draftAt }: BookScene): Promise<void> {
  assert.equal((await book.commit(draftAt(date as string, [0, 1]), context())).status, 'booked')
  assert.equal((await book.commit(draftAt(date as string, [1]), context())).status, 'taken')
  assert.equal((await book.commit(draftAt(date as string, [1, 2]), context())).status, 'taken')
  assert.equal((await book.commit(draftAt(date as string, [2]), context())).status, 'booked')
}
