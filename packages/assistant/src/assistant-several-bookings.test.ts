import { describe, expect, test } from 'vitest'
import { talk, type Talk } from './assistant-fixture.ts'

/** R-10001 on Sunday for two, R-10002 on Thursday for three. */
async function withTwo(): Promise<Talk> {
  const talking = talk()
  await talking.say('Soy Ana López, 611 222 333, mesa para 2 el domingo a las 14:00')
  await talking.say('otra mesa para 3 el jueves a las 21:00')
  await talking.say('sí')
  expect(talking.booked()).toHaveLength(2)
  return talking
}

describe('of two bookings of one conversation', () => {
  test.each([
    ['cancela la del domingo', 'R-10001'],
    ['cancela la del jueves', 'R-10002'],
    ['cancel the one on Sunday', 'R-10001'],
    ['cancel the Sunday one', 'R-10001'],
    ['cancela la de las 14:00', 'R-10001'],
    ['cancela la mesa para 3', 'R-10002'],
  ])('%s: is the one that is named', async (message, code) => {
    const { say, booked } = await withTwo()

    expect((await say(message)).text).toContain(code)
    await say('sí')

    expect(booked()).toHaveLength(1)
    expect(booked()[0]?.code).not.toBe(code)
  })

  test.each(['cambia la del domingo a las 14:30', 'move the one on Sunday to 14:30'])(
    '%s: moves that one and leaves its day',
    async (message) => {
      const { say, booked } = await withTwo()

      await say(message)
      await say('sí')

      expect(booked()).toMatchObject([
        { code: 'R-10001', seating: { date: '2026-12-06', time: '14:30' } },
        { code: 'R-10002', seating: { date: '2026-12-03', time: '21:00' } },
      ])
    },
  )

  test.each(['cancela la reserva', 'cancela la del sábado'])(
    '%s: is asked for where it is not plain, and again until it is',
    async (message) => {
      const { say, booked } = await withTwo()

      expect((await say(message)).facts).toMatchObject([{ kind: 'ask-which' }])
      expect((await say('pues esa')).facts.at(-1)).toMatchObject({ kind: 'ask-which' })
      expect((await say('la del domingo')).text).toContain('R-10001')
      await say('sí')

      expect(booked()).toMatchObject([{ code: 'R-10002' }])
    },
  )

  test('a change that is asked for without saying of which keeps what is wanted', async () => {
    const { say, booked } = await withTwo()

    expect((await say('quiero cambiar mi reserva, seremos 4')).facts).toMatchObject([{ kind: 'ask-which' }])
    await say('la del jueves')
    await say('sí')

    expect(booked()).toMatchObject([
      { code: 'R-10001', people: 2 },
      { code: 'R-10002', people: 4 },
    ])
  })

  test('another one than the one that was summed up is taken instead', async () => {
    const { say } = await withTwo()
    await say('cancela la del jueves')

    expect((await say('no, la del domingo')).text).toContain('R-10001')
  })

  test.each(['cancela las dos', 'cancel both', 'anula todas'])('%s: one after the other', async (message) => {
    const { say, booked } = await withTwo()

    expect((await say(message)).facts).toMatchObject([
      { kind: 'one-by-one', action: 'cancel' },
      { kind: 'summary-cancel', code: 'R-10001' },
    ])
    expect((await say('sí')).facts).toMatchObject([
      { kind: 'cancelled', code: 'R-10001' },
      { kind: 'summary-cancel', code: 'R-10002' },
    ])
    expect(booked()).toMatchObject([{ code: 'R-10002' }])
    await say('sí')

    expect(booked()).toEqual([])
  })

  test('of all of them a no keeps those that are left', async () => {
    const { say, booked } = await withTwo()
    await say('cancela las dos')
    await say('sí')

    expect((await say('no')).facts).toEqual([{ kind: 'dropped' }])
    expect(booked()).toMatchObject([{ code: 'R-10002' }])
  })

  test('"las dos" answers which one', async () => {
    const { say, booked } = await withTwo()
    await say('cancela la reserva')

    await say('las dos')
    await say('sí')
    await say('sí')

    expect(booked()).toEqual([])
  })

  test('none is cancelled after a no', async () => {
    const { say, booked } = await withTwo()
    await say('cancela la reserva')

    expect((await say('no, ninguna')).facts).toEqual([{ kind: 'dropped' }])
    expect(booked()).toHaveLength(2)
  })
})

describe('another booking', () => {
  test.each(['y ahora otra para 3', 'otra para 3', 'now another one for 3'])(
    '%s: is no change of the first',
    async (message) => {
      const { say, booked } = talk()
      await say('Soy Ana López, 611 222 333, mesa para 2 el domingo a las 14:00')

      await say(message)
      await say('el jueves a las 21:00')
      await say('sí')

      expect(booked()).toMatchObject([
        { code: 'R-10001', people: 2, seating: { date: '2026-12-06', time: '14:00' } },
        { code: 'R-10002', people: 3, seating: { date: '2026-12-03', time: '21:00' } },
      ])
    },
  )

  test('"ahora" that only joins is no time', async () => {
    const { say, booked } = talk()
    await say('Soy Ana López, 611 222 333, mesa para 2 el domingo a las 14:00')

    await say('ahora somos 3')
    await say('sí')

    expect(booked()).toMatchObject([{ people: 3, seating: { date: '2026-12-06', time: '14:00' } }])
  })
})

describe('two in one message', () => {
  test.each([
    'Necesito dos reservas a nombre de Ana Gil: el jueves a las 14:00 para 3 y el domingo a las 21:00 para 6',
    'I need two bookings under Ana Gil: Thursday 14:00 for 3 and Sunday 21:00 for 6',
  ])('are taken one at a time, and that is told: %s', async (message) => {
    const { say, booked } = talk()

    expect((await say(message)).facts[0]).toEqual({ kind: 'one-by-one', action: 'book' })
    await say('611222333')
    await say('sí')
    await say('sí')

    expect(booked()).toMatchObject([
      { people: 3, seating: { date: '2026-12-03', time: '14:00' } },
      { people: 6, seating: { date: '2026-12-06', time: '21:00' } },
    ])
  })

  test('that are not told apart begin with the first', async () => {
    const { say } = talk()

    expect((await say('quiero hacer dos reservas')).facts).toMatchObject([
      { kind: 'one-by-one', action: 'book' },
      { kind: 'ask', slot: 'date' },
    ])
  })
})
