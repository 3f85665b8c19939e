import { expect, test } from 'vitest'
import { relativeWishIn } from './relative-wish.ts'

test.each([
  ['media hora más tarde', { byMinutes: 30 }],
  ['¿puede ser una hora y media antes?', { byMinutes: -90 }],
  ['retrásala un cuarto de hora', { byMinutes: 15 }],
  ['bring it forward by half an hour', { byMinutes: -30 }],
  ['two hours later please', { byMinutes: 120 }],
  ['seremos uno más', { byPeople: 1 }],
  ['y dos personas más', { byPeople: 2 }],
  ['one less', { byPeople: -1 }],
  ['se caen dos, y mejor media hora después', { byMinutes: 30, byPeople: -2 }],
] as const)('%s: changes by that', (message, wish) => {
  expect(relativeWishIn(message)).toEqual(wish)
})

test.each([
  'una cosa más',
  'una mesa más para el sábado',
  'one more question',
  'llegaremos media hora antes de cerrar',
  'una más para 2 el sábado',
  'a las 21:00',
  'somos 4',
  'un poco más tarde',
])('%s: changes by nothing', (message) => {
  expect(relativeWishIn(message)).toEqual({})
})
