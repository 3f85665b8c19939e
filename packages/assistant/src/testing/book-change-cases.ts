import assert from 'node:assert/strict'
import { type BookScene, codeOf, context, instants, signal, takenIn } from './book-scene.ts'

export async function changeMoves({ book, days, draftAt }: BookScene): Promise<void> {
  const [date, next] = days as [string, string]
  const code = await codeOf(book, draftAt(date, [0]))
  // It may keep the table that it has, too.
  const wider = await book.change(code, draftAt(date, [0, 1], { people: 4 }), context())
  assert.ok(wider.status === 'booked' && wider.booking.code === code && wider.booking.people === 4)
  const moved = await book.change(code, draftAt(next, [2]), context())
  assert.ok(moved.status === 'booked' && moved.booking.seating.date === next)
  assert.deepEqual(await book.occupancies(date, { signal }), [])
  assert.deepEqual(takenIn(await book.occupancies(next, { signal })), [
    `${code} ${moved.booking.seating.tables.join('+')} ${instants(moved.booking.seating)}`,
  ])
  assert.deepEqual(await book.change('R-99999', draftAt(date, [0]), context()), { status: 'unknown-booking' })
}

export async function changeToTaken({ book, days: [date], draftAt }: BookScene): Promise<void> {
  const code = await codeOf(book, draftAt(date as string, [0]))
  await codeOf(book, draftAt(date as string, [1]))
  const before = takenIn(await book.occupancies(date as string, { signal }))
  assert.deepEqual(await book.change(code, draftAt(date as string, [0, 1]), context()), { status: 'taken' })
  assert.deepEqual(takenIn(await book.occupancies(date as string, { signal })), before)
}

export async function oldChangeAgain({ book, days, draftAt }: BookScene): Promise<void> {
  const [date, next] = days as [string, string]
  const code = await codeOf(book, draftAt(date, [0]))
  await book.change(code, draftAt(date, [1]), context('first change'))
  await book.change(code, draftAt(next, [2]), context('second change'))
  const again = await book.change(code, draftAt(date, [1]), context('first change'))
  assert.ok(again.status === 'booked' && again.booking.code === code)
  assert.deepEqual(await book.occupancies(date, { signal }), [])
  assert.equal((await book.occupancies(next, { signal })).length, 1)
}

export async function cancelFrees({ book, days: [date], draftAt }: BookScene): Promise<void> {
  const code = await codeOf(book, draftAt(date as string, [0]))
  const key = context()
  assert.deepEqual(await book.cancel(code, key), { status: 'cancelled' })
  assert.deepEqual(await book.cancel(code, key), { status: 'cancelled' })
  assert.deepEqual(await book.cancel(code, context()), { status: 'unknown-booking' })
  assert.deepEqual(await book.cancel('R-99999', context()), { status: 'unknown-booking' })
  assert.deepEqual(await book.change(code, draftAt(date as string, [0]), context()), {
    status: 'unknown-booking',
  })
  assert.deepEqual(await book.occupancies(date as string, { signal }), [])
  assert.notEqual(await codeOf(book, draftAt(date as string, [0])), code)
}

export async function keyOfCancelled({ book, days: [date], draftAt }: BookScene): Promise<void> {
  const [draft, other] = [draftAt(date as string, [0]), draftAt(date as string, [1])]
  const [first, change] = [context(), context()]
  const outcome = await book.commit(draft, first)
  assert.ok(outcome.status === 'booked')
  const { code } = outcome.booking
  assert.equal((await book.change(code, other, change)).status, 'booked')
  await book.cancel(code, context())
  assert.deepEqual(await book.commit(draft, first), { status: 'unknown-booking' })
  assert.deepEqual(await book.change(code, other, change), { status: 'unknown-booking' })
  assert.deepEqual(await book.occupancies(date as string, { signal }), [])
}
