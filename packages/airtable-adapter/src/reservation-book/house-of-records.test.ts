import { reservasDemo } from '@larder/airtable-simulator'
import { expect, test } from 'vitest'
import type { AirtableRecord } from '../airtable-record.ts'
import { RESERVAS_LAYOUT } from './book-layout.ts'
import { houseOfRecords } from './house-of-records.ts'
import { resolveHouseRules } from './house-rules.ts'

const base = reservasDemo({ reservations: 1 })
const recordsOf = (name: string) =>
  (base.tables.find(({ schema }) => schema.name === name)?.records ?? []) as readonly AirtableRecord[]
const rules = resolveHouseRules({ name: 'Casa Larder' })
const houseWith = (services: readonly AirtableRecord[], more = rules) =>
  houseOfRecords(recordsOf('Mesas'), services, RESERVAS_LAYOUT, more)

const sitting = (fields: Readonly<Record<string, unknown>>): AirtableRecord => ({
  id: 'rec1',
  createdTime: '2026-01-01T00:00:00.000Z',
  fields: { Días: ['Lunes'], Inicio: '13:00', Fin: '15:00', Intervalo: 900, Publicado: true, ...fields },
})

test('the sittings of the demo base are a lunch and a dinner', () => {
  const house = houseWith(recordsOf('Turnos'))

  expect(house.services).toEqual([
    { name: 'lunch', weekdays: [4, 5, 6, 7], opensAt: '13:00', lastSeatingAt: '15:30', closesAt: '16:00' },
    { name: 'dinner', weekdays: [4, 5, 6, 7], opensAt: '20:00', lastSeatingAt: '23:30', closesAt: '23:59' },
  ])
  expect(house).toMatchObject({
    name: 'Casa Larder',
    timeZone: 'Europe/Madrid',
    gridMinutes: 30,
    bufferMinutes: 15,
  })
})

test('the tables of the demo base, with what their zone is good for', () => {
  const { tables } = houseWith(recordsOf('Turnos'))

  expect(tables).toHaveLength(24)
  expect(tables[0]).toEqual({
    id: 'recMesa0000000001',
    name: 'Mesa 1',
    seats: 2,
    leastSeats: 1,
    zone: 'indoor',
    isAccessible: true,
    allowsPets: false,
    allowsHighChairs: true,
    isOutOfService: false,
  })
  expect(tables.filter(({ isOutOfService }) => isOutOfService).map(({ name }) => name)).toEqual(['Mesa 13'])
  expect(new Set(tables.map(({ zone }) => zone))).toEqual(new Set(['indoor', 'terrace', 'bar', 'private']))
  expect(tables.find(({ zone }) => zone === 'bar')).toMatchObject({
    isAccessible: false,
    allowsHighChairs: false,
  })
})

test('a table without seats, or in a zone nobody knows, is for people to give out', () => {
  const tables = [{ Capacidad: 4, Zona: 'Azotea' }, { Zona: 'Salón' }, { Capacidad: 4 }].map((fields) =>
    sitting(fields),
  )

  expect(houseOfRecords(tables, [], RESERVAS_LAYOUT, rules).tables).toEqual([])
})

test('sittings follow on each other only on the same days', () => {
  const next = sitting({ Inicio: '15:00', Fin: '16:00', Días: ['Martes'] })

  expect(houseWith([next, sitting({})]).services).toMatchObject([
    { weekdays: [1], opensAt: '13:00', lastSeatingAt: '14:45', closesAt: '15:00' },
    { weekdays: [2], opensAt: '15:00', lastSeatingAt: '15:45', closesAt: '16:00' },
  ])
})

test('a sitting may end after midnight', () => {
  expect(houseWith([sitting({ Inicio: '21:00', Fin: '01:00' })]).services).toMatchObject([
    { name: 'dinner', opensAt: '21:00', lastSeatingAt: '00:45', closesAt: '01:00' },
  ])
})

test('what is not published is not offered, and the grid is the shortest of what is', () => {
  const house = houseWith([
    sitting({ Publicado: undefined, Intervalo: 300 }),
    sitting({ Inicio: '20:00', Fin: '22:00' }),
  ])

  expect([house.services.length, house.gridMinutes]).toEqual([1, 15])
  expect(houseWith([sitting({})], { ...rules, gridMinutes: 20 }).services[0]?.lastSeatingAt).toBe('14:40')
})

test('a sitting whose times are none is told', () => {
  expect(() => houseWith([sitting({ Fin: 'tarde' })])).toThrow(
    expect.objectContaining({ code: 'UNREADABLE' }),
  )
})
