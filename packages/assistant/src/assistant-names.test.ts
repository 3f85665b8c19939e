import { expect, test } from 'vitest'
import { talk } from './assistant-fixture.ts'

test.each([
  ['Uy perdona, que al final somos 5', undefined],
  ['uy, perdona, somos 5', undefined],
  ['Oops, wait, we are 5', undefined],
  ['Hola? Reserva hoy a las 21:30 para cuatro, Leticia Ros', 'Leticia Ros'],
  ['Reserva para hoy a las 21:30', undefined],
  ['Mesa para 5', undefined],
  ['Perfecto, a las 21:30', undefined],
  ['Por favor, dos tronas', undefined],
  ['Buenas, Domingo', 'Domingo'],
  ['Julio, somos 5', 'Julio'],
  ['Perdona, Marta Ruiz', 'Marta Ruiz'],
  ['uy, marta', 'Marta'],
])('asked for a name, "%s" is booked under %s', async (message, name) => {
  const { say, booked } = talk()
  await say('mesa para 4 hoy a las 21:30')
  const { facts } = await say(message)
  if (name === undefined) expect(facts.at(-1)).toMatchObject({ kind: 'ask', slot: 'name' })
  for (const said of name === undefined ? ['Ana Gil', '600123456', 'sí'] : ['600123456', 'sí'])
    await say(said)

  expect(booked()).toMatchObject([{ guest: { name: name ?? 'Ana Gil' } }])
})
