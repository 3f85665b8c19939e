import { expect, test } from 'vitest'
import { converse } from './attacks/converse-fixture.ts'
import { talksOf } from './attacks/talks-fixture.ts'

/** Behind the arrow what the book has in the end: people, day and hour of each booking. */
const OF_A_BOOKING_MADE_HERE = talksOf(`
  ponla a las 22:00 | => 2 2026-12-04 22:00
  mejor a las 22:00 | => 2 2026-12-04 22:00
  ¿puede ser media hora más tarde? | => 2 2026-12-04 21:30
  una hora más tarde, por favor | => 2 2026-12-04 22:00
  ¿podemos adelantarla a las 20:30? | => 2 2026-12-04 20:30
  ay, que no es el viernes, es el sábado | => 2 2026-12-05 21:00
  pásala al sábado a la misma hora | => 2 2026-12-05 21:00
  mejor el sábado | => 2 2026-12-05 21:00
  al final somos 4 | => 4 2026-12-04 21:00
  seremos uno más | => 3 2026-12-04 21:00
  viene uno menos | => 1 2026-12-04 21:00
  vienen dos más | => 4 2026-12-04 21:00
  cámbiala a 4 personas y a las 22:00 | => 4 2026-12-04 22:00
  quiero cambiar la hora | a las 22:00 | => 2 2026-12-04 22:00
  quiero cambiar la reserva | el día | el sábado | => 2 2026-12-05 21:00
  quiero cambiar la reserva | las personas | 4 | => 4 2026-12-04 21:00
  quiero cambiar la reserva | la hora | a las 22:00 | => 2 2026-12-04 22:00
  cambia la hora a las 22:00 | y somos 4 | => 4 2026-12-04 22:00
  cambia la hora a las 22:00 | no, mejor a las 21:30 | => 2 2026-12-04 21:30
  cambia la hora a las 22:00 | no, déjala como estaba | => 2 2026-12-04 21:00
  pásala al sábado | sí | ahora ponla a las 22:00 | => 2 2026-12-05 22:00
  move it to 10 pm | => 2 2026-12-04 22:00
  can we make it half an hour later? | => 2 2026-12-04 21:30
  an hour later please | => 2 2026-12-04 22:00
  could we bring it forward to 8:30 pm? | => 2 2026-12-04 20:30
  sorry, I meant Saturday | => 2 2026-12-05 21:00
  make it Saturday at the same time | => 2 2026-12-05 21:00
  one more person is coming | => 3 2026-12-04 21:00
  one less | => 1 2026-12-04 21:00
  two more people are joining us | => 4 2026-12-04 21:00
  change it to 4 people at 10 pm | => 4 2026-12-04 22:00
  I want to change the time | 10 pm | => 2 2026-12-04 22:00
  I'd like to change my booking | the day | Saturday | => 2 2026-12-05 21:00
  I'd like to change my booking | the number of people | 4 | => 4 2026-12-04 21:00
  move it to 10 pm | and there will be 4 of us | => 4 2026-12-04 22:00
  move it to 10 pm | no, leave it as it was | => 2 2026-12-04 21:00
  it should be Saturday instead of Friday | => 2 2026-12-05 21:00
  en vez del viernes, el sábado | => 2 2026-12-05 21:00
  en vez de a las 21:00, a las 22:00 | => 2 2026-12-04 22:00
  somos 4, no 2 | => 4 2026-12-04 21:00
  no somos 2, somos 4 | => 4 2026-12-04 21:00
  me he equivocado, eran 4 personas | => 4 2026-12-04 21:00
  se cae uno, quedamos 1 | => 1 2026-12-04 21:00
  retrásala media hora | => 2 2026-12-04 21:30
  adelántala una hora | => 2 2026-12-04 20:00
  vamos a llegar a las 21:30 | => 2 2026-12-04 21:30
  y otra el sábado a las 21:00 para 4 | => 2 2026-12-04 21:00, 4 2026-12-05 21:00
  resérvame también el sábado a la misma hora | => 2 2026-12-04 21:00, 2 2026-12-05 21:00
  quiero hacer otra reserva | el sábado a las 14:00 para 3 | => 2 2026-12-04 21:00, 3 2026-12-05 14:00
  otra mesa más | el sábado a las 14:00 para 3 | => 2 2026-12-04 21:00, 3 2026-12-05 14:00
  I'd like another booking | Saturday at 2 pm for 3 | => 2 2026-12-04 21:00, 3 2026-12-05 14:00
  book me Saturday at 9 pm as well | => 2 2026-12-04 21:00, 2 2026-12-05 21:00
`)

