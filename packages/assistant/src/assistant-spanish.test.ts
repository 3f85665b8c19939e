import { describe, expect, test } from 'vitest'
import { talk } from './assistant-fixture.ts'

/** Says one line after the other; the text of the last reply. */
async function said(say: ReturnType<typeof talk>['say'], ...messages: readonly string[]): Promise<string> {
  let text = ''
  for (const message of messages) ({ text } = await say(message))
  return text
}

describe('a booking', () => {
  test('is asked for piece by piece, summed up, and made with a yes', async () => {
    const { say, booked } = talk()

    expect(await said(say, 'Hola, buenas')).toContain('¿En qué le puedo ayudar?')
    expect(await said(say, 'Quería reservar una mesa')).toContain('¿Para qué día?')
    expect(await said(say, 'para el viernes')).toContain('¿Para cuántas personas?')
    expect(await said(say, 'cuatro')).toContain('¿A qué hora?')
    expect(await said(say, 'a las nueve y media')).toContain('a las 21:30. ¿A nombre de quién?')
    expect(await said(say, 'Marta García')).toContain('teléfono')
    expect(await said(say, '600 123 456')).toContain('¿Lo confirma?')
    expect(booked()).toEqual([])
    expect(await said(say, 'sí, perfecto')).toContain('R-10001')
    expect(booked()).toMatchObject([
      {
        code: 'R-10001',
        people: 4,
        seating: { date: '2026-12-04', time: '21:30' },
        guest: { name: 'Marta García', phone: '600123456' },
      },
    ])
  })

  test('is made at once when all details come with the request', async () => {
    const { say, booked } = talk()

    const reply = await say('Soy Ana López, 611 222 333, una mesa para 2 mañana a las 21:00')

    expect(reply.booking?.code).toBe('R-10001')
    expect(booked()).toMatchObject([{ people: 2, seating: { date: '2026-12-03', time: '21:00' } }])
  })

  test('is not made at once when the hour is not free', async () => {
    const { say, booked } = talk()

    const { facts } = await say('Soy Ana López, 611 222 333, una mesa para 2 el lunes a las 21:00')

    expect(facts).toMatchObject([{ kind: 'offer', reasons: ['closed-day'] }])
    expect(booked()).toEqual([])
  })

  test('takes corrections and a change of mind until it is confirmed', async () => {
    const { say, booked } = talk()
    await said(say, 'mesa para 4 el viernes a las 21:00', 'Marta', '600123456')

    expect(await said(say, 'no, mejor el sábado')).toContain('sábado 5 de diciembre a las 21:00')
    expect(await said(say, 'perdona, somos 5')).toContain('5 personas')
    expect(await said(say, 'sí, pero a las diez')).toContain('a las 22:00')
    expect(booked()).toEqual([])

    await said(say, 'ahora sí')

    expect(booked()).toMatchObject([{ people: 5, seating: { date: '2026-12-05', time: '22:00' } }])
  })

  test('that is not confirmed is not made', async () => {
    const { say, booked } = talk()

    const text = await said(say, 'mesa para 4 el viernes a las 21:00', 'Marta', 'no', 'no', 'déjalo')

    expect(text).toContain('no reservo ni cambio nada')
    expect(booked()).toEqual([])
  })

  test('asks for the phone once', async () => {
    const { say } = talk()
    await said(say, 'mesa para 4 el viernes a las 21:00')

    expect(await said(say, 'Marta')).toContain('teléfono')
    expect(await said(say, 'prefiero no darlo')).toContain('¿Lo confirma?')
  })

  test('keeps the day that was said when midnight passes', async () => {
    const { say, booked, clock } = talk()
    await clock.advance(11.5 * 3_600_000)
    await said(say, 'mesa para 2 mañana a las 21:00', 'Marta', '600123456')
    await clock.advance(3_600_000)

    await said(say, 'sí')

    expect(booked()).toMatchObject([{ seating: { date: '2026-12-03' } }])
  })

  test('keeps allergies with the booking, and does not repeat them', async () => {
    const { say, booked } = talk()

    const text = await said(
      say,
      'mesa para 2 el viernes a las 21:00, soy celíaca',
      'Marta',
      '600123456',
      'sí',
    )

    expect(text).not.toContain('celíac')
    expect(booked()[0]?.diet?.join()).toContain('celíaca')
  })

  test('of two at once goes on to the second when the first is made', async () => {
    const { say, booked } = talk()
    await said(
      say,
      'mesa para 4 el viernes a las 21:00 y otra para 2 el sábado a las 22:00, soy Luis Pérez',
      '600111222',
    )

    expect(await said(say, 'sí')).toContain('Vamos con la otra reserva')
    await said(say, 'sí')

    expect(booked()).toMatchObject([
      { people: 4, seating: { date: '2026-12-04', time: '21:00' } },
      { people: 2, seating: { date: '2026-12-05', time: '22:00' } },
    ])
  })
})

