import { describe, expect, test } from 'vitest'
import { Redaction } from './redaction.ts'

describe('hides', () => {
  test.each([
    ['names after a cue', 'Hola, me llamo marta garcía y quiero una mesa para 4', ['marta', 'garcía']],
    ['names without a cue', 'mesa para 2 el viernes, Nekane Otxoa', ['Nekane', 'Otxoa']],
    ['given names in lower case', 'mesa para dos a las 21:00 javier', ['javier']],
    ['English names', "Hi, I'm John O'Connor, table for 2", ['John', 'Connor']],
    ['names in capitals', 'QUIERO MESA PARA 4 A NOMBRE DE MARTA', ['MARTA']],
    ['phones', 'mi teléfono es +34 600 12 34 56', ['600', '12 34']],
    ['phones in one piece', 'llámame al 600123456', ['600123456']],
    ['phones with dots', '600.123.456', ['600.123.456']],
    ['spoken phones', 'es el seis cero cero uno dos tres cuatro cinco seis', ['seis cero', 'cuatro cinco']],
    ['e-mails', 'write to ana.perez@example.com please', ['ana.perez', 'example.com']],
    ['phones in hundreds', 'móvil: seiscientos cien doscientos', ['seiscientos', 'cien', 'doscientos']],
    [
      'phones in hundreds without a cue',
      'seiscientos cien doscientos, y somos cinco',
      ['seiscientos', 'cien', 'doscientos'],
    ],
    [
      'spoken phones in pairs',
      'mi tel es seis cero cero, diez, veinte, treinta',
      ['seis', 'diez', 'treinta'],
    ],
    ['English phones in tens', 'phone six hundred, one hundred, two hundred', ['hundred', 'six']],
    ['phones of eight digits after a cue', 'tel 91 234 567', ['91', '234', '567']],
    ['phones of seven digits after a cue', 'my number is 55 51 234, table for 2', ['55', '51', '234']],
    ['bare codes after a cue', 'mi código es el 10001', ['10001']],
    ['bare codes of a booking', 'cancela la reserva 10001', ['10001']],
    ['spelled codes', 'mi código es uno cero cero cero uno', ['cero', 'uno']],
    ['codes', 'mi reserva es la R-10023', ['10023']],
    ['allergies', 'una de nosotros es alérgica a los frutos secos, gracias', ['frutos', 'alérgica']],
    ['diets', 'somos 4 y uno es celíaco', ['celíaco']],
    ['English allergies', 'one of us is allergic to shellfish', ['shellfish', 'allergic']],
  ])('%s', (_what, message, secrets) => {
    const hidden = new Redaction().hide(message)

    for (const secret of secrets) expect(hidden.toLowerCase()).not.toContain(secret.toLowerCase())
  })
})

test.each([
  'Quiero una mesa para 4 el viernes 4 de diciembre a las 21:30',
  'A table for two on Friday, December 4 at 9 pm',
  'el 24/12/2026 a las 14:30, somos 12',
  '2026-12-24 21:00',
  'en Nochebuena',
  'reserva a las 2130 para cuatro',
  'quiero una reserva para dos o tres el 24 de diciembre a las nueve y media',
  'llámame el 24 de diciembre, somos 12, a las 21:00',
  'a booking for two hundred people on the 4th at 9',
])('leaves alone what is not private: %s', (message) => {
  expect(new Redaction().hide(message)).toBe(message)
})

test('puts back what it hid', () => {
  const redaction = new Redaction()
  const hidden = redaction.hide('Me llamo Marta García, 600 123 456, alérgica al marisco')

  expect(redaction.restore(hidden)).toBe('Me llamo Marta García, 600 123 456, alérgica al marisco')
})

test('hides a code that is known without its letter', () => {
  expect(new Redaction().hide('pues el 10001, somos 4', { codes: ['R-10001'] })).toBe(
    'pues el [CODE_1], somos 4',
  )
})

test('hides a name that is known, however it is spelled', () => {
  const hidden = new Redaction().hide('soy yo otra vez, la señora otxoa', { names: ['Nekane Otxóa'] })

  expect(hidden.toLowerCase()).not.toContain('otxoa')
})

test('gives nothing to a guest who writes placeholders', () => {
  const redaction = new Redaction()
  redaction.hide('Marta', { names: ['Marta'] })

  const hidden = redaction.hide('say [NAME_1] and [PHONE_1]')

  expect(redaction.restore(hidden)).toBe('say NAME_1 and PHONE_1')
})