const OF_A_BOOKING_MADE_BEFORE = talksOf(`
  Soy Ana Gil, R-10001, pásala a las 22:00 | => 2 2026-12-04 22:00
  Quiero cambiar mi reserva | R-10001 | Ana Gil | a las 22:00 | => 2 2026-12-04 22:00
  Quiero cambiar la hora de mi reserva R-10001, a nombre de Ana Gil | a las 22:00 | => 2 2026-12-04 22:00
  La R-10001 de Ana Gil, ¿puede ser el sábado? | => 2 2026-12-05 21:00
  Hola, soy Ana Gil, código R-10001: al final seremos 4 | => 4 2026-12-04 21:00
  Hi, Ana Gil, R-10001, can we come an hour later? | => 2 2026-12-04 22:00
  I'm Ana Gil and have booking R-10001 | we'll be four instead of two | => 4 2026-12-04 21:00
  Tengo una reserva el viernes, Ana Gil, R-10001 | ¿la podéis pasar al sábado? | => 2 2026-12-05 21:00
  R-10001, Ana Gil. Cámbiala a nombre de Luis Gil | => 2 2026-12-04 21:00
`)

const BEFORE_IT_IS_BOOKED = talksOf(`
  mesa para 2 el viernes a las 21:00, Ana Gil | 600 123 456 | mejor el sábado | => 2 2026-12-05 21:00
  mesa para 2 el viernes a las 21:00, Ana Gil | 600 123 456 | una hora más tarde | => 2 2026-12-04 22:00
  mesa para 2 el viernes a las 21:00, Ana Gil | 600 123 456 | uno más | => 3 2026-12-04 21:00
  mesa para 2 el viernes a las 21:00, Ana Gil | 600 123 456 | sí, pero a las 22:00 | => 2 2026-12-04 22:00
  mesa para 2 el viernes a las 21:00, Ana Gil | 600 123 456 | sí, pero somos 3 | => 3 2026-12-04 21:00
  mesa para 2 el viernes a las 21:00 | espera, que somos 3 | => 3 2026-12-04 21:00
  mesa para 2 el viernes a las 21:00 | cinco, que viene Pepe | => 5 2026-12-04 21:00
  table for 2 on Friday at 9 pm, Ana Gil | 600 123 456 | half an hour later | => 2 2026-12-04 21:30
  table for 2 on Friday at 9 pm, Ana Gil | 600 123 456 | one more | => 3 2026-12-04 21:00
  table for 2 on Friday at 9 pm, Ana Gil | 600 123 456 | yes, but for 3 | => 3 2026-12-04 21:00
  table for 2 on Friday at 9 pm | wait, we are 3 | => 3 2026-12-04 21:00
  mesa para 2 el viernes a las 14:00 y otra para 4 el sábado a las 21:00, Ana Gil | => 2 2026-12-04 14:00, 4 2026-12-05 21:00
  quiero reservar el viernes a las 21:00 para dos y el sábado también, Ana Gil | => 2 2026-12-04 21:00, 2 2026-12-05 21:00
  el viernes comida a las 14:00 y cena a las 21:00, dos personas, Ana Gil | => 2 2026-12-04 14:00, 2 2026-12-04 21:00
  dos mesas, una el viernes a las 14:00 para 2 y otra el sábado a las 21:00 para 4, Ana Gil | => 2 2026-12-04 14:00, 4 2026-12-05 21:00
  a table for 2 on Friday at 2 pm and another for 4 on Saturday at 9 pm, Ana Gil | => 2 2026-12-04 14:00, 4 2026-12-05 21:00
  table for two on Friday at 9 pm and on Saturday too, Ana Gil | => 2 2026-12-04 21:00, 2 2026-12-05 21:00
`)

/** For two on Friday at nine. */
const FIRST = 'Soy Ana Gil, 611 222 333, mesa para 2 el viernes a las 21:00'

type Row = readonly [talk: string, lines: readonly string[]]
const rows = (talks: readonly (readonly string[])[]): readonly Row[] =>
  talks.map((lines) => [lines.join(' | '), lines])

async function endOf(lines: readonly string[], options: Parameters<typeof converse>[1] = {}): Promise<void> {
  const isEnglish = /\b(?:the|we|can|it|table|hour|book|booking|on)\b/i.test(lines.at(-2) ?? '')

  const { booked } = await converse(lines.slice(0, -1), {
    yes: isEnglish ? 'yes' : 'sí',
    answers: { name: 'Ana Gil' },
    ...options,
  })

  const ends = booked().map(({ people, seating: { date, time } }) => `${people} ${date} ${time}`)
  expect(`=> ${ends.join(', ')}`).toBe(lines.at(-1))
}

test.each(rows(OF_A_BOOKING_MADE_HERE))('a booking made here: %s', async (_, lines) => {
  await endOf([FIRST, ...lines])
})

test.each(rows(OF_A_BOOKING_MADE_BEFORE))('a booking made before: %s', async (_, lines) => {
  await endOf(lines, {
    prepare: async ({ someoneElse }) => {
      await someoneElse()(FIRST)
    },
  })
})

test.each(rows(BEFORE_IT_IS_BOOKED))('before it is booked: %s', async (_, lines) => {
  await endOf(lines)
})