describe('when the table cannot be had', () => {
  test('offers what is near, and takes the choice', async () => {
    const { say, someoneElse, booked } = talk()
    await said(someoneElse(), 'Soy Eva Gil, 600999888, mesa para 6 el viernes a las 21:00')

    const { facts } = await say('mesa para 6 el viernes a las 21:00')
    expect(facts).toMatchObject([{ kind: 'offer', reasons: ['full'] }])
    await said(say, 'la última', 'Marta', '600123456', 'vale')

    expect(booked()).toHaveLength(2)
  })

  test('sends large parties to people', async () => {
    const { say } = talk()

    expect(await said(say, 'mesa para 30 el viernes a las 21:00')).toContain('+34 910 000 000')
  })
})

describe('an hour that may be two', () => {
  test('is taken as the one at which the house is open', async () => {
    const { say } = talk()

    expect(await said(say, 'mesa para 4 el viernes a las 2')).toContain('a las 14:00')
  })
})

describe('a booking that is there', () => {
  test('is changed and cancelled in the conversation in which it was made', async () => {
    const { say, booked } = talk()
    await said(say, 'Soy Ana López, 611 222 333, mesa para 2 mañana a las 21:00')

    expect(await said(say, '¿puede ser a las 22:00?')).toContain('¿Lo confirma?')
    await said(say, 'sí')
    expect(booked()).toMatchObject([{ code: 'R-10001', seating: { time: '22:00' } }])
    expect(await said(say, 'quiero cancelar la reserva')).toContain('¿La cancelo?')
    await said(say, 'sí, cancélala')

    expect(booked()).toEqual([])
  })

  test('stays in its room when it is moved', async () => {
    const { say, booked } = talk()
    await said(say, 'Soy Ana López, 611 222 333, mesa para 2 mañana a las 21:00 en la terraza')

    await said(say, 'mejor a las 22:00', 'sí')

    expect(booked()).toMatchObject([{ seating: { time: '22:00', zone: 'terrace' } }])
  })

  test('needs two proofs elsewhere', async () => {
    const { say, someoneElse, booked } = talk()
    await said(say, 'Soy Ana López, 611 222 333, mesa para 2 mañana a las 21:00')
    const stranger = someoneElse()

    expect(await said(stranger, 'quiero cancelar la reserva R-10001')).toContain(
      'también su nombre o su teléfono',
    )
    expect(await said(stranger, 'Ana López')).toContain('¿La cancelo?')
    await said(stranger, 'sí')

    expect(booked()).toEqual([])
  })

  test('is not told of to whoever guesses', async () => {
    const { say, someoneElse, booked } = talk()
    await said(say, 'Soy Ana López, 611 222 333, mesa para 2 mañana a las 21:00')
    const stranger = someoneElse()

    expect(await said(stranger, 'cancela la reserva R-10001 a nombre de Pedro Ruiz')).toBe(
      'No encuentro ninguna reserva con esos datos.',
    )
    const text = await said(stranger, 'R-10001, a nombre de Luis Mora', 'R-10001, a nombre de Eva Gil')

    expect(text).toContain('+34 910 000 000')
    expect(booked()).toHaveLength(1)
  })
})

describe('beside bookings', () => {
  test('tells hours and what is on the page of the house, and goes on with what was open', async () => {
    const { say } = talk()

    expect(await said(say, '¿a qué hora abrís?')).toContain('Cenas de miércoles a domingo')
    const text = await said(say, 'mesa para 4 el viernes', '¿tenéis platos sin gluten?')

    expect(text).toContain('sin gluten')
    expect(text).toContain('¿A qué hora?')
  })

  test('sends who complains to the phone, and says what it does not know', async () => {
    const { say } = talk()

    expect(await said(say, 'quiero poner una reclamación')).toContain('no puedo pasar el recado')
    expect(await said(say, '¿cuál es la capital de Francia?')).toContain('reservas')
  })

  test('speaks as it is spoken to', async () => {
    const { say } = talk()

    expect(await said(say, 'Hola, ¿me puedes ayudar con una reserva? ¿tienes mesa?')).not.toContain(' su ')
    const text = await said(say, 'el viernes a las 21:00 para 2', 'sí', 'Marta')

    expect(text).toContain('¿Me das tu teléfono')
  })

  test('changes the language with the guest', async () => {
    const { say } = talk()
    await said(say, 'Hola, una mesa para 4')

    expect(await said(say, 'Sorry, do you speak English? I would like it on Friday at 9 pm')).toContain(
      'Under what name?',
    )
    expect(await said(say, 'John Smith')).toContain('phone number')
  })
})
