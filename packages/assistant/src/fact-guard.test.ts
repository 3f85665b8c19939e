import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fact, Sitting } from './facts.ts'
import { factGuard } from './fact-guard.ts'
import { mentionsIn } from './fact-guard/mentions.ts'
import { replyFromTemplate } from './replies/reply-templates.ts'
import { LANGUAGES } from './slots.ts'

const today = '2026-11-27'
const sitting: Sitting = { date: '2026-11-28', time: '21:30', people: 4, zone: 'indoor' }
const booked: readonly Fact[] = [
  { kind: 'booked', code: 'R-10001', sitting, name: 'Marta García', extras: {} },
]

function guard(reply: string, facts = booked, language: 'es' | 'en' = 'es'): readonly string[] {
  const template = replyFromTemplate(facts, { language, register: 'usted', today })
  return factGuard({ reply, template, facts, today })
}

describe('lets pass', () => {
  test.each([
    'Reservado, Marta García: el sábado 28 de noviembre a las 21:30, 4 personas. Código R-10001, en el salón.',
    'Marta, reservado para cuatro el 28 de noviembre a las nueve y media de la noche. Su código es R-10001, en el salón.',
    '¡Perfecto! Mesa reservada mañana a las 21.30 h para 4. Su código: R-10001, en el salón.',
  ])('%s', (reply) => {
    expect(guard(reply)).toEqual([])
  })

  test.each([
    'All booked, Marta: four of you on Saturday 28 November at 9:30 pm. Your code is R-10001, indoors.',
    'Booked for tomorrow at half past nine in the evening, a table for 4. Code R-10001, indoors.',
  ])('%s', (reply) => {
    expect(guard(reply, booked, 'en')).toEqual([])
  })
})

describe('holds back, of a reply that is right otherwise,', () => {
  const right = 'el 28 de noviembre a las 21:30, 4 personas, en el salón. R-10001.'

  test('nothing', () => {
    expect(guard(`Reservado ${right}`)).toEqual([])
  })

  test.each([
    ['another day', right.replace('28', '29'), 'a date that is not in the facts'],
    ['another weekday', `viernes, ${right}`, 'a date that is not in the facts'],
    ['another hour', right.replace('21:30', '22:30'), 'a time that is not in the facts'],
    ['one more hour, in words', `${right} O a las diez.`, 'a time that is not in the facts'],
    [
      'the other half of the day',
      right.replace('21:30', '9:30 de la mañana'),
      'a time that is not in the facts',
    ],
    ['another number', right.replace('4 p', '5 p'), 'a number that is not in the facts'],
    ['another number in words', right.replace('4 p', 'seis p'), 'a number that is not in the facts'],
    ['another code', right.replace('10001', '10002'), 'a code that is not in the facts'],
    ['another room', right.replace('en el salón', 'en la terraza'), 'a claim that is not in the facts'],
    ['a gift', `${right} El postre es gratis.`, 'a claim that is not in the facts'],
    ['a price', `${right} Son 4 €.`, 'a claim that is not in the facts'],
    ['a cancellation', `${right} La otra está cancelada.`, 'a claim that is not in the facts'],
    ['somebody else', `para Javier, ${right}`, 'a name that is not in the facts'],
    ['a surname', `para la señora Otxoa, ${right}`, 'a name that is not in the facts'],
    ['a phone', `${right} Llame al 600 123 456.`, 'a contact that is not in the facts'],
    ['a link', `${right} Vea www.example.com`, 'a contact that is not in the facts'],
    ['a placeholder', `para [NAME_2], ${right}`, 'it has markup or placeholders'],
    ['a second question', `${right} ¿Sí? ¿No?`, 'it asks too much'],
    ['a speech', right + ' Un saludo.'.repeat(60), 'it is too long'],
    ['no code', right.replace('R-10001', ''), 'a code of the facts is missing'],
    ['no hour', right.replace('a las 21:30', ''), 'a time of the facts is missing'],
    ['no day', right.replace('el 28 de noviembre', ''), 'a date of the facts is missing'],
  ])('%s', (_what, reply, cause) => {
    expect(guard(`Reservado ${reply}`)).toContain(cause)
  })

  test.each([
    'La mesa todavía no está reservada:',
    'Aún no queda reservado:',
    'No he podido dejarlo reservado:',
    'Casi reservado:',
    'Reservado, pendiente de confirmar:',
  ])('that it is not booked: %s', (beginning) => {
    expect(guard(`${beginning} ${right}`)).toContain('it may deny what is done')
  })

  test.each([
    "It isn't booked yet:",
    'We can’t say it is booked:',
    'Not booked:',
    'It has not been booked:',
    'Booked, pending confirmation:',
    'It will be booked unless you write:',
  ])('that it is not booked, in English: %s', (beginning) => {
    const reply = `${beginning} 28 November at 9:30 pm, 4 people, indoors. R-10001.`

    expect(guard(reply, booked, 'en')).toContain('it may deny what is done')
  })

  test.each<readonly ['changed' | 'cancelled', string]>([
    ['changed', 'La reserva todavía no está cambiada:'],
    ['cancelled', 'La reserva no está cancelada:'],
  ])('that it is not %s', (kind, beginning) => {
    const facts: readonly Fact[] = [{ kind, code: 'R-10001', sitting, name: 'Marta García', extras: {} }]

    expect(guard(`${beginning} ${right}`, facts)).toContain('it may deny what is done')
  })

  test.each([
    'Hemos avisado a cocina de la alergia.',
    'La cocina ya lo sabe.',
    'Le llamaremos antes.',
    'Le garantizamos un sitio tranquilo.',
    'El postre, gratis.',
    'Con un descuento.',
    'Tendrá un detalle de la casa.',
    'We have informed the kitchen.',
    'We will call you before.',
    'A quiet table is guaranteed.',
    'Dessert is free.',
    'With a discount.',
    "We'll make sure of it.",
  ])('what nobody has promised: %s', (promise) => {
    expect(guard(`Reservado ${right} ${promise}`)).toContain('a promise that is not in the facts')
  })

  test('that it is booked, when it was only summed up', () => {
    const facts: readonly Fact[] = [{ kind: 'summary', action: 'book', sitting, name: 'Marta', extras: {} }]

    expect(guard(`Reservado: ${right.replace('R-10001.', '')}`, facts)).toContain(
      'a claim that is not in the facts',
    )
  })

  test('an empty one', () => {
    expect(guard(' ')).toContain('it is empty')
  })
})

