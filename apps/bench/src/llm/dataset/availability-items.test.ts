import { expect, test } from 'vitest'
import { ITEM_SIZES, makeAvailabilityItems } from './availability-items.ts'
import type { AvailabilityItem } from './availability-items.ts'
import { stayMinutes } from './booking-of-record.ts'
import { madridClock, seatsAt, weekdayOf } from './calendar-fixture.ts'
import { LOADS } from './random-occupancies.ts'

const items = makeAvailabilityItems()

test('there are 120, forty of each size, and each load in each size', () => {
  expect(items).toHaveLength(120)
  for (const size of ITEM_SIZES) {
    expect(items.filter(({ tables }) => tables === size)).toHaveLength(40)
    for (const load of LOADS) {
      const count = items.filter((item) => item.tables === size && item.load === load).length
      expect([13, 14]).toContain(count)
    }
  }
  for (const { house, tables } of items) expect(house.tables).toHaveLength(tables)
})

test('the same seed makes the same items, another makes others', () => {
  expect(makeAvailabilityItems()).toEqual(items)
  expect(makeAvailabilityItems({ seed: 1 })).not.toEqual(items)
})

test('in no book two parties sit at one table at once, with the buffer between them', () => {
  const wrong = items.filter(({ house, occupancies }) =>
    occupancies.some((one, index) =>
      occupancies.slice(index + 1).some((other) => meets(one, other, house.bufferMinutes)),
    ),
  )

  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('nobody sits at a table that is out of service, or comes when nobody is seated', () => {
  const wrong = items.filter(({ house, request, occupancies }) =>
    occupancies.some(({ tables, startsAt }) => {
      const isOut = house.tables.some(({ id, isOutOfService }) => isOutOfService && tables.includes(id))
      const { date, time } = madridClock(startsAt)
      return isOut || date !== request.date || !seatsAt(house, time, weekdayOf(date))
    }),
  )

  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('an easy book mostly has a table, a full one mostly has none', () => {
  const share = (load: string) => {
    const open = items.filter((item) => item.load === load && isPlainRequest(item))
    return open.filter(hasTable).length / open.length
  }

  expect(share('easy')).toBeGreaterThan(0.7)
  expect(share('full')).toBeLessThan(0.3)
  expect(share('tight')).toBeGreaterThan(share('full'))
  expect(share('tight')).toBeLessThan(share('easy'))
})

test('some ask for what no book can give: a closed day, a late hour, more people than are taken', () => {
  const isOpen = ({ house, request }: AvailabilityItem) =>
    seatsAt(house, request.time, weekdayOf(request.date))

  expect(items.filter((item) => !isOpen(item)).length).toBeGreaterThan(3)
  expect(items.filter(({ house, request }) => request.people > house.maxPeople).length).toBeGreaterThan(2)
  expect(items.filter(isOpen).length).toBeGreaterThan(90)
})

test('the text has every table, every party and the whole request', () => {
  for (const { id, house, occupancies, request, text } of items) {
    for (const table of house.tables) expect(text, id).toContain(`- ${table.id}: ${table.seats} plazas`)
    expect(text.match(/^- \d\d:\d\d a \d\d:\d\d: /gm) ?? [], id).toHaveLength(occupancies.length)
    expect(text, id).toMatch(
      new RegExp(`Petición: ${request.people} personas?, .* de 20\\d\\d, ${request.time}`),
    )
  }
})

test('a book of four tables reads so', () => {
  expect(items[0]?.text).toMatchInlineSnapshot(`
    "Casa de 4 mesas. Ahora es lunes 19 de octubre de 2026, 11:05, hora de Madrid.

    Horario:
    - comida: martes, miércoles, jueves, viernes, sábado, domingo; primera entrada 13:00, última 15:30, cierre 17:00
    - cena: martes, miércoles, jueves, viernes, sábado, domingo; primera entrada 20:00, última 22:45, cierre 00:30

    Reglas:
    - Se entra cada 15 minutos desde la apertura.
    - Estancia: hasta 4 personas, 90 minutos; hasta 16 personas, 120 minutos.
    - Entre dos reservas de una misma mesa pasan al menos 10 minutos.
    - Se reserva al menos 30 minutos antes y como mucho 60 días antes.
    - Más de 12 personas: no se reserva por este medio.
    - Menos personas que el mínimo de una mesa se sientan en ella solo si no queda otra.

    Mesas:
    - M1: 4 plazas (mínimo 2), interior, no accesible, sin mascotas, no cabe trona
    - M2: 4 plazas (mínimo 2), interior, accesible, sin mascotas, cabe trona
    - M3: 6 plazas (mínimo 4), interior, no accesible, sin mascotas, cabe trona
    - M4: 8 plazas (mínimo 5), terraza, no accesible, con mascotas, cabe trona, FUERA DE SERVICIO

    Mesas que se pueden juntar:
    - M1 + M2: 8 plazas (mínimo 5)

    Reservas del sábado 24 de octubre de 2026:
    - 20:15 a 21:45: M2

    Petición: 8 personas, sábado 24 de octubre de 2026, 20:00, con 1 trona."
  `)
})

interface Span {
  readonly tables: readonly string[]
  readonly startsAt: string
  readonly endsAt: string
}

function meets(one: Span, other: Span, bufferMinutes: number): boolean {
  const buffer = bufferMinutes * 60_000
  const isAtOnce =
    Date.parse(one.startsAt) < Date.parse(other.endsAt) + buffer &&
    Date.parse(other.startsAt) < Date.parse(one.endsAt) + buffer
  return isAtOnce && one.tables.some((table) => other.tables.includes(table))
}

/** Open, and nothing asked for but seats. */
function isPlainRequest({ house, request }: AvailabilityItem): boolean {
  const { zone, accessible, pets, highChairs, people } = request
  const isPlain = !zone && !accessible && !pets && !highChairs && people <= 4
  return isPlain && seatsAt(house, request.time, weekdayOf(request.date))
}

/** Whether any table in service with seats enough is free; sets are left aside. */
function hasTable({ house, request, occupancies }: AvailabilityItem): boolean {
  const offset = occupancies[0]?.startsAt.slice(-6) ?? '+01:00'
  const startsAt = `${request.date}T${request.time}:00${offset}`
  const stayMs = stayMinutes(house, request.people) * 60_000
  const endsAt = new Date(Date.parse(startsAt) + stayMs).toISOString()
  return house.tables.some(
    ({ id, seats, isOutOfService }) =>
      seats >= request.people &&
      !isOutOfService &&
      !occupancies.some((taken) => meets(taken, { tables: [id], startsAt, endsAt }, house.bufferMinutes)),
  )
}
