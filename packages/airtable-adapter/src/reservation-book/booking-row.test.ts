import type { House } from '@larder/assistant'
import { expect, test } from 'vitest'
import { RESERVAS_LAYOUT } from './book-layout.ts'
import { notesText } from './booking-notes.ts'
import { BookingRows } from './booking-row.ts'

const rows = new BookingRows(RESERVAS_LAYOUT, {
  timeZone: 'Europe/Madrid',
  stays: [
    { upTo: 2, minutes: 90 },
    { upTo: 8, minutes: 120 },
  ],
})

const occupancyOf = (fields: Readonly<Record<string, unknown>>) => {
  const record = {
    id: 'rec1',
    createdTime: '2026-01-01T00:00:00.000Z',
    fields: { Mesa: ['recA'], ...fields },
  }
  const { startsAt, endsAt } = rows.occupancy(rows.of(record))
  return `${startsAt} ${endsAt}`
}

test('date and time are what people see, and count', () => {
  const fields = { Fecha: '2027-03-18', Hora: '21:30', Inicio: '2027-03-19T12:00:00.000Z', Personas: 2 }

  expect(occupancyOf(fields)).toBe('2027-03-18T21:30:00+01:00 2027-03-18T23:00:00+01:00')
})

test('an hour of one digit is one', () => {
  expect(occupancyOf({ Fecha: '2027-03-18', Hora: '9:30', Personas: 2 })).toMatch(/^2027-03-18T09:30/)
})

test('without a time that is one, the instant counts', () => {
  const fields = {
    Fecha: '2027-03-18',
    Hora: 'por la noche',
    Inicio: '2027-03-28T20:00:00.000Z',
    Personas: 4,
  }

  expect(occupancyOf(fields)).toBe('2027-03-28T22:00:00+02:00 2027-03-29T00:00:00+02:00')
})

test('without either, its tables are taken all day', () => {
  expect(occupancyOf({ Fecha: '2027-03-28' })).toBe('2027-03-28T00:00:00+01:00 2027-03-29T00:00:00+02:00')
})

test('nobody knows how many: they stay as long as anybody', () => {
  expect(occupancyOf({ Fecha: '2027-03-18', Hora: '21:00' })).toMatch(/T23:00:00\+01:00$/)
  expect(occupancyOf({ Fecha: '2027-03-18', Hora: '21:00', Personas: 20 })).toMatch(/T23:00:00\+01:00$/)
})

test('without a code it goes by its id', () => {
  const record = { id: 'rec1', createdTime: '2026-01-01T00:00:00.000Z', fields: {} }

  expect(rows.occupancy(rows.of(record))).toMatchObject({ code: 'rec1', tables: [] })
})

test('a booking of people is for whom its record says, one of ours for whom it was said', () => {
  const known = { name: 'Ana Gil', phone: '+34 600 100 200', email: 'ana@example.com' }
  const house = { tables: [] } as unknown as House
  const guestOf = (Notas: string) => {
    const record = { id: 'rec1', createdTime: '2026-01-01T00:00:00.000Z', fields: { Notas } }
    return rows.booking(rows.of(record), known, house).guest
  }

  expect(guestOf('Ventana')).toEqual(known)
  expect(guestOf(notesText({ marks: ['k1.a'] }))).toEqual({ name: 'Ana Gil' })
  // Somebody has deleted the marks.
  expect(guestOf(notesText({ phone: '600100200', marks: [] }))).toEqual({
    name: 'Ana Gil',
    phone: '600100200',
  })
})
