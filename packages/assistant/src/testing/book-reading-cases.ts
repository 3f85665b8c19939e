import assert from 'node:assert/strict'
import type { ReservationBook } from '../ports/reservation-book.ts'
import { type BookScene, codeOf, context, instants, signal } from './book-scene.ts'

export async function findNeedsTwo({ book, days, draftAt }: BookScene): Promise<void> {
  const [date, next] = days as [string, string]
  const guest = { name: 'María José Peña', phone: '+34 611 222 333' }
  const later = await codeOf(book, draftAt(next, [0], { guest }))
  const code = await codeOf(book, draftAt(date, [0], { guest }))
  const found = async (claim: Parameters<ReservationBook['find']>[0]) =>
    (await book.find(claim, { signal })).map((booking) => booking.code)
  const { phone, name } = guest
  for (const one of [{}, { code }, { phone }, { name }, { date }, { name, date }, { code, date }])
    assert.deepEqual(await found(one), [])
  assert.deepEqual(await found({ code, phone: '611222333' }), [code])
  assert.deepEqual(await found({ code: code.toLowerCase(), name: 'maria peña' }), [code])
  assert.deepEqual(await found({ phone: guest.phone, name: 'Maria Jose' }), [code, later])
  assert.deepEqual(await found({ phone, name, date: next }), [later])
  assert.deepEqual(await found({ code, phone: '+34 611 222 334' }), [])
  assert.deepEqual(await found({ code, name: 'Pepe', date }), [])
  await book.cancel(code, context())
  assert.deepEqual(await found({ code, phone: guest.phone }), [])
}

export async function detailsAreKept({ book, days: [date], draftAt }: BookScene): Promise<void> {
  const draft = draftAt(date as string, [0, 1], {
    people: 3,
    guest: { name: 'Íñigo Ñáñez', phone: '+34 644 555 666', email: 'inigo@example.com' },
    highChairs: 1,
    pets: true,
    accessible: true,
    diet: ['Gluten', 'sin picante'],
    notes: 'Cumpleaños: "40", traerán tarta.',
  })
  const code = await codeOf(book, draft)
  const [found] = await book.find({ code, phone: draft.guest.phone }, { signal })
  const { seating: kept, ...rest } = found ?? assert.fail('The booking was not found.')
  const { seating, ...others } = draft
  assert.deepEqual(rest, { ...others, code, status: 'booked' })
  assert.deepEqual(
    [kept.date, kept.time, kept.zone, instants(kept)],
    [seating.date, seating.time, seating.zone, instants(seating)],
  )
  assert.deepEqual([...kept.tables].sort(), [...seating.tables].sort())
}

export async function phoneHolds({ book, days, draftAt }: BookScene): Promise<void> {
  const [date, next] = days as [string, string]
  const guest = { name: 'Leo Paz', phone: '+34 655 444 333' }
  const codes = [
    await codeOf(book, draftAt(date, [0], { guest })),
    await codeOf(book, draftAt(next, [0], { guest: { name: 'Eva Sol', phone: '655 444 333' } })),
  ]
  await codeOf(book, draftAt(next, [1], { guest: { name: 'Leo Paz', phone: '+34 655 444 334' } }))
  const held = async (phone: string) => (await book.heldBy(phone, { signal })).map(({ code }) => code).sort()
  assert.deepEqual(await held('655444333'), codes.toSorted())
  assert.deepEqual(await held('444 333'), [])
  assert.deepEqual(await held(''), [])
  await book.cancel(codes[0] as string, context())
  assert.deepEqual(await held(guest.phone), codes.slice(1))
}
