import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { reservasDemo } from './reservas-demo.ts'

const base = reservasDemo()
const recordsOf = (name: string) => base.tables.find(({ schema }) => schema.name === name)?.records ?? []

test('holds what it says: 24 tables, 6 sittings, 2,000 guests, 10,000 reservations', () => {
  expect(base).toMatchObject({ id: 'appReservasDemo01', name: 'Reservas Demo' })
  expect(base.tables.map(({ schema, records }) => [schema.name, records.length])).toEqual([
    ['Mesas', 24],
    ['Turnos', 6],
    ['Clientes', 2_000],
    ['Reservas', 10_000],
  ])
})

test('gives the same bytes at every start, on every machine', () => {
  const hash = createHash('sha256').update(JSON.stringify(base)).digest('hex')

  expect(hash).toMatchInlineSnapshot(`"60ab4ecec9ac5aa5601345caceedb9a4571f6277ae40b65b9c097d5b4d7f6393"`)
})

test('every id has its prefix and 14 letters or digits, once', () => {
  const ids = base.tables.flatMap(({ schema, records }) => [
    schema.id,
    ...schema.fields.map(({ id }) => id),
    ...schema.views.map(({ id }) => id),
    ...records.map(({ id }) => id),
  ])

  expect(ids.filter((id) => !/^(tbl|fld|viw|rec)[0-9A-Za-z]{14}$/.test(id))).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
})

test('party sizes, days and services follow the observed counts within two per cent', () => {
  const reservas = recordsOf('Reservas').map(({ fields }) => fields)
  const share = (holds: (fields: Readonly<Record<string, unknown>>) => boolean) =>
    reservas.filter(holds).length / reservas.length
  const onDay = (day: number) => share(({ Fecha }) => new Date(String(Fecha)).getUTCDay() === day)

  expect(share(({ Personas }) => Personas === 2)).toBeCloseTo(156 / 244, 1)
  for (const [personas, count] of [
    [1, 4],
    [2, 156],
    [3, 38],
    [4, 37],
    [5, 5],
    [6, 4],
  ] as const) {
    expect(Math.abs(share(({ Personas }) => Personas === personas) - count / 244)).toBeLessThan(0.02)
  }
  for (const [day, count] of [
    [4, 62],
    [5, 19],
    [6, 87],
    [0, 76],
  ] as const)
    expect(Math.abs(onDay(day) - count / 244)).toBeLessThan(0.02)
  expect(Math.abs(share(({ Hora }) => String(Hora) >= '20:00') - 176 / 244)).toBeLessThan(0.02)
})

test('no table is taken twice in one sitting, and every party fits its table', () => {
  const capacity = new Map(recordsOf('Mesas').map(({ id, fields }) => [id, fields['Capacidad'] as number]))
  const seats = recordsOf('Reservas').map(
    ({ fields }) => `${String(fields['Fecha'])} ${String(fields['Turno'])} ${String(fields['Mesa'])}`,
  )

  expect(new Set(seats).size).toBe(seats.length)
  expect(
    recordsOf('Reservas').filter(
      ({ fields }) => (capacity.get(String(fields['Mesa'])) ?? 0) < (fields['Personas'] as number),
    ),
  ).toEqual([])
})

test('the instant of a reservation is its wall time in Madrid, summer and winter', () => {
  const wallTime = new Intl.DateTimeFormat('sv', {
    timeZone: 'Europe/Madrid',
    dateStyle: 'short',
    timeStyle: 'short',
  })

  for (const { fields } of recordsOf('Reservas')) {
    expect(wallTime.format(new Date(String(fields['Inicio'])))).toBe(
      `${String(fields['Fecha'])} ${String(fields['Hora'])}`,
    )
  }
})

test('a load variant is a chain of such houses, with the same rules', () => {
  const [mesas, , clientes, reservas] = reservasDemo({ reservations: 25_000 }).tables.map(
    ({ records }) => records,
  )
  const seats = (reservas ?? []).map(
    ({ fields }) => `${String(fields['Fecha'])} ${String(fields['Turno'])} ${String(fields['Mesa'])}`,
  )

  expect([mesas?.length, clientes?.length, reservas?.length]).toEqual([72, 6_000, 25_000])
  expect(new Set(seats).size).toBe(25_000)
  expect(reservasDemo({ reservations: 7 }).tables[3]?.records).toHaveLength(7)
})
