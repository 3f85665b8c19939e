import { expect, test } from 'vitest'
import { keeps } from '../formula/formula-fixture.ts'
import {
  allOf,
  anyOf,
  datesInto,
  fromDate,
  onDates,
  withCode,
  withEmail,
  withPhone,
} from './book-formulas.ts'
import { RESERVAS_LAYOUT } from './book-layout.ts'

test('what guests say is text in a formula, whatever is in it', () => {
  expect(withCode(String.raw`R-1' OR 1='1\ `, RESERVAS_LAYOUT)).toBe(String.raw`{Código}='R-1\' OR 1=\'1\\ '`)
  expect(withEmail("o'hara@example.com", RESERVAS_LAYOUT)).toBe(
    String.raw`LOWER({Email}&'')='o\'hara@example.com'`,
  )
})

test('names of fields may hold braces', () => {
  expect(withPhone('600100200', String.raw`Tel {móvil}`)).toContain(String.raw`{Tel {móvil\}}`)
})

test('one formula stands alone', () => {
  expect([anyOf('A'), allOf('A'), anyOf('A', 'B'), allOf('A', 'B')]).toEqual([
    'A',
    'A',
    'OR(A,B)',
    'AND(A,B)',
  ])
})

test('a day is asked for with the one before it', () => {
  expect(datesInto('2027-03-01')).toEqual(['2027-02-28', '2027-03-01'])
})

test('a day is asked for by date and by instant, and blank ones are never formatted', () => {
  const date = "IF({Fecha},DATETIME_FORMAT({Fecha},'YYYY-MM-DD'),'')"
  const instant = "IF({Inicio},DATETIME_FORMAT(SET_TIMEZONE({Inicio},'Europe/Madrid'),'YYYY-MM-DD'),'')"

  expect(onDates(['2027-01-01'], RESERVAS_LAYOUT, 'Europe/Madrid')).toBe(
    `OR(${date}='2027-01-01',${instant}='2027-01-01')`,
  )
})

test('here too it is known which bookings a day has, whatever is missing in them', () => {
  const onDay = onDates(['2027-03-18'], RESERVAS_LAYOUT, 'Europe/Madrid')
  const since = fromDate('2027-03-18', RESERVAS_LAYOUT, 'Europe/Madrid')
  // 00:30 of the 18th on the wall.
  const cells = [{ Fecha: '2027-03-18' }, { Inicio: '2027-03-17T23:30:00.000Z' }, { Fecha: '2027-03-17' }, {}]

  expect(cells.map((fields) => keeps(onDay, fields))).toEqual([true, true, false, false])
  expect(cells.map((fields) => keeps(since, fields))).toEqual([true, true, false, false])
})
