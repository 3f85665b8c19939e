import { describe, expect, test } from 'vitest'
import { talk, type Talk } from './assistant-fixture.ts'

/** R-10001 on Sunday for two. */
async function withOne(): Promise<Talk> {
  const talking = talk()
  await talking.say('Soy Ana López, 611 222 333, mesa para 2 el domingo a las 14:00')
  expect(talking.booked()).toHaveLength(1)
  return talking
}

/** As people of the house do it, when somebody calls them. */
async function cancelledByPhone({ book }: Talk): Promise<void> {
  await book.cancel('R-10001', { signal: new AbortController().signal, idempotencyKey: 'by phone' })
}

describe('what is booked', () => {
  test.each([
    '¿Cuál es mi reserva?',
    '¿A qué hora era mi reserva?',
    '¿Qué reserva tengo?',
    'What is my booking?',
    'when is my table?',
  ])('is told to whoever booked it here: %s', async (message) => {
    const { say } = await withOne()

    expect((await say(message)).facts).toMatchObject([
      {
        kind: 'your-booking',
        code: 'R-10001',
        name: 'Ana López',
        sitting: { date: '2026-12-06', people: 2 },
      },
    ])
  })

  test('is told to nobody who does not prove that it is theirs', async () => {
    const { someoneElse } = await withOne()
    const stranger = someoneElse()

    expect((await stranger('¿Cuál es mi reserva?')).facts).toEqual([
      { kind: 'ask-proof', action: 'read', has: 'nothing' },
    ])
    expect((await stranger('R-10001')).facts).toEqual([{ kind: 'ask-proof', action: 'read', has: 'code' }])
    expect((await stranger('Ana López')).facts).toMatchObject([{ kind: 'your-booking', code: 'R-10001' }])
  })

  test('is told in between, and what was open is asked again', async () => {
    const { say } = await withOne()
    await say('cancela la reserva')

    const { facts } = await say('¿a qué hora es mi reserva?')

    expect(facts).toMatchObject([{ kind: 'your-booking' }, { kind: 'summary-cancel' }])
  })
})

describe('a booking that people cancelled meanwhile', () => {
  test.each(['¿Cuál es mi reserva?', 'cambia mi reserva a las 15:00', 'cancela mi reserva'])(
    'is told to be gone: %s',
    async (message) => {
      const talking = await withOne()
      await cancelledByPhone(talking)

      const { facts, state } = await talking.say(message)

      expect(facts).toEqual([{ kind: 'gone-booking', code: 'R-10001' }])
      expect(state.codes).toEqual([])
    },
  )

  test('says nothing of bookings that were not made here', async () => {
    const talking = await withOne()
    await cancelledByPhone(talking)

    const { facts } = await talking.someoneElse()('cancela la R-10001, soy Ana López')

    expect(facts).toEqual([{ kind: 'unknown-booking' }])
  })
})

describe('another name', () => {
  test('is asked for where it is not told', async () => {
    const { say, booked } = await withOne()

    expect((await say('quiero cambiar el nombre')).facts).toMatchObject([{ kind: 'ask', slot: 'name' }])
    expect((await say('Marta Ruiz')).facts).toMatchObject([{ kind: 'summary', name: 'Marta Ruiz' }])
    await say('sí')

    expect(booked()).toMatchObject([{ code: 'R-10001', guest: { name: 'Marta Ruiz', phone: '611222333' } }])
  })

  test.each([
    'cambia el nombre a Luis Mora',
    'pon la reserva a nombre de Luis Mora',
    'change the name to Luis Mora',
  ])('is taken where it is told: %s', async (message) => {
    const { say, booked } = await withOne()

    await say(message)
    await say('sí')

    expect(booked()).toMatchObject([{ code: 'R-10001', guest: { name: 'Luis Mora' } }])
  })

  test('may be what is wrong with a summary', async () => {
    const { say, booked } = talk()
    await say('Soy Ana López, mesa para 2 el domingo a las 14:00')
    await say('611 222 333')
    await say('no')

    expect((await say('el nombre')).facts).toMatchObject([{ kind: 'ask', slot: 'name' }])
    await say('Eva Sanz')
    await say('sí')

    expect(booked()).toMatchObject([{ guest: { name: 'Eva Sanz' } }])
  })
})

test.each(['no, mejor cámbiala', 'mejor cámbiala', 'no, change it instead'])(
  'in place of cancelling it a booking is changed: %s',
  async (message) => {
    const { say, booked } = await withOne()
    await say('cancela la reserva')

    expect((await say(message)).facts).toMatchObject([{ kind: 'ask-what-to-change' }])
    await say('a las 15:00')
    await say('sí')

    expect(booked()).toMatchObject([{ code: 'R-10001', seating: { time: '15:00' } }])
  },
)

describe('whether a booking is so', () => {
  test.each([
    '¿era a las 22:00?',
    '¿me confirmas que es a las 22:00?',
    'confírmame que somos 4',
    'is it at 10 pm?',
    'please confirm that it is for 4 people',
  ])('is told, and a yes to that changes nothing: %s', async (message) => {
    const { say, booked } = await withOne()

    expect((await say(message)).facts).toMatchObject([{ kind: 'your-booking', code: 'R-10001' }])
    await say('sí')

    expect(booked()).toMatchObject([{ people: 2, seating: { time: '14:00' } }])
  })

  test.each([
    'Soy Ana López, R-10001. ¿Me confirmas que mi reserva es a las 22:00?',
    'Confírmame la mesa del domingo a las 22:00, R-10001, soy Ana López',
    'This is Ana López, is booking R-10001 still on for Saturday?',
    '¿Sigue en pie mi reserva R-10001 del sábado? Soy Ana López',
  ])('is told to whoever proves it, and no more: %s', async (message) => {
    const { someoneElse, booked } = await withOne()
    const say = someoneElse()

    await say(message)
    await say('Ana López')
    await say('sí')

    expect(booked()).toMatchObject([{ people: 2, seating: { date: '2026-12-06', time: '14:00' } }])
  })

  test('asked with a wish it is a change', async () => {
    const { say } = await withOne()

    expect((await say('¿puede ser a las 15:00?')).facts).toMatchObject([
      { kind: 'summary', action: 'change' },
    ])
  })
})
