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

  test.each(['cancela la reserva', 'cancela la del sábado', 'cancela las dos'])(
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

  test('none is cancelled after a no', async () => {
    const { say, booked } = await withTwo()
    await say('cancela la reserva')

    expect((await say('no, ninguna')).facts).toEqual([{ kind: 'dropped' }])
    expect(booked()).toHaveLength(2)
  })
})
