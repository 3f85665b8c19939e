import { describe, expect, test } from 'vitest'
import type { Slots } from '../slots.ts'
import { RulesRouter } from './rules-router.ts'

const router = new RulesRouter()

function slotsOf(message: string): Slots {
  return router.understand(message).slots
}

describe('numbers come apart by what stands around them', () => {
  test('in Spanish', () => {
    expect(slotsOf('Mesa para 4 a las 4 el 4 de marzo a nombre de Marta López, tel. 600 123 444')).toEqual({
      date: { kind: 'date', day: 4, month: 3 },
      time: { kind: 'clock', hour: 4, minute: 0 },
      people: 4,
      name: 'Marta López',
      phone: '600123444',
    })
  })

  test('in English', () => {
    expect(slotsOf('Table for 4 at 4 on the 4th of March, under Mary Jones, 07700 900444')).toEqual({
      date: { kind: 'date', day: 4, month: 3 },
      time: { kind: 'clock', hour: 4, minute: 0 },
      people: 4,
      name: 'Mary Jones',
      phone: '07700900444',
    })
  })
})

describe('names', () => {
  test.each([
    ['a nombre de Marta López', 'Marta López'],
    ['A nombre de Juan Carlos de la Fuente, somos dos', 'Juan Carlos de la Fuente'],
    ['a nombre de lucía mañana a las 9', 'lucía'],
    ['A nombre de Domingo Abril el sábado a las 9', 'Domingo Abril'],
    ['Soy Ana García y quería mesa para dos', 'Ana García'],
    ['me llamo pedro', 'pedro'],
    ['Reserva a nombre de "Los Pérez"', 'Los Pérez'],
    ['Reserva para Marta el viernes a las 10', 'Marta'],
    ['Viernes a las 21, dos personas. Jacinto Rey, gracias', 'Jacinto Rey'],
    ['NOMBRE: GREGORIO. MESA PARA DOS', 'GREGORIO'],
    ["My name is Mary-Jane O'Brien", "Mary-Jane O'Brien"],
    ['Friday at 8 for two, under Smith', 'Smith'],
    ["name's kowalski, four people", 'kowalski'],
    ['This is Dr. Brown', 'Dr. Brown'],
    ['Table for two on Thursday at 8pm please. Samuel.', 'Samuel'],
  ])('%s', (message, name) => {
    expect(slotsOf(message).name).toBe(name)
  })

  test.each([
    'soy celíaca',
    'Mesa para Navidad',
    'Hola, soy el padre de la novia',
    "I'm vegan",
    'Table for Christmas, please. Thanks',
    '¿Tenéis mesa el Sábado?',
  ])('there is none in: %s', (message) => {
    expect(slotsOf(message).name).toBeUndefined()
  })

  test('is the whole answer when it was asked for', () => {
    expect(router.understand('Marta', { expecting: 'name' })).toMatchObject({
      intent: 'inform',
      slots: { name: 'Marta' },
    })
    expect(router.understand('pues lucía pérez', { expecting: 'name' }).slots.name).toBe('lucía pérez')
  })
})

describe('how to reach a guest', () => {
  test.each<readonly [string, Slots]>([
    ['+34 612 34 56 78', { phone: '+34612345678' }],
    ['mi móvil es el 612-345-678', { phone: '612345678' }],
    ['mi teléfono es el seiscientos doce, 34 56 78', { phone: '612345678' }],
    ['call me on (555) 123-4567', { phone: '5551234567' }],
    ['mi correo es jm.perez+cena@correo.com.ar', { email: 'jm.perez+cena@correo.com.ar' }],
    ['la reserva R-00123', { code: 'R-00123' }],
    ['código r00123', { code: 'R-00123' }],
  ])('%s', (message, slots) => {
    expect(slotsOf(message)).toEqual(slots)
  })

  test('digits that are said one by one are a phone where one was asked for', () => {
    const { slots } = router.understand('seis uno dos, tres cuatro cinco, seis siete ocho', {
      expecting: 'phone',
    })

    expect(slots.phone).toBe('612345678')
  })
})

describe('wishes', () => {
  test.each<readonly [string, Slots]>([
    ['en la terraza', { zone: 'terrace' }],
    ['nada de terraza', { zone: 'indoor' }],
    ['not outside, inside please', { zone: 'indoor' }],
    ['en la barra', { zone: 'bar' }],
    ['in a private room', { zone: 'private' }],
    ['vamos con el perro', { pets: true }],
    ['sin perro', { pets: false }],
    ['mi abuela va en silla de ruedas', { accessible: true }],
    ["my dad can't climb stairs", { accessible: true }],
    ['alergia a los frutos secos y al marisco', { diet: ['alergia a los frutos secos y al marisco'] }],
    ['una es celíaca y otro intolerante a la lactosa', { diet: ['celíaca', 'intolerante a la lactosa'] }],
    ['one of us has a nut allergy', { diet: ['nut allergy'] }],
    ['es el cumpleaños de mi padre', { notes: 'el cumpleaños de mi padre' }],
    ["it's our wedding anniversary", { notes: 'our wedding anniversary' }],
  ])('%s', (message, slots) => {
    expect(slotsOf(message)).toEqual(slots)
  })
})

