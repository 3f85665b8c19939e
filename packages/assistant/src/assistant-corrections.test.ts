import { describe, expect, test } from 'vitest'
import { talk } from './assistant-fixture.ts'

/** The last reply to one line after the other. */
async function lastOf(
  say: ReturnType<typeof talk>['say'],
  ...messages: readonly string[]
): Promise<Awaited<ReturnType<typeof say>>> {
  const [first = '', ...others] = messages
  let reply = await say(first)
  for (const message of others) reply = await say(message)
  return reply
}

describe('an hour that is said again', () => {
  test.each([
    [['mesa para 4 mañana a las 9', 'de la noche'], 'jueves 3 de diciembre a las 21:00'],
    [['mesa para 4 mañana a las 9', 'a las 9'], 'jueves 3 de diciembre a las 21:00'],
    [['mesa para 4 a las 9', 'de la noche'], 'Mesa para 4 personas a las 21:00.'],
    [['table for two tonight at 8', 'actually tomorrow'], 'Thursday 3 December at 8:00 pm'],
    [
      ['table for two tonight at 8', 'actually tomorrow', 'no wait, tonight'],
      'Wednesday 2 December at 8:00 pm',
    ],
  ])('stays as it is: %j', async (messages, told) => {
    const { text, facts } = await lastOf(talk().say, ...messages)

    expect(text).toContain(told)
    expect(facts).not.toContainEqual({ kind: 'unclear' })
  })

  test('of another part of the day is asked for', async () => {
    const { text } = await lastOf(talk().say, 'mesa para 4 mañana a las 14:00', 'mejor para cenar')

    expect(text).toContain('¿A qué hora?')
  })
})

describe('another name than the one that was summed up', () => {
  test.each([
    ['cambia el nombre a Luz', 'Luz'],
    ['a nombre de Luz', 'Luz'],
    ['the name is Lucy', 'Lucy'],
    ["it's under Luz", 'Luz'],
    ['change the name to Lucy', 'Lucy'],
    ['Paz', 'Paz'],
    ['Ann', 'Ann'],
    ['Juan Carlos de la Torre', 'Juan Carlos de la Torre'],
    ['no, Ana García', 'Ana García'],
    ['sí, pero a nombre de Luz', 'Luz'],
    ['correcto, a nombre de Luz', 'Luz'],
  ])('%s: is summed up, and booked with a yes', async (message, name) => {
    const { say, booked } = talk()

    const { facts } = await lastOf(say, 'mesa para 2 mañana a las 21:00', 'Pedro', '600123456', message)
    expect(facts).toMatchObject([{ kind: 'summary', name }])
    expect(booked()).toEqual([])
    await say('sí')

    expect(booked()).toMatchObject([{ guest: { name, phone: '600123456' } }])
  })

  test.each(['Estupendo', 'Vale', 'Sounds Good', 'Muy Bien'])('%s is none', async (message) => {
    const { say, booked } = talk()

    await lastOf(say, 'mesa para 2 mañana a las 21:00', 'Pedro', '600123456', message, 'sí')

    expect(booked()).toMatchObject([{ guest: { name: 'Pedro' } }])
  })
})

describe('a no to something beside the booking', () => {
  test.each([
    'no, perdón, no tengo ninguna alergia',
    'no, no kids',
    'no, sin niños',
    'no, ninguna preferencia',
  ])('%s: does not end it', async (message) => {
    const { say, booked } = talk()

    const { facts } = await lastOf(say, 'mesa para 2 mañana a las 21:00', message)
    expect(facts).toMatchObject([{ kind: 'ask', slot: 'name' }])
    expect((await lastOf(say, 'Pedro', '600123456', message)).facts).toMatchObject([{ kind: 'summary' }])
    expect(booked()).toEqual([])
  })

  test('is no yes either, and a no to the booking stays one', async () => {
    const { say, booked } = talk()

    const { facts } = await lastOf(say, 'mesa para 2 mañana a las 21:00', 'no, déjalo, tengo alergia')

    expect(facts).toEqual([{ kind: 'dropped' }])
    expect(booked()).toEqual([])
  })
})

describe('a pet and a place that are put as a question while booking', () => {
  test.each([
    'traemos perro, ¿podemos estar en la terraza?',
    'we have a dog, could we sit outside?',
    '¿nos podéis sentar fuera? venimos con un perro',
  ])('%s: go into the booking', async (message) => {
    const { say, booked } = talk()

    const { facts } = await lastOf(say, 'mesa para 2 mañana a las 21:00', 'Pedro', '600123456', message)
    expect(facts).toMatchObject([{ kind: 'summary', sitting: { zone: 'terrace' }, extras: { pets: true } }])
    await say('sí')

    expect(booked()).toMatchObject([{ pets: true, seating: { zone: 'terrace' } }])
  })

  test('are only answered where they are asked of the house', async () => {
    const { say } = talk()

    const { facts } = await lastOf(say, 'mesa para 2 mañana a las 21:00', '¿se admiten perros en la terraza?')

    expect(facts).toMatchObject([{ kind: 'no-info' }, { kind: 'ask', slot: 'name' }])
  })
})

test.each(['no wait', 'no, espera'])('%s: ends nothing', async (message) => {
  const { facts } = await lastOf(talk().say, 'mesa para 2 mañana a las 21:00', message)

  expect(facts.at(-1)).toMatchObject({ kind: 'ask', slot: 'name' })
})

test('a booking that is moved to the evening of another day keeps its hour of the evening', async () => {
  const { say } = talk()

  const { facts } = await lastOf(
    say,
    'Soy Ana López, 611 222 333, mesa para 3 el jueves a las 21:30',
    'cambia mi reserva al viernes por la noche',
  )

  expect(facts).toMatchObject([{ kind: 'summary', sitting: { date: '2026-12-04', time: '21:30' } }])
})

describe('people and hour together, once a table is booked', () => {
  test.each([
    ['Actually can we make it 3 people and 8:30 instead?', '20:30'],
    ['al final somos 3 y a las 20:30', '20:30'],
  ])('%s: is a change of it, not another table', async (message, time) => {
    const { say, booked } = talk()

    const { facts } = await lastOf(say, 'mesa para 2 mañana a las 21:00', 'Pedro', '600123456', 'sí', message)
    expect(facts).toMatchObject([{ kind: 'summary', code: 'R-10001', sitting: { people: 3, time } }])
    await say('sí')

    expect(booked()).toMatchObject([{ people: 3, seating: { time } }])
  })
})
