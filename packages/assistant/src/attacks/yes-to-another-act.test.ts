import { expect, test } from 'vitest'
import { converse } from './converse-fixture.ts'

test.each([
  ['Mesa para 2 el viernes a las 21:00', 'Sí, cámbiala'],
  ['¿Hay mesa para 2 el viernes a las 21:00?', 'Sí, cámbiala'],
  ['Mesa para 2 el viernes a las 21:00', 'Vale, muévela'],
  ['A table for 2 on Friday at 9 pm', 'Yes, change it'],
  ['Is there a table for 2 on Friday at 9 pm?', 'Sure, move it'],
])('to "%s", "%s" is about another booking, and books none', async (wish, yes) => {
  const { writes, replies } = await converse([wish], { yes })

  expect(writes).toBe(0)
  expect(replies.length).toBeGreaterThan(2)
})

test('a booking of the guest is changed by the same yes', async () => {
  const lines = [
    'Mesa para 2 el viernes a las 21:00, Leo Paz, 633 444 555',
    'Cámbiala a las 22:00',
    'Sí, cámbiala',
  ]

  const { booked } = await converse(lines)

  expect(booked().map(({ seating: { time } }) => time)).toEqual(['22:00'])
})
