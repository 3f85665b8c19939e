import { expect, test } from 'vitest'
import { talk, type Talk } from '../assistant-fixture.ts'

/** Somebody who booked in another conversation, as Marta Ruiz, 600123456. */
async function bookedElsewhere(): Promise<Talk> {
  const guest = talk()
  await guest.someoneElse()('Soy Marta Ruiz, 600123456, quiero reservar mesa para 4 el viernes a las 21:00')
  expect(guest.booked()).toHaveLength(1)
  return guest
}

test.each([
  'No tengo el código',
  'no lo tengo',
  'he perdido el código',
  'no me acuerdo del código',
  "I don't have the code",
  'I lost the code',
])('"%s" leads to name and phone, which prove the booking', async (message) => {
  const { say } = await bookedElsewhere()
  await say('quiero cancelar mi reserva')

  expect((await say(message)).facts).toMatchObject([{ kind: 'ask-proof', has: 'no-code' }])
  await say('Marta Ruiz')

  expect((await say('600123456')).facts).toMatchObject([{ kind: 'summary-cancel', code: 'R-10001' }])
})

test('that there is no code may be said at once', async () => {
  const { say } = await bookedElsewhere()

  const { facts } = await say('quiero cancelar mi reserva pero no tengo el código')

  expect(facts).toMatchObject([{ kind: 'ask-proof', has: 'no-code' }])
})

test.each([
  ['Marta Ruiz', 'no-code-but-name', 'phone', '600123456'],
  ['600123456', 'no-code-but-phone', 'name', 'Marta Ruiz'],
] as const)('without a code, after %s, the other one is asked for', async (one, has, expecting, other) => {
  const { say } = await bookedElsewhere()
  await say('quiero cancelar mi reserva')
  await say('no tengo el código')

  const { facts, state } = await say(one)
  expect(facts).toMatchObject([{ kind: 'ask-proof', has }])
  expect(state.expecting).toBe(expecting)

  expect((await say(other)).facts).toMatchObject([{ kind: 'summary-cancel', code: 'R-10001' }])
})

test('whoever has neither code nor phone is led to a person', async () => {
  const { say } = await bookedElsewhere()
  await say('quiero cancelar mi reserva')

  const kinds: string[] = []
  for (const message of ['no tengo el código', 'no', 'tampoco lo tengo', 'no tengo nada', 'no'])
    kinds.push(...(await say(message)).facts.map(({ kind }) => kind))

  expect(kinds).toContain('handover')
  expect(kinds.filter((kind) => kind === 'ask-proof').length).toBeLessThanOrEqual(3)
})

test('name and phone that were told before are enough', async () => {
  const { say } = await bookedElsewhere()
  for (const said of ['mesa para 2 el sábado a las 21:00', 'Marta Ruiz', '600123456', 'no', 'déjalo'])
    await say(said)
  await say('quiero cancelar la reserva que tenía')

  const { facts } = await say('no tengo el código')

  expect(facts).toMatchObject([{ kind: 'summary-cancel', code: 'R-10001' }])
})

test.each([
  ['Somos seis, no cuatro', { people: 6, time: '21:00' }],
  ['¿La podés pasar a las 22:30? El mismo día', { people: 4, time: '22:30' }],
])('what is to change may be said before the booking is proved: %s', async (message, sitting) => {
  const { say } = await bookedElsewhere()
  for (const said of ['tengo la reserva R-10001', message]) await say(said)

  const { facts } = await say('Marta Ruiz')

  expect(facts).toMatchObject([{ kind: 'summary', action: 'change', code: 'R-10001', sitting }])
})