describe('the answer to a question', () => {
  test('about the time may be a number', () => {
    expect(router.understand('9', { expecting: 'time' }).slots).toEqual({
      time: { kind: 'clock', hour: 9, minute: 0 },
    })
    expect(router.understand('para las 9', { expecting: 'time' }).slots.time).toMatchObject({ hour: 9 })
    expect(router.understand('for 8', { expecting: 'time', language: 'en' }).slots).toEqual({
      time: { kind: 'clock', hour: 8, minute: 0 },
    })
  })

  test('about the day may be a number', () => {
    expect(router.understand('el veinticuatro', { expecting: 'date' }).slots.date).toEqual({
      kind: 'date',
      day: 24,
    })
    expect(router.understand('24', { expecting: 'date' }).slots.date).toEqual({ kind: 'date', day: 24 })
  })

  test('about the people may be a range', () => {
    expect(router.understand('8 o 10', { expecting: 'people' }).slots).toEqual({ peopleRange: [8, 10] })
  })

  test('may say something else than was asked', () => {
    expect(router.understand('el viernes', { expecting: 'people' })).toMatchObject({
      intent: 'inform',
      slots: { date: { kind: 'weekday', weekday: 5 } },
    })
  })

  test('is no new booking, whatever it says', () => {
    expect(router.understand('mesa para 4 el viernes a las 9', { expecting: 'time' }).intent).toBe('inform')
    expect(router.understand('cámbialo a las diez', { expecting: 'confirmation' }).intent).toBe('inform')
  })

  test('may be to confirm, to refuse, or to stop it all', () => {
    expect(router.understand('sí, resérvala', { expecting: 'confirmation' }).intent).toBe('affirm')
    expect(router.understand('yes please, book it', { expecting: 'confirmation' }).intent).toBe('affirm')
    expect(router.understand('no', { expecting: 'confirmation' }).intent).toBe('deny')
    expect(router.understand('no, mejor a las diez', { expecting: 'confirmation' })).toMatchObject({
      intent: 'inform',
      slots: { time: { hour: 10 } },
    })
    expect(router.understand('déjalo, cancela', { expecting: 'confirmation' }).intent).toBe('cancel')
  })
})

describe('a change says how it is to be, not how it was', () => {
  test.each<readonly [string, Slots]>([
    [
      'Cambiar mi reserva del viernes al sábado a las 10',
      {
        date: { kind: 'weekday', weekday: 6, which: 'coming' },
        time: { kind: 'clock', hour: 10, minute: 0 },
      },
    ],
    ['Quiero pasar la reserva de las 9 a las 10', { time: { kind: 'clock', hour: 10, minute: 0 } }],
    ['Move my Friday booking to Saturday', { date: { kind: 'weekday', weekday: 6, which: 'coming' } }],
    ['I have a table for four tonight, can we make it six?', { people: 6 }],
    ['Tengo una reserva para cuatro mañana, ¿podemos ser seis?', { people: 6 }],
    ['Reserva R-10040: al final somos seis', { code: 'R-10040', people: 6 }],
  ])('%s', (message, slots) => {
    expect(router.understand(message)).toMatchObject({ intent: 'change', slots })
    expect(Object.keys(slotsOf(message)).toSorted()).toEqual(Object.keys(slots).toSorted())
  })
})

test('a question about the house carries its topic and the day, and makes nobody a vegan', () => {
  expect(router.understand('¿Tenéis opciones veganas el viernes?')).toEqual({
    intent: 'info',
    language: 'es',
    slots: { topic: 'diet', date: { kind: 'weekday', weekday: 5, which: 'coming' } },
  })
})

describe('the language is that of the message, and of the talk where the message tells nothing', () => {
  test.each([
    ['Quiero una mesa para dos', 'es'],
    ['I want a table for two', 'en'],
    ['cancelar', 'es'],
    ['Friday at nine', 'en'],
  ] as const)('%s', (message, language) => {
    expect(router.understand(message).language).toBe(language)
  })

  test('where nothing tells', () => {
    expect(router.understand('21:30', { language: 'en' }).language).toBe('en')
    expect(router.understand('21:30').language).toBe('es')
  })
})