const someSitting = fc.record({
  date: fc
    .date({ min: new Date('2026-11-27'), max: new Date('2027-06-30'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  time: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '45'))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`),
  people: fc.integer({ min: 1, max: 20 }),
  zone: fc.constantFrom('indoor', 'terrace', 'bar', 'private'),
})
const someFact = fc.oneof(
  fc.record({
    kind: fc.constantFrom('booked', 'changed'),
    code: fc.integer({ min: 10_000, max: 99_999 }).map((number) => `R-${number}`),
    sitting: someSitting,
    name: fc.constantFrom('Marta García', 'Nekane Otxoa', 'John'),
    extras: fc.constantFrom({}, { highChairs: 2, hasDiet: true }),
  }),
  fc.record({
    kind: fc.constant('offer'),
    date: fc.constant('2026-12-01'),
    time: fc.constant('21:00'),
    people: fc.integer({ min: 1, max: 12 }),
    reasons: fc.constant(['full']),
    alternatives: fc.array(someSitting, { minLength: 1, maxLength: 3 }),
  }),
) as fc.Arbitrary<Fact>

test('lets every template pass', () => {
  fc.assert(
    fc.property(someFact, fc.constantFrom(...LANGUAGES), (fact, language) => {
      const template = replyFromTemplate([fact], { language, register: 'tu', today })

      expect(factGuard({ reply: template, template, facts: [fact], today })).toEqual([])
    }),
  )
})

test('holds back every reply made of other facts of the same kind', () => {
  fc.assert(
    fc.property(someFact, someFact, fc.constantFrom(...LANGUAGES), (fact, other, language) => {
      const style = { language, register: 'usted', today } as const
      const template = replyFromTemplate([fact], style)
      const reply = replyFromTemplate([other], style)
      fc.pre(fact.kind === other.kind && !sameMentions(template, reply))

      expect(factGuard({ reply, template, facts: [fact], today })).not.toEqual([])
    }),
  )
})

/** Every figure of the other is one of this one, and the dates, times and codes that must be told are the same. */
function sameMentions(one: string, other: string): boolean {
  const [mine, theirs] = [mentionsIn(one), mentionsIn(other)]
  return (
    [...theirs.numbers].every((number) => mine.numbers.has(number)) &&
    isEqual(theirs.times, mine.times) &&
    isEqual(theirs.dates, mine.dates) &&
    isEqual(theirs.codes, mine.codes)
  )
}

function isEqual(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((item) => other.has(item))
}
