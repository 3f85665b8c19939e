import { afterEach, beforeEach, expect, test } from 'vitest'
import { aDraft, BASE, type BookFixture, bookFixture, keyed, recordsIn } from './book-fixture.ts'

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

test('a booking belongs to its sitting, past midnight to the one of the evening before', async () => {
  const sittings = fixture.simulator.base(BASE).asUser()
  const lastFirst = [...fixture.simulator.base(BASE).table('Turnos').records.keys()].reverse()
  for (const id of lastFirst) sittings.updateRecord('Turnos', id, { Publicado: false })
  const [late = ''] = lastFirst
  sittings.updateRecord('Turnos', late, { Días: ['Jueves'], Inicio: '20:00', Fin: '00:30', Publicado: true })
  const { book } = await fixture.start()
  const sittingOf = async (date: string, time: string) => {
    const [startsAt, endsAt] = [`${date}T${time}:00+01:00`, `${date}T${time}:30+01:00`]
    const outcome = await book.commit(
      aDraft([1], { seating: { ...aDraft().seating, date, time, startsAt, endsAt } }),
      keyed(),
    )
    const code = outcome.status === 'booked' ? outcome.booking.code : outcome.status
    const mine = recordsIn(fixture.simulator, 'Reservas').find(({ Código }) => Código === code)
    return mine ? (mine['Turno'] ?? []) : outcome
  }

  // The 18th is a Thursday.
  expect(await sittingOf('2027-03-18', '21:00')).toEqual([late])
  expect(await sittingOf('2027-03-19', '00:15')).toEqual([late])
  expect(await sittingOf('2027-03-18', '00:15')).toEqual([])
  expect(await sittingOf('2027-03-19', '21:00')).toEqual([])
  expect(await sittingOf('2027-03-18', '19:00')).toEqual([])
  expect(await sittingOf('2027-03-20', '00:30')).toEqual([])
})
