import { expect, test } from 'vitest'
import { spelledRight } from './spelling.ts'

test.each([
  ['mañna', 'manana'],
  ['savado', 'sabado'],
  ['sabdo', 'sabado'],
  ['jeuves', 'jueves'],
  ['vierns', 'viernes'],
  ['reserbar', 'reservar'],
  ['cancelarr', 'cancelar'],
  ['tomorow', 'tomorrow'],
  ['saterday', 'saturday'],
  ['resevation', 'reservation'],
])('%s is %s', (written, meant) => {
  const plain = written.replace('ñ', 'n')

  expect(spelledRight(plain)).toBe(meant)
})

test.each([
  'nueva',
  'tarta',
  'carta',
  'mates',
  'pedro',
  'marta',
  'junto',
  'night',
  'light',
  'vegan',
  'person',
  'mesa',
  'luna',
  'cenamos',
  'reservamos',
])('%s is a word of its own', (word) => {
  expect(spelledRight(word)).toBe(word)
})

test('two letters away nothing is guessed', () => {
  expect(spelledRight('savadho')).toBe('savadho')
})

test('long nonsense is left as it is', () => {
  const word = 'x'.repeat(4_000)

  expect(spelledRight(word)).toBe(word)
})
