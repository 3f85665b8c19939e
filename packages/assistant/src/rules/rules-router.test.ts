import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { INTENTS, LANGUAGES } from '../slots.ts'
import { EXPECTED } from './expecting.ts'
import { MESSAGE_MAX_CHARACTERS, RulesRouter } from './rules-router.ts'

const router = new RulesRouter()

/** Words that begin many patterns, and signs that end few. */
const FRAGMENTS = [
  'a las ',
  'para ',
  'el ',
  'de ',
  'y ',
  'menos ',
  '9',
  '9:',
  '1/',
  'viernes ',
  'a nombre de ',
  'alérgico a ',
  'no ',
  'una ',
  'mesa ',
  'half ',
  'in the ',
  'table for ',
  'R-',
  '+34 6',
  'a@',
  'pasado mañana ',
  'a a a ',
  '((((',
  '. ',
  ', ',
  '¿',
  'ñ',
  '\u0301',
  '🍤',
  '\uD83D',
  '\n',
  '00 ',
  'A.',
]

const fragments = fc
  .array(fc.constantFrom(...FRAGMENTS), { maxLength: 400 })
  .map((parts) => parts.join('').slice(0, MESSAGE_MAX_CHARACTERS))

describe('any message', () => {
  test.each([
    ['of any characters', fc.string({ unit: 'binary', maxLength: MESSAGE_MAX_CHARACTERS })],
    ['of what bookings are made of', fragments],
  ])('%s is understood as something', (_, messages) => {
    fc.assert(
      fc.property(
        messages,
        fc.option(fc.constantFrom(...EXPECTED), { nil: undefined }),
        (message, expecting) => {
          const { intent, language } = router.understand(message, { expecting })

          expect(INTENTS).toContain(intent)
          expect(LANGUAGES).toContain(language)
        },
      ),
      { numRuns: 150 },
    )
  })

  test('is understood the same way each time', () => {
    fc.assert(
      fc.property(fragments, (message) => {
        expect(router.understand(message)).toEqual(new RulesRouter().understand(message))
      }),
      { numRuns: 30 },
    )
  })
})

describe('a message of 4,000 characters', () => {
  test.each(FRAGMENTS)('of %j takes less than 20 ms', (fragment) => {
    const message = fragment.repeat(MESSAGE_MAX_CHARACTERS).slice(0, MESSAGE_MAX_CHARACTERS)

    expect(fastest(() => router.understand(message), 20)).toBeLessThan(20)
  })

  test('takes no more than a fixed multiple of one of 1,000', () => {
    const sentence =
      'Hola, quería una mesa para cuatro el viernes 4 de diciembre a las nueve y media, a nombre de Marta. '
    const [short, long] = [sentence.repeat(10), sentence.repeat(40)]
    const shortMs = fastest(() => router.understand(short))

    // Four times the length: quadratic work would take sixteen times as long.
    expect(fastest(() => router.understand(long))).toBeLessThan(8 * shortMs + 1)
  })
})

/** The best of up to 40 runs, or the first that is good enough: what the code takes when nothing else runs. */
function fastest(run: () => unknown, goodEnoughMs = 0): number {
  let best = Number.POSITIVE_INFINITY
  for (let runs = 0; runs < 40 && best >= goodEnoughMs; runs++) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

test('what lies beyond the limit is not read', () => {
  const message = `${' '.repeat(MESSAGE_MAX_CHARACTERS)}cancelar la reserva`

  expect(router.understand(message).intent).toBe('other')
})
