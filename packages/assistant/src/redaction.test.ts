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
])('leaves alone what is not private: %s', (message) => {
  expect(new Redaction().hide(message)).toBe(message)
})

test('puts back what it hid', () => {
  const redaction = new Redaction()
  const hidden = redaction.hide('Me llamo Marta García, 600 123 456, alérgica al marisco')

  expect(redaction.restore(hidden)).toBe('Me llamo Marta García, 600 123 456, alérgica al marisco')
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
