import { afterEach, beforeEach, expect, test } from 'vitest'
import { aDraft, BASE, type BookFixture, bookFixture, keyed } from './book-fixture.ts'

let fixture: BookFixture
beforeEach(async () => {
  fixture = await bookFixture()
})
afterEach(() => fixture.close())

test('the house is the same object until something of it changes', async () => {
  const { book, records } = await fixture.start({ houseTtlMs: 0 })
  const before = await book.house(keyed())
  // Which invalidates the tables, since it links to one.
  await book.commit(aDraft([1]), keyed())
  const afterBooking = await book.house(keyed())

  fixture.simulator
    .base(BASE)
    .asUser()
    .updateRecord('Mesas', 'recMesa0000000002', { Estado: 'Fuera de servicio' })
  await records.invalidation.ofBase(BASE)
  const afterwards = await book.house(keyed())

  expect(afterBooking).toBe(before)
  expect(afterwards).not.toBe(before)
  expect(afterwards.tables[1]?.isOutOfService).toBe(true)
})

test('it is believed for a while, and asked for no more often', async () => {
  const { book, records } = await fixture.start()
  const before = await book.house(keyed())
  await records.invalidation.ofBase(BASE)
  const requests = fixture.simulator.journal.counts.requests

  expect(await book.house(keyed())).toBe(before)
  expect(fixture.simulator.journal.counts.requests).toBe(requests)
})
