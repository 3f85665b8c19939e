import { expect, test } from 'vitest'
import { allOf, anyOf, datesInto, onDates, withCode, withEmail, withPhone } from './book-formulas.ts'
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
  expect(onDates(datesInto('2027-01-01'), RESERVAS_LAYOUT)).toBe(
    "OR(DATETIME_FORMAT({Fecha},'YYYY-MM-DD')='2026-12-31',DATETIME_FORMAT({Fecha},'YYYY-MM-DD')='2027-01-01')",
  )
})
